#include "host/network/summary.hpp"

#include <algorithm>
#include <functional>

namespace taosweep {
namespace {

constexpr double burns = 0.99;

template <class Counts>
std::size_t count(const NetworkState& state, const Counts& counts) {
  return static_cast<std::size_t>(
      std::count_if(state.subnets.begin(), state.subnets.end(), counts));
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

StateSummary summary_of(const NetworkState& state) {
  StateSummary summary;
  std::vector<double> pools;
  for (const SubnetState& subnet : state.subnets) {
    if (!subnet.starts) continue;
    pools.push_back(subnet.tao_in);
    summary.pool_sum += subnet.tao_in;
    summary.prices += subnet.spot();
    summary.averages += subnet.average;
  }
  summary.subnets = state.subnets.size();
  summary.started = pools.size();
  summary.median_pool = median(pools);
  if (!pools.empty()) {
    const auto [least, largest] = std::minmax_element(pools.begin(), pools.end());
    summary.least_pool = *least;
    summary.largest_pool = *largest;
  }
  const auto says_burned = [](const SubnetState& s) { return s.miner_burned.has_value(); };
  const auto says_enabled = [](const SubnetState& s) { return s.emission_enabled.has_value(); };
  if (count(state, says_burned) > 0)
    summary.burning =
        count(state, [](const SubnetState& s) { return s.miner_burned.value_or(0) >= burns; });
  if (count(state, says_enabled) > 0)
    summary.enabled =
        count(state, [](const SubnetState& s) { return s.emission_enabled.value_or(true); });
  return summary;
}

ShareSpread spread_of(const std::vector<double>& shares) {
  ShareSpread spread;
  std::vector<double> sorted;
  double squares = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!(shares[i] > 0)) continue;
    sorted.push_back(shares[i]);
    squares += shares[i] * shares[i];
    if (shares[i] > spread.largest) spread.largest = shares[i], spread.largest_place = i;
  }
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  for (std::size_t i = 0; i < sorted.size() && i < 10; ++i) spread.top_10 += sorted[i];
  spread.emitted = sorted.size();
  if (squares > 0) spread.effective = 1 / squares;
  return spread;
}

}  // namespace taosweep
