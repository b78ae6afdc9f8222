#include "host/run/divergence.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "host/experiment/experiment.hpp"
#include "host/text/number_text.hpp"
#include "kernels/chain/block_time.hpp"

namespace taosweep {
namespace {

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

std::string shown(double value) {
  return value == value ? number_text(value) : "undefined";
}

/// Blocks between two looks at the market, as the clock of an economy has them.
double tick_blocks(const Parameters& p) {
  return std::max(p.time.step_blocks, p.time.signal_blocks);
}

std::optional<Divergence> in_paths(const EconomyResult& a, const EconomyResult& b,
                                   const RecordPlan& plan) {
  const std::vector<double> days = time_values(TimeAxis::day, plan);
  for (std::size_t row = 0; row < days.size(); ++row) {
    for (int quantity = 0; quantity < path_count; ++quantity) {
      const std::size_t start = (quantity * days.size() + row) * path_subnets;
      for (int subnet = 0; subnet < path_subnets; ++subnet) {
        const float x = a.path[start + subnet], y = b.path[start + subnet];
        if (same_bits(x, y)) continue;
        return Divergence{
            days[row],
            fmt::format("day {}, subnet {}, {}: {} and {} {}", number_text(days[row]), subnet,
                        path_table[quantity].name, shown(x), shown(y), path_table[quantity].unit)};
      }
    }
  }
  return std::nullopt;
}

std::optional<Divergence> in_series(const EconomyResult& a, const EconomyResult& b,
                                    const RecordPlan& plan) {
  std::size_t start = 0;
  for (const SeriesInfo& info : series_table) {
    const std::vector<double> times = time_values(info.axis, plan);
    for (std::size_t i = 0; i < times.size(); ++i) {
      const float x = a.series[start + i], y = b.series[start + i];
      if (same_bits(x, y)) continue;
      const bool day = info.axis == TimeAxis::day;
      return Divergence{
          day ? times[i] : plan.days,
          fmt::format("{} {}, {}: {} and {} {}", day ? "day" : "hours since the action",
                      number_text(times[i]), info.name, shown(x), shown(y), info.unit)};
    }
    start += times.size();
  }
  return std::nullopt;
}

std::optional<Divergence> in_outcomes(const EconomyResult& a, const EconomyResult& b,
                                      const RecordPlan& plan) {
  if (a.status != b.status) {
    return Divergence{plan.days, fmt::format("status: {} and {}", static_cast<int>(a.status),
                                             static_cast<int>(b.status))};
  }
  for (int k = 0; k < outcome_count; ++k) {
    if (same_bits(a.outcomes[k], b.outcomes[k])) continue;
    return Divergence{
        plan.days, fmt::format("at the end, {}: {} and {} {}", outcome_table[k].name,
                               shown(a.outcomes[k]), shown(b.outcomes[k]), outcome_table[k].unit)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Divergence> first_divergence(const EconomyResult& a, const EconomyResult& b,
                                           const RecordPlan& plan) {
  if (auto found = in_paths(a, b, plan)) return found;
  if (auto found = in_series(a, b, plan)) return found;
  return in_outcomes(a, b, plan);
}

std::optional<Divergence> first_divergence(
    const Job& a, const Job& b, const RecordPlan& coarse,
    const std::function<EconomyResult(const Job&, const RecordPlan&)>& run) {
  const double ticks[] = {tick_blocks(a.parameters), tick_blocks(b.parameters)};
  const double longer = std::max(ticks[0], ticks[1]), shorter = std::min(ticks[0], ticks[1]);
  if (longer != shorter * static_cast<int>(longer / shorter)) {
    throw UsageError(fmt::format(
        "the economies look at the market every {} and {} blocks, and so have no common "
        "times at which they could be compared",
        number_text(ticks[0]), number_text(ticks[1])));
  }
  const auto found = first_divergence(run(a, coarse), run(b, coarse), coarse);
  if (!found || found->day == 0) return found;
  RecordPlan fine = coarse;
  fine.days = found->day;
  fine.series_days = longer / blocks_per_day;
  const auto finer = first_divergence(run(a, fine), run(b, fine), fine);
  return finer ? finer : found;
}

}  // namespace taosweep
