// How a sweep is dealt out to shards.
#include "host/run/shards.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "host/run/economy_cost.hpp"
#include "tests/host/config_texts.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Shards, AreDealtTheDearestFirstForthAndBack) {
  // In order of cost: 6, 0, 4, 1, 2, 3, 5.
  const std::vector<double> costs = {8, 5, 4, 3, 7, 2, 9};
  EXPECT_THAT(dealt(costs, 0, 3), ElementsAre(3, 5, 6));
  EXPECT_THAT(dealt(costs, 1, 3), ElementsAre(0, 2));
  EXPECT_THAT(dealt(costs, 2, 3), ElementsAre(1, 4));
}

TEST(Shards, HoldEachPointOnceInAscendingOrder) {
  for (const std::uint64_t count : {1, 2, 5, 64}) {
    std::vector<std::uint64_t> all;
    std::vector<double> costs;
    for (std::uint64_t i = 0; i < 64; ++i) costs.push_back(samples::noise(i, count));
    for (std::uint64_t index = 0; index < count; ++index) {
      const auto points = dealt(costs, index, count);
      EXPECT_TRUE(std::is_sorted(points.begin(), points.end()));
      all.insert(all.end(), points.begin(), points.end());
    }
    std::sort(all.begin(), all.end());
    std::vector<std::uint64_t> expected(64);
    std::iota(expected.begin(), expected.end(), std::uint64_t{0});
    EXPECT_EQ(all, expected) << count;
  }
}

TEST(Shards, CostTheSameUpToOnePoint) {
  // Cells of 2 to 40 days and of both network sizes: the dearest point costs dozens of cheap ones.
  const auto e = experiment_of(
      "[attack]\nmode = none\n[vary]\ntime.days = grid(2, 10, 40)\n"
      "network.subnets = grid(8, 100)\nminers.margin = uniform(0.1, 0.2)\n[sweep]\npoints = 11\n");
  ParametersInTurn economies(e);
  double dearest = 0;
  for (std::uint64_t point = 0; point < e.points.size(); ++point)
    dearest = std::max(dearest, cost_of_pair(economies, point, 1).work);
  for (const std::uint64_t count : {2, 3, 7, 16}) {
    double least = 1e300, most = 0;
    for (std::uint64_t index = 0; index < count; ++index) {
      double cost = 0;
      for (const std::uint64_t point : shard_portion(e, index, count).points)
        cost += cost_of_pair(economies, point, 1).work;
      least = std::min(least, cost);
      most = std::max(most, cost);
    }
    EXPECT_LE(most - least, dearest) << count;
  }
}

TEST(Shards, MoreThanPointsAreRefusedWithTheNumberToUse) {
  try {
    shard_portion(samples::experiment(1, 4), 0, 5);
    FAIL() << "five shards of four points";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("use 4 shards at most"));
  }
}

}  // namespace
}  // namespace taosweep
