#include "host/run/shards.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/core.h>

#include "host/run/economy_cost.hpp"
#include "host/text/words.hpp"

namespace taosweep {

std::vector<std::uint64_t> dealt(const std::vector<double>& costs, std::uint64_t index,
                                 std::uint64_t count) {
  std::vector<std::uint64_t> order(costs.size()), points;
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint64_t a, std::uint64_t b) { return costs[a] > costs[b]; });
  for (std::uint64_t round = 0; round * count < order.size(); ++round) {
    const std::uint64_t place = round * count + (round % 2 == 0 ? index : count - 1 - index);
    if (place < order.size()) points.push_back(order[place]);
  }
  std::sort(points.begin(), points.end());
  return points;
}

Portion shard_portion(const Experiment& experiment, std::uint64_t index, std::uint64_t count) {
  const std::uint64_t points = experiment.points.size();
  if (count > points) {
    throw UsageError(fmt::format(
        "--shard {}/{}: a shard holds whole points, and the sweep has only {}; use {} at most",
        index, count, points, counted(points, "shard")));
  }
  if (count == 1) return whole_sweep(experiment);
  ParametersInTurn economies(experiment);
  std::vector<double> costs(points);
  for (std::uint64_t point = 0; point < points; ++point)
    costs[point] = cost_of_pair(economies, point, experiment.arms.size()).work;
  return {index, count, dealt(costs, index, count)};
}

}  // namespace taosweep
