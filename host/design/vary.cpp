#include "host/design/vary.hpp"

#include <algorithm>

#include "host/design/spacing.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/formula/formula.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr char functions[] =
    "grid(v,..) range(lo,hi,n) logrange(lo,hi,n) list(a,..) uniform(lo,hi) loguniform(lo,hi) "
    "normal(mean,sd) lognormal(median,sd_ln) triangular(lo,mode,hi) zip(a.b, c.d) = (..), (..), "
    "or table(FILE.csv, COLUMN), of a zip table(FILE.csv, COLUMN, COLUMN)";

void refuse_repeats(const std::vector<std::vector<double>>& values) {
  auto sorted = values;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw UsageError("a value stands twice on this axis");
  }
}

void read_spacing(Axis& axis, const ParameterInfo& info, const FunctionCall& call) {
  if (info.kind == ParameterKind::choice) {
    throw UsageError(axis.keys[0] + " is a choice: use list(..) of " + range_text(info));
  }
  if (call.arguments.size() != 3) throw UsageError(call.name + " takes (lo, hi, n)");
  const double low = axis_value(info, call.arguments[0]);
  const double high = axis_value(info, call.arguments[1]);
  const auto n = parse_count(call.arguments[2]);
  if (!n || *n < 2 || *n > 1000000) {
    throw UsageError("'" + call.arguments[2] + "': the number of values is whole, 2 to 1000000");
  }
  for (const double value :
       call.name == "range" ? even_spacing(low, high, *n) : log_spacing(low, high, *n)) {
    check_value(info, value);
    axis.values.push_back({value});
  }
  axis.value_text = call.name + "(" + number_text(low) + ", " + number_text(high) + ", " +
                    std::to_string(*n) + ")";
}

void read_values(Axis& axis, const ParameterInfo& info, const FunctionCall& call) {
  if (info.kind == ParameterKind::choice && call.name == "grid") {
    throw UsageError(axis.keys[0] + " is a choice: use list(..) of " + range_text(info));
  }
  std::vector<std::string> texts;
  for (const auto& argument : call.arguments) {
    axis.values.push_back({axis_value(info, argument)});
    texts.push_back(value_text(info, axis.values.back()[0]));
  }
  axis.value_text = call.name + "(" + joined(texts) + ")";
}

Axis parse_zip(const std::string& key, const std::string& value) {
  Axis axis;
  axis.keys = parse_call(key).arguments;
  if (axis.keys.size() < 2) throw UsageError("zip joins two parameters or more");
  for (std::size_t i = 0; i < axis.keys.size(); ++i) {
    varied_parameter(axis.keys[i]);
    if (std::count(axis.keys.begin(), axis.keys.end(), axis.keys[i]) > 1) {
      throw UsageError(axis.keys[i] + " stands twice in this zip");
    }
  }
  std::vector<std::string> tuples;
  for (const auto& part : split_list(value)) {
    const auto tuple = parse_call(part);
    if (!tuple.name.empty() || tuple.arguments.size() != axis.keys.size()) {
      throw UsageError("'" + part + "': each value of this zip is (" + joined(axis.keys) + ")");
    }
    std::vector<std::string> texts;
    auto& row = axis.values.emplace_back();
    for (std::size_t i = 0; i < axis.keys.size(); ++i) {
      const auto& info = parameter(axis.keys[i]);
      row.push_back(axis_value(info, tuple.arguments[i]));
      texts.push_back(value_text(info, row.back()));
    }
    tuples.push_back("(" + joined(texts) + ")");
  }
  axis.key_text = "zip(" + joined(axis.keys) + ")";
  axis.value_text = joined(tuples);
  refuse_repeats(axis.values);
  return axis;
}

}  // namespace

bool is_vary_section(const std::string& section) {
  return section == "vary" || section.starts_with("vary ");
}

const ParameterInfo& varied_parameter(const std::string& key) {
  if (key == schedule_key) {
    throw UsageError(
        "protocol.schedule cannot be varied: compare schedules as arms, with [arms] "
        "protocol.schedule = A, B; or vary the protocol keys in which the rules differ");
  }
  if (key == formula_key) {
    throw UsageError(
        "protocol.share_formula cannot be varied: compare formulas as arms, with [arms] "
        "protocol.share_formula = A, B; or write x for a number of it and vary protocol.formula_x");
  }
  return parameter(key);
}

double axis_value(const ParameterInfo& info, const std::string& text) {
  const double value = parse_value(info, text);
  if (info.rule && value == by_era) {
    throw UsageError(
        "`era` is no value of an axis: give [vary] the values themselves, or compare "
        "arms with [arms] " +
        std::string(info.key) + " = era, ..");
  }
  return value;
}

FunctionCall parse_call(const std::string& text) {
  const auto open = text.find('(');
  if (open == std::string::npos) throw UsageError("'" + text + "': expected one of " + functions);
  const auto close = text.find(')', open);
  if (close == std::string::npos) throw UsageError("'" + text + "': the closing ) is missing");
  if (close + 1 != text.size()) {
    throw UsageError("'" + text.substr(close + 1) + "' stands after the closing )");
  }
  return {trimmed(text.substr(0, open)), split_list(text.substr(open + 1, close - open - 1))};
}

Axis parse_axis(const std::string& key, const std::string& value) {
  if (key.starts_with("zip")) return parse_zip(key, value);
  Axis axis;
  axis.keys = {key};
  axis.key_text = key;
  const auto& info = varied_parameter(key);
  const auto call = parse_call(value);
  if (call.name == "range" || call.name == "logrange") {
    read_spacing(axis, info, call);
  } else if (call.name == "grid" || call.name == "list") {
    read_values(axis, info, call);
  } else if (is_distribution(call.name)) {
    axis.sampled = true;
    axis.distribution = parse_distribution(info, call.name, call.arguments);
    axis.value_text = distribution_text(axis.distribution);
  } else {
    throw UsageError("'" + call.name + "' is no way to vary; there is: " + functions);
  }
  refuse_repeats(axis.values);
  return axis;
}

std::uint64_t sampled_count(const std::vector<Axis>& axes) {
  return static_cast<std::uint64_t>(
      std::count_if(axes.begin(), axes.end(), [](const Axis& axis) { return axis.sampled; }));
}

}  // namespace taosweep
