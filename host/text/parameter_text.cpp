#include "host/text/parameter_text.hpp"

#include <cmath>
#include <unordered_map>

#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

const ParameterInfo* find_parameter(const std::string& key) {
  static const auto rows = [] {
    std::unordered_map<std::string, const ParameterInfo*> by_key;
    for (const auto& info : parameter_table) by_key.emplace(info.key, &info);
    return by_key;
  }();
  const auto row = rows.find(key);
  return row == rows.end() ? nullptr : row->second;
}

const std::vector<std::string>& parameter_keys() {
  static const auto keys = [] {
    std::vector<std::string> all;
    for (const auto& info : parameter_table) all.emplace_back(info.key);
    return all;
  }();
  return keys;
}

std::string unknown_key(const std::string& key, std::span<const std::string> all_keys) {
  return "unknown key " + key + "; the nearest is " + nearest(key, all_keys) +
         " (`taosweep params` lists all parameters)";
}

const ParameterInfo& parameter(const std::string& key) {
  const auto* info = find_parameter(key);
  if (!info) throw UsageError(unknown_key(key, parameter_keys()));
  return *info;
}

std::vector<std::string> choices_of(const ParameterInfo& info) {
  return split(info.choices, '|');
}

std::string range_text(const ParameterInfo& info) {
  const std::string or_era = info.rule ? " or era" : "";
  if (info.kind == ParameterKind::choice) {
    return joined(choices_of(info), " | ") + (info.rule ? " | era" : "");
  }
  return std::string(info.kind == ParameterKind::whole ? "whole, " : "") + "[" +
         number_text(info.low) + ", " + number_text(info.high) + "]" +
         (std::string(info.unit) == "1" ? "" : " " + std::string(info.unit)) + or_era;
}

void check_value(const ParameterInfo& info, double value) {
  const std::string key = info.key;
  if (info.kind != ParameterKind::real && value != std::floor(value)) {
    throw UsageError(key + " is whole: " + number_text(value) + " is not");
  }
  if (!(value >= info.low && value <= info.high)) {
    throw UsageError(number_text(value) + " is outside the range of " + key + ": " +
                     range_text(info));
  }
}

double parse_value(const ParameterInfo& info, const std::string& text) {
  const std::string key = info.key;
  if (info.rule && text == era_word) return by_era;
  if (info.kind == ParameterKind::choice) {
    const auto names = choices_of(info);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == text) return static_cast<double>(i);
    }
    throw UsageError("'" + text + "' is no choice of " + key + "; there is: " + range_text(info));
  }
  const auto value = parse_number(text);
  if (!value) {
    throw UsageError("'" + text + "' is not a number: " + key +
                     " takes one finite number and nothing after it, " + range_text(info));
  }
  check_value(info, *value);
  return *value + 0.0;  // -0 and 0 are one value, and must be one design
}

std::string value_text(const ParameterInfo& info, double value) {
  if (info.rule && value == by_era) return era_word;
  return info.kind == ParameterKind::choice ? choices_of(info).at(static_cast<std::size_t>(value))
                                            : number_text(value);
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : text) {
    depth += (c == '(') - (c == ')');
    if (c == ',' && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  for (auto& part : parts) {
    part = trimmed(part);
    if (part.empty())
      throw UsageError("'" + text + "': a value is missing before or after a comma");
  }
  return parts;
}

}  // namespace taosweep
