#include "host/commands/help_text.hpp"

#include <algorithm>
#include <vector>

#include "host/experiment/known_keys.hpp"
#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/word_search.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/advance.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

/// A row of a table and what finds it.
struct Row {
  SearchRow search;
  std::string text;
};

std::string padded(std::string text) {
  text.resize(std::max<std::size_t>(text.size() + 2, 40), ' ');
  return text;
}

Row setting_row(const std::string& key, const std::string& fallback, const std::string& range,
                const std::string& sentence, const std::string& source) {
  std::string text = padded(key + " = " + fallback) + range + "\n    " + sentence;
  if (!source.empty()) text += "\n    source: " + source;
  return {{key, {range, sentence, source}}, text + "\n"};
}

Row outcome_row(const OutcomeInfo& info) {
  const std::string unit = info.unit, undefined_when = info.undefined_when;
  const std::string better = info.better > 0   ? ", more is better"
                             : info.better < 0 ? ", less is better"
                                               : "";
  const std::string bins =
      std::to_string(info.bins) + (info.scale == Scale::log ? " logarithmic bins [" : " bins [") +
      number_text(info.low) + ", " + number_text(info.high) + "]" + (unit == "1" ? "" : " " + unit);
  std::string text = padded(info.name) + bins + better + "\n    " + info.sentence;
  if (!undefined_when.empty()) text += "\n    undefined where: " + undefined_when;
  return {{info.name, {unit, info.sentence, undefined_when}}, text + "\n"};
}

std::string found(const std::vector<Row>& rows, const std::string& word, const std::string& all) {
  std::vector<SearchRow> searched;
  for (const Row& row : rows) searched.push_back(row.search);
  std::string text;
  for (const std::size_t i : rows_with(searched, word)) text += rows[i].text;
  if (!text.empty()) return text;
  throw UsageError("nothing is named or described by '" + word + "'; the nearest is " +
                   nearest_row(searched, word) + " (`taosweep " + all + "` lists all)");
}

std::string short_era(const Era& era) {
  return std::string(era.name) + "  (" + era.chain_versions + "; " + era.dates + ")\n    " +
         era.sentence + "\n";
}

std::string rule_text(const ParameterInfo& info, double value) {
  const std::string unit = info.unit;
  return std::string(info.key) + " = " + value_text(info, value) + (unit == "1" ? "" : " " + unit);
}

/// The rules of an era, those that it changed first.
std::string long_era(const Era& era) {
  std::string text = short_era(era);
  const Era* before = &era == era_table ? nullptr : &era - 1;
  if (before) text += "  since " + std::string(before->name) + ":\n";
  std::string kept;
  for (const auto& info : parameter_table) {
    if (!info.rule) continue;
    const double value = number_of(info, era.rules);
    const bool changed = before && value != number_of(info, before->rules);
    (changed ? text : kept) +=
        "    " + rule_text(info, value) +
        (changed ? " (before: " + value_text(info, number_of(info, before->rules)) + ")" : "") +
        "\n";
  }
  text += before ? "  unchanged:\n" : "  rules:\n";
  return text + kept + "  a block runs, in order:\n" +
         joined_as(
             stages_of_a_block(), [](const std::string& stage) { return "    " + stage + "\n"; },
             "");
}

}  // namespace

std::string params_text(const std::string& word) {
  std::vector<Row> rows;
  for (const auto& info : parameter_table) {
    std::string fallback = value_text(info, info.fallback());
    if (info.rule) fallback += " (at the launch " + value_text(info, info.launch) + ")";
    rows.push_back(setting_row(info.key, fallback, range_text(info), info.sentence, info.source));
  }
  for (const auto& setting : setting_table) {
    rows.push_back(setting_row(setting.key, setting.fallback, setting.range, setting.sentence, ""));
  }
  return found(rows, word, "params");
}

std::string outcomes_text(const std::string& word) {
  std::vector<Row> rows;
  for (const auto& info : outcome_table) rows.push_back(outcome_row(info));
  return found(rows, word, "outcomes");
}

std::string eras_text(const std::string& name) {
  std::string text;
  std::vector<std::string> names;
  for (const auto& era : era_table) {
    if (era.name == name) return long_era(era);
    names.emplace_back(era.name);
    text += short_era(era);
  }
  if (name.empty()) return text;
  throw UsageError("unknown era " + name + "; the nearest is " + nearest(name, names) +
                   " (`taosweep eras` lists all)");
}

}  // namespace taosweep
