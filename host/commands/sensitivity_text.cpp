// What `taosweep sensitivity` prints.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "host/commands/sensitivity.hpp"
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

/// Parameters from the strongest on.
std::vector<std::size_t> by_strength(const RankRegression& found) {
  std::vector<std::size_t> order(found.coefficients.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(found.coefficients[a]) > std::fabs(found.coefficients[b]);
  });
  return order;
}

std::string short_table(const SensitivityFile& found, bool markdown) {
  TextTable table({"outcome", "points", "noise", "R2", "drivers, strongest first"});
  for (const OutcomeDrivers& one : found.outcomes) {
    std::vector<std::string> drivers;
    for (const std::size_t k : by_strength(one.found)) {
      if (drivers.size() == named) break;
      drivers.push_back(fmt::format("{} {} ({})", found.parameters[k],
                                    number(one.found.coefficients[k]),
                                    bounds_text(one.found.bounds[k])));
    }
    table.add({outcome_table[one.outcome].name, std::to_string(one.points), number(one.noise),
               one.found.refusal.empty() ? number(one.found.explained) : "-",
               one.found.refusal.empty() ? joined(drivers) : "none: " + one.found.refusal});
  }
  return markdown ? table.markdown() : table.aligned();
}

std::string long_table(const SensitivityFile& found, const OutcomeDrivers& one, bool markdown) {
  std::string text =
      fmt::format("{}: {} points, noise {}, R2 {}", outcome_table[one.outcome].name, one.points,
                  number(one.noise), one.found.refusal.empty() ? number(one.found.explained) : "-");
  if (!one.found.refusal.empty()) text += "; none: " + one.found.refusal;
  if (!one.found.unbounded.empty()) text += "; no intervals: " + one.found.unbounded;
  text += "\n\n";
  if (!one.found.refusal.empty()) return text;
  TextTable table({"parameter", "coefficient", "95 % interval"});
  for (const std::size_t k : by_strength(one.found))
    table.add(
        {found.parameters[k], number(one.found.coefficients[k]), bounds_text(one.found.bounds[k])});
  return text + (markdown ? table.markdown() : table.aligned()) + "\n";
}

Json or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string cell(double value) {
  return std::isfinite(value) ? number_text(value) : "";
}

}  // namespace

std::string sensitivity_table(const SensitivityFile& found, bool markdown) {
  std::string text = (markdown ? "# " : "") + shown_on_a_line(found.title) + "\n\n";
  for (const std::string& remark : found.remarks)
    text += markdown ? shown_on_a_line(remark) + "\n\n" : wrapped(shown_on_a_line(remark), 0);
  text += markdown ? "" : "\n";
  if (!found.detailed) return text + short_table(found, markdown);
  for (const OutcomeDrivers& one : found.outcomes) text += long_table(found, one, markdown);
  return text;
}

std::string sensitivity_csv(const SensitivityFile& found) {
  std::string text = "outcome,parameter,coefficient,low,high,r2,noise,points,refusal\n";
  for (const OutcomeDrivers& one : found.outcomes) {
    const std::string why = one.found.refusal.empty() ? one.found.unbounded : one.found.refusal;
    const std::string all =
        fmt::format(",{},{},{},{}\n", one.found.refusal.empty() ? cell(one.found.explained) : "",
                    cell(one.noise), one.points, csv_cell(why));
    for (std::size_t k = 0; k < found.parameters.size(); ++k) {
      text += fmt::format("{},{}", outcome_table[one.outcome].name, found.parameters[k]);
      text += one.found.refusal.empty()
                  ? fmt::format(",{},{},{}", cell(one.found.coefficients[k]),
                                cell(one.found.bounds[k].low), cell(one.found.bounds[k].high))
                  : ",,,";
      text += all;
    }
  }
  return text;
}

std::string sensitivity_json(const SensitivityFile& found) {
  Json json;
  json["file"] = found.file;
  json["title"] = found.title;
  json["arm"] = found.arm;
  json["cell"] = found.cell;
  json["remarks"] = found.remarks;
  json["outcomes"] = Json::array();
  for (const OutcomeDrivers& one : found.outcomes) {
    Json row;
    row["outcome"] = outcome_table[one.outcome].name;
    row["points"] = one.points;
    row["noise"] = or_null(one.noise);
    row["r2"] = one.found.refusal.empty() ? or_null(one.found.explained) : Json(nullptr);
    row["refusal"] = text_or_null(one.found.refusal);
    row["unbounded"] = text_or_null(one.found.unbounded);
    row["parameters"] = Json::array();
    for (std::size_t k = 0; k < one.found.coefficients.size(); ++k) {
      Json parameter;
      parameter["key"] = found.parameters[k];
      parameter["coefficient"] = or_null(one.found.coefficients[k]);
      parameter["low"] = or_null(one.found.bounds[k].low);
      parameter["high"] = or_null(one.found.bounds[k].high);
      row["parameters"].push_back(parameter);
    }
    json["outcomes"].push_back(row);
  }
  return json_text(json);
}

}  // namespace taosweep
