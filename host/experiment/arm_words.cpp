#include "host/experiment/arm_words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/text/near_key.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {

int outcome_named(const std::string& name) {
  std::vector<std::string> names;
  for (const OutcomeInfo& info : outcome_table) names.emplace_back(info.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  throw UsageError("'" + name + "' is no outcome; the nearest is " + nearest(name, names));
}

bool is_arm(const std::string& name, const std::vector<std::string>& arms) {
  return std::find(arms.begin(), arms.end(), name) != arms.end();
}

std::size_t arm_named(const std::string& name, const std::vector<std::string>& arms) {
  const auto found = std::find(arms.begin(), arms.end(), name);
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  throw UsageError("there is no arm '" + name + "'; the nearest is '" + nearest(name, arms) + "'");
}

namespace {

constexpr const char* minus = " - ";

/// Labels on both sides of each " - " of the text at which both are one.
std::vector<std::pair<std::string, std::string>> differences_in(
    const std::string& text, const std::vector<std::string>& arms) {
  std::vector<std::pair<std::string, std::string>> found;
  for (auto at = text.find(minus); at != std::string::npos; at = text.find(minus, at + 1)) {
    const std::string left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + 3));
    if (is_arm(left, arms) && is_arm(right, arms)) found.emplace_back(left, right);
  }
  return found;
}

void refuse_two_readings(const std::string& text, const std::vector<std::string>& readings) {
  if (readings.size() > 1)
    throw UsageError(fmt::format("'{}' can be read as {}: give the arms labels without ' - '", text,
                                 joined(readings, " and as ")));
}

std::string difference_text(const std::pair<std::string, std::string>& of) {
  return fmt::format("'{}'{}'{}'", of.first, minus, of.second);
}

/// The side of a difference that is no label, of the place at which the other is one.
std::string no_arm_of(const std::string& text, const std::vector<std::string>& arms) {
  std::string unknown;
  for (auto at = text.find(minus); at != std::string::npos; at = text.find(minus, at + 1)) {
    const std::string left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + 3));
    const bool first = is_arm(left, arms);
    if (unknown.empty() || first) unknown = first ? right : left;
  }
  return unknown;
}

}  // namespace

std::pair<std::size_t, std::size_t> two_arms(const std::string& text,
                                             const std::vector<std::string>& arms,
                                             const std::string& form) {
  const auto found = differences_in(text, arms);
  std::vector<std::string> readings;
  for (const auto& one : found) readings.push_back(difference_text(one));
  refuse_two_readings(text, readings);
  if (!found.empty()) return {arm_named(found[0].first, arms), arm_named(found[0].second, arms)};
  const std::string unknown = no_arm_of(text, arms);
  if (unknown.empty()) throw UsageError("'" + text + "' is no difference of two arms: " + form);
  const std::size_t throws = arm_named(unknown, arms);
  return {throws, throws};
}

std::size_t one_arm(const std::string& text, const std::vector<std::string>& arms) {
  std::vector<std::string> readings{"the arm '" + text + "'"};
  for (const auto& one : differences_in(text, arms)) readings.push_back(difference_text(one));
  refuse_two_readings(text, readings);
  return arm_named(text, arms);
}

}  // namespace taosweep
