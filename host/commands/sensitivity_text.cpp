// What `taosweep sensitivity` prints.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "host/commands/sensitivity.hpp"
#include "host/statistics/saltelli.hpp"
#include "host/text/json.hpp"
#include "host/text/number_text.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {

namespace {

/// Parameters that a row of the short table names.
constexpr std::size_t named = 3;

std::string number(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.3g}", value + 0.0);
}

std::string bounds_text(const Interval& bounds) {
  return std::isnan(bounds.low) ? "none" : number(bounds.low) + " to " + number(bounds.high);
}

std::vector<std::size_t> by_size(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(values[a]) > std::fabs(values[b]);
  });
  return order;
}

/// Parameters from the strongest on.
std::vector<std::size_t> by_strength(const SensitivityFile& found, const OutcomeDrivers& one) {
  if (one.found.measures.empty()) return {};
  return by_size(one.found.measures[found.estimator.strongest].values);
}

std::string short_table(const SensitivityFile& found, bool markdown) {
  const EstimatorInfo& estimator = found.estimator;
  TextTable table({"outcome", estimator.units, "left out", "noise", estimator.told_title,
                   fmt::format("{}, strongest first", estimator.measures[estimator.strongest])});
  for (const OutcomeDrivers& one : found.outcomes) {
    std::vector<std::string> drivers;
    for (const std::size_t k : by_strength(found, one)) {
      if (drivers.size() == named) break;
      const Measure& measure = one.found.measures[estimator.strongest];
      drivers.push_back(fmt::format("{} {} ({})", found.parameters[k], number(measure.values[k]),
                                    bounds_text(measure.bounds[k])));
    }
    table.add({outcome_table[one.outcome].name, std::to_string(one.units),
               std::to_string(one.left_out), number(one.found.noise), number(one.found.told),
               one.found.refusal.empty() ? joined(drivers) : "none: " + one.found.refusal});
  }
  return markdown ? table.markdown() : table.aligned();
}

/// Names of two parameters, as the tables of pairs have them.
std::string pair_text(const SensitivityFile& found, std::pair<std::size_t, std::size_t> pair) {
  return found.parameters[pair.first] + " x " + found.parameters[pair.second];
}

/// Pairs from the strongest on; empty where they were not asked for.
std::string pairs_table(const SensitivityFile& found, const OutcomeDrivers& one, bool markdown) {
  const Measure& second = one.found.pairs;
  if (second.values.empty()) return "";
  const auto pairs = pairs_of(found.parameters.size());
  TextTable table({"pair", "second", "95 % interval"});
  for (const std::size_t p : by_size(second.values))
    table.add(
        {pair_text(found, pairs[p]), number(second.values[p]), bounds_text(second.bounds[p])});
  return (markdown ? table.markdown() : table.aligned()) + "\n";
}

std::string long_table(const SensitivityFile& found, const OutcomeDrivers& one, bool markdown) {
  const EstimatorInfo& estimator = found.estimator;
  std::string text =
      fmt::format("{}: {} {}, {} left out, noise {}, {} {}", outcome_table[one.outcome].name,
                  one.units, estimator.units, one.left_out, number(one.found.noise),
                  estimator.told_title, number(one.found.told));
  if (!one.found.refusal.empty()) text += "; none: " + one.found.refusal;
  if (!one.found.unbounded.empty()) text += "; no intervals: " + one.found.unbounded;
  text += "\n\n";
  if (!one.found.refusal.empty()) return text;
  std::vector<std::string> head{"parameter"};
  for (const char* measure : estimator.measures) {
    head.emplace_back(measure);
    head.emplace_back("95 % interval");
  }
  TextTable table(head);
  for (const std::size_t k : by_strength(found, one)) {
    std::vector<std::string> row{found.parameters[k]};
    for (const Measure& measure : one.found.measures) {
      row.push_back(number(measure.values[k]));
      row.push_back(bounds_text(measure.bounds[k]));
    }
    table.add(row);
  }
  text += (markdown ? table.markdown() : table.aligned()) + "\n";
  return text + pairs_table(found, one, markdown);
}

/// Names of the ends of an interval: of several measures each has its own.
std::string end_name(const EstimatorInfo& estimator, std::size_t measure, const char* end) {
  if (estimator.measures.size() == 1) return end;
  return fmt::format("{}_{}", estimator.measures[measure], end);
}

Json parameter_json(const SensitivityFile& found, const OutcomeDrivers& one, std::size_t k) {
  Json parameter;
  parameter["key"] = found.parameters[k];
  for (std::size_t m = 0; m < one.found.measures.size(); ++m) {
    const Measure& measure = one.found.measures[m];
    parameter[found.estimator.measures[m]] = or_null(measure.values[k]);
    parameter[end_name(found.estimator, m, "low")] = or_null(measure.bounds[k].low);
    parameter[end_name(found.estimator, m, "high")] = or_null(measure.bounds[k].high);
  }
  parameter["idle"] = static_cast<bool>(one.found.idle[k]);
  return parameter;
}

/// What two parameters do together, in the order of pairs_of.
Json pairs_json(const SensitivityFile& found, const OutcomeDrivers& one) {
  const auto pairs = pairs_of(found.parameters.size());
  Json all = Json::array();
  for (std::size_t p = 0; p < one.found.pairs.values.size(); ++p) {
    Json pair;
    pair["keys"] = {found.parameters[pairs[p].first], found.parameters[pairs[p].second]};
    pair["second"] = or_null(one.found.pairs.values[p]);
    pair["second_low"] = or_null(one.found.pairs.bounds[p].low);
    pair["second_high"] = or_null(one.found.pairs.bounds[p].high);
    all.push_back(pair);
  }
  return all;
}

std::string cell(double value) {
  return std::isfinite(value) ? number_text(value) : "";
}

std::string cells(const Measure& measure, std::size_t k) {
  return fmt::format(",{},{},{}", cell(measure.values[k]), cell(measure.bounds[k].low),
                     cell(measure.bounds[k].high));
}

}  // namespace

std::string sensitivity_table(const SensitivityFile& found, bool markdown) {
  std::string text = (markdown ? "# " : "") + shown_on_a_line(found.identity.title) + "\n\n";
  for (const std::string& remark : found.remarks)
    text += markdown ? shown_on_a_line(remark) + "\n\n" : wrapped(shown_on_a_line(remark), 0);
  text += markdown ? "" : "\n";
  if (!found.detailed) return text + short_table(found, markdown);
  for (const OutcomeDrivers& one : found.outcomes) text += long_table(found, one, markdown);
  return text;
}

std::string sensitivity_csv(const SensitivityFile& found) {
  const EstimatorInfo& estimator = found.estimator;
  std::string text = "arm,cell,outcome,parameter";
  for (std::size_t m = 0; m < estimator.measures.size(); ++m)
    text += fmt::format(",{},{},{}", estimator.measures[m], end_name(estimator, m, "low"),
                        end_name(estimator, m, "high"));
  if (found.second_order) text += ",second,second_low,second_high";
  text += fmt::format(",{},noise,{},left_out,refusal\n", estimator.told, estimator.units);
  const std::string no_measures(3 * estimator.measures.size(), ','),
      no_pair(found.second_order ? 3 : 0, ',');
  const auto pairs = pairs_of(found.parameters.size());
  for (const OutcomeDrivers& one : found.outcomes) {
    const std::string why = one.found.refusal.empty() ? one.found.unbounded : one.found.refusal;
    const std::string begin = fmt::format("{},{},{},", csv_cell(found.arm), csv_cell(found.cell),
                                          outcome_table[one.outcome].name);
    const std::string all =
        fmt::format(",{},{},{},{},{}\n", cell(one.found.told), cell(one.found.noise), one.units,
                    one.left_out, csv_cell(why));
    for (std::size_t k = 0; k < found.parameters.size(); ++k) {
      std::string numbers;
      for (const Measure& measure : one.found.measures) numbers += cells(measure, k);
      text += begin + found.parameters[k] + (numbers.empty() ? no_measures : numbers) + no_pair;
      text += all;
    }
    for (std::size_t p = 0; p < one.found.pairs.values.size(); ++p)
      text += begin + pair_text(found, pairs[p]) + no_measures + cells(one.found.pairs, p) + all;
  }
  return text;
}

std::string sensitivity_json(const SensitivityFile& found) {
  Json json;
  json["file"] = found.identity.file;
  json["title"] = found.identity.title;
  json["config_hash"] = found.identity.config_hash;
  json["content_digest"] = found.identity.content_digest;
  json["design"] = info_of(found.design).name;
  json["units"] = found.estimator.units;
  json["measures"] = found.estimator.measures;
  if (found.second_order) json["measures"].push_back("second");
  json["strongest"] = found.estimator.measures[found.estimator.strongest];
  json["arm"] = found.arm;
  json["cell"] = found.cell;
  json["remarks"] = found.remarks;
  for (const AxisGroup& group : found.groups) json["groups"][group.name] = group.keys;
  json["outcomes"] = Json::array();
  for (const OutcomeDrivers& one : found.outcomes) {
    Json row;
    row["outcome"] = outcome_table[one.outcome].name;
    row[found.estimator.units] = one.units;
    row["left_out"] = one.left_out;
    row["noise"] = or_null(one.found.noise);
    row[found.estimator.told] = or_null(one.found.told);
    row["refusal"] = or_null(one.found.refusal);
    row["unbounded"] = or_null(one.found.unbounded);
    row["parameters"] = Json::array();
    for (std::size_t k = 0; k < found.parameters.size() && one.found.refusal.empty(); ++k)
      row["parameters"].push_back(parameter_json(found, one, k));
    if (found.second_order) row["pairs"] = pairs_json(found, one);
    json["outcomes"].push_back(row);
  }
  return json_text(json);
}

}  // namespace taosweep
