#include "host/commands/help_text.hpp"

#include <algorithm>
#include <vector>

#include "host/experiment/known_keys.hpp"
#include "host/formula/formula.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/word_search.hpp"
#include "host/usage_error.hpp"
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

}  // namespace

std::string params_text(const std::string& word) {
  std::vector<Row> rows;
  for (const auto& info : parameter_table) {
    std::string fallback = value_text(info, info.fallback());
    if (info.rule) fallback += " (at the launch " + value_text(info, info.launch) + ")";
    rows.push_back(setting_row(info.key, fallback, range_text(info), info.sentence, info.source));
  }
  for (const auto& setting : setting_table) {
    std::string sentence = setting.sentence;
    if (std::string(setting.key) == formula_key)
      sentence +=
          "; what is below 0 or undefined counts as 0, and in the outcome formula_refused. "
          "It may read\n" +
          formula_help();
    rows.push_back(setting_row(setting.key, setting.fallback, setting.range, sentence, ""));
  }
  return found(rows, word, "params");
}

std::string outcomes_text(const std::string& word) {
  std::vector<Row> rows;
  for (const auto& info : outcome_table) rows.push_back(outcome_row(info));
  return found(rows, word, "outcomes");
}

}  // namespace taosweep
