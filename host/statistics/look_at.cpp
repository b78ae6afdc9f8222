#include "host/statistics/look_at.hpp"

#include <cmath>
#include <tuple>

#include <fmt/core.h>

#include "host/statistics/means.hpp"
#include "host/statistics/one_sample.hpp"
#include "host/store/schema.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// Economies of one arm that define the outcome.
OneSample defined_values(const PairedValues& values) {
  OneSample defined;
  for (std::size_t i = 0; i < values.arm.size(); ++i) {
    if (values.arm[i] != values.arm[i]) continue;
    defined.values.push_back(values.arm[i]);
    defined.clusters.push_back(values.clusters[i]);
  }
  count_units(defined, false);
  return defined;
}

std::string too_few(std::size_t economies) {
  return fmt::format("it is defined in {}, and fewer than {} say too little",
                     counted(economies, "economy"), fewest_clusters);
}

Look share_look(const PairedValues& values, double level) {
  const OneSample defined = defined_values(values);
  Look look;
  look.estimate = mean_of(defined.values).mean;
  look.bounds = exact_share_interval(defined, level);
  if (!defined.usable()) look.refusal = too_few(defined.values.size());
  return look;
}

/// Economies of one point or unit count for what they are worth.
Look quantile_look(double p, const PairedValues& values, double level) {
  const OneSample defined = defined_values(values);
  Look look;
  look.bounds = no_interval;
  if (!defined.usable()) {
    look.refusal = too_few(defined.values.size());
    return look;
  }
  const Quantile found = quantile_of(defined, ascending_in(defined), p, level);
  look.estimate = found.value;
  if (found.bounds.low < found.bounds.high)
    look.bounds = found.bounds;
  else if (found.bounds.low == found.bounds.high)
    look.refusal = "both ends fall on one value: nothing says how far others would be";
  else
    look.refusal = fmt::format("{:.0f} independent values do not bound it, {:.0f} may", found.worth,
                               fewest_for_quantile(p, level));
  return look;
}

/// Values that are equal but for rounding tell no more than equal ones.
constexpr double rounding = 1e-12;

void refuse_rounding(Look& look) {
  if (!look.refusal.empty() || look.half_width() > rounding * std::fabs(look.estimate)) return;
  look.bounds = no_interval;
  look.refusal = "all values are equal but for rounding: nothing says how far others would be";
}

Look difference_look(const Comparison& found) {
  Look look{0, 0, found.difference, found.bounds, found.refusal, false};
  if (found.method == equal_by_construction)
    look.bounds = {0, 0};
  else
    refuse_rounding(look);
  return look;
}

bool any_defined(const Until& until, const PairedValues& values) {
  const std::vector<double>& other = until.other ? values.baseline : values.arm;
  for (std::size_t i = 0; i < values.arm.size(); ++i)
    if (values.arm[i] == values.arm[i] && other[i] == other[i]) return true;
  return false;
}

std::string key_of(const Until& until) {
  const std::string arm = std::to_string(until.arm);
  return std::string(outcome_table[until.outcome].name) + "\n" + arm +
         (until.other ? "\n" + std::to_string(*until.other) : "");
}

}  // namespace

Look look_at(const Until& until, const PairedValues& values, double level) {
  ComparedAs as;
  as.flag = is_flag(outcome_table[until.outcome]);
  as.key = key_of(until);
  Look look;
  if (until.quantile) {
    look = quantile_look(*until.quantile, values, level);
  } else if (until.other) {
    look = difference_look(compare_pairs(values, as, level));
  } else if (as.flag) {
    look = share_look(values, level);
  } else {
    const Comparison found = describe_arm(values, as, level);
    look = {0, 0, found.arm, found.arm_bounds, found.refusal, false};
    refuse_rounding(look);
  }
  look.undefined = !any_defined(until, values);
  look.met = look.half_width() < until.half_width;  // false without an interval
  return look;
}

Look look_at_cells(const Until& until, const std::vector<PairedValues>& cells, double level) {
  const auto width = [](const Look& look) {
    return std::tuple(look.undefined, !look.refusal.empty(),
                      look.refusal.empty() ? look.half_width() : 0);
  };
  Look widest;
  std::uint32_t narrow = 0;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    Look look = look_at(until, cells[cell], level);
    look.cell = static_cast<std::uint32_t>(cell);
    narrow += look.met;
    if (cell == 0 || width(look) > width(widest)) widest = look;
  }
  widest.narrow = narrow;
  widest.met = narrow == cells.size();
  return widest;
}

double points_needed(const Until& until, const Look& look) {
  const double wider = look.half_width() / until.half_width;
  return std::ceil(static_cast<double>(look.points) * wider * wider);
}

}  // namespace taosweep
