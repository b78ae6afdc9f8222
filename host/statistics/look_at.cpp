#include "host/statistics/look_at.hpp"

#include <cmath>

#include <fmt/core.h>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "host/store/schema.hpp"

namespace taosweep {
namespace {

Look share_look(const PairedValues& values, double level) {
  std::vector<double> defined;
  std::vector<std::int32_t> clusters;
  for (std::size_t i = 0; i < values.arm.size(); ++i) {
    if (values.arm[i] != values.arm[i]) continue;
    defined.push_back(values.arm[i]);
    clusters.push_back(values.clusters[i]);
  }
  Look look;
  look.estimate = mean_of(defined).mean;
  if (distinct(clusters) < fewest_clusters) {
    look.bounds = no_interval;
    look.refusal = fmt::format("it is defined in {} economies, and fewer than {} say too little",
                               defined.size(), fewest_clusters);
    return look;
  }
  look.bounds = exact_interval(look.estimate, effective_number(defined, clusters, level), level);
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
  if (until.other) {
    look = difference_look(compare_pairs(values, as, level));
  } else if (as.flag) {
    look = share_look(values, level);
  } else {
    const Comparison found = describe_arm(values, as, level);
    look = {0, 0, found.arm, found.arm_bounds, found.refusal, false};
    refuse_rounding(look);
  }
  look.met = look.half_width() < until.half_width;  // false without an interval
  return look;
}

double points_needed(const Until& until, const Look& look) {
  const double wider = look.half_width() / until.half_width;
  return std::ceil(static_cast<double>(look.points) * wider * wider);
}

}  // namespace taosweep
