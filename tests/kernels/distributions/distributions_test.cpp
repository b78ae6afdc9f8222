#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/advance.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"
#include "kernels/distributions/tree_sum.hpp"
#include "tests/at_hand.hpp"

namespace taosweep {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(QuantileRank, IsTheInverseEcdf) {
  EXPECT_EQ(quantile_rank(50, 4), 1);  // F(x_2) = 0.5
  EXPECT_EQ(quantile_rank(50, 5), 2);
  EXPECT_EQ(quantile_rank(1, 100), 0);
  EXPECT_EQ(quantile_rank(1, 101), 1);
  EXPECT_EQ(quantile_rank(99, 100), 98);
  EXPECT_EQ(quantile_rank(99, 1), 0);
  EXPECT_EQ(quantile_rank(5, 60), 2);  // 0.05 * 60 = 3, no rounding
}

TEST(Summarise, GivesStoredValuesOfEachSegment) {
  // Segment 0: 1 2 3 4; segment 1: nothing; segment 2: 7.
  const std::vector<double> values{4, 7, 1, 3, 2};
  const std::vector<std::int32_t> segments{0, 2, 0, 0, 0};
  const Summaries s = summarise(values, segments, 3, {});
  EXPECT_EQ(s.n, (std::vector<std::int32_t>{4, 0, 1}));
  EXPECT_EQ(std::vector<double>(s.quantiles.begin(), s.quantiles.begin() + 9),
            (std::vector<double>{1, 1, 1, 1, 2, 3, 4, 4, 4}));
  for (int q = 0; q < quantile_count; ++q) {
    EXPECT_TRUE(std::isnan(s.quantiles[quantile_count + q]));
    EXPECT_EQ(s.quantiles[2 * quantile_count + q], 7);
  }
  EXPECT_TRUE(s.counts.empty());
}

TEST(Summarise, LeavesOutUndefinedValuesAndNegativeSegments) {
  const std::vector<double> values{nan, 5, 6, 100};
  const std::vector<std::int32_t> segments{0, 0, 0, -1};
  const Summaries s = summarise(values, segments, 1, std::vector<double>{0, 10});
  EXPECT_EQ(s.n[0], 2);
  EXPECT_EQ(s.quantiles[8], 6);
  EXPECT_EQ(s.counts, (std::vector<std::uint32_t>{0, 2, 0}));
}

TEST(Summarise, CountsHalfOpenBinsTheLastOneClosed) {
  const std::vector<double> edges{0, 1, 2};
  const std::vector<double> values{-0.1, 0, 0.5, 1, 1.5, 2, 2.1, 1e300, 1};
  const std::vector<std::int32_t> segments{0, 0, 0, 0, 0, 0, 0, 0, 1};
  const Summaries s = summarise(values, segments, 2, edges);
  EXPECT_EQ(s.counts, (std::vector<std::uint32_t>{1, 2, 3, 2, 0, 0, 1, 0}));
}

TEST(Summarise, DoesNotDependOnTheOrderOfTheValues) {
  std::vector<double> values(1000);
  std::vector<std::int32_t> segments(1000);
  for (int i = 0; i < 1000; ++i) {
    values[i] = (i * 7919 % 1000 - 500) * 0.25;
    segments[i] = i % 3;
  }
  const std::vector<double> edges{-50, -1, 0, 30};
  const Summaries a = summarise(values, segments, 3, edges);
  const std::vector<double> reversed(values.rbegin(), values.rend());
  const std::vector<std::int32_t> reversed_segments(segments.rbegin(), segments.rend());
  const Summaries b = summarise(reversed, reversed_segments, 3, edges);
  EXPECT_EQ(a.n, b.n);
  EXPECT_EQ(a.quantiles, b.quantiles);
  EXPECT_EQ(a.counts, b.counts);
}

TEST(Summarise, HasNoMinusZero) {
  const Summaries s =
      summarise(std::vector<double>{0.0, -0.0}, std::vector<std::int32_t>{0, 0}, 1, {});
  EXPECT_FALSE(std::signbit(s.quantiles[0]));
  EXPECT_FALSE(std::signbit(s.quantiles[8]));
}

TEST(Summarise, OnAGpuGivesTheSameBits) {
  if (cuda_devices().empty()) GTEST_SKIP() << no_gpu;
  std::vector<double> values(100003);
  std::vector<std::int32_t> segments(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = i % 97 == 0 ? nan : static_cast<double>(i * 2654435761u % 100000) / 1000 - 40;
    segments[i] = static_cast<std::int32_t>(i % 35) - 1;
  }
  values[5] = -0.0;
  const std::vector<double> edges = bin_edges(Scale::linear, -30, 50, 77);
  const Summaries host = summarise(values, segments, 34, edges);
  const Summaries device =
      summarise_cuda(values, segments, 34, edges, cuda_devices().front().index);
  EXPECT_EQ(device.n, host.n);
  EXPECT_EQ(device.quantiles, host.quantiles);
  EXPECT_EQ(device.counts, host.counts);
}

TEST(Summarise, TakesNoValuesAtAll) {
  const Summaries s = summarise({}, {}, 2, std::vector<double>{0, 1});
  EXPECT_EQ(s.n, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(std::accumulate(s.counts.begin(), s.counts.end(), 0u), 0u);
  EXPECT_EQ(s.counts.size(), 6u);
}

TEST(Edges, RunFromLowToHighAtAConstantStepOrRatio) {
  EXPECT_EQ(bin_edges(Scale::linear, -1, 1, 4), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
  const std::vector<double> decades = bin_edges(Scale::log, 1e-2, 1e2, 4);
  ASSERT_EQ(decades.size(), 5u);
  for (int i = 0; i < 5; ++i) EXPECT_NEAR(decades[i] / std::pow(10.0, i - 2), 1, 1e-14);
}

TEST(Edges, OfEveryOutcomeAndSeriesAscend) {
  for (const OutcomeInfo& info : outcome_table) {
    const std::vector<double> edges = bin_edges(info);
    ASSERT_EQ(edges.size(), static_cast<std::size_t>(info.bins) + 1) << info.name;
    for (std::size_t i = 1; i < edges.size(); ++i) ASSERT_LT(edges[i - 1], edges[i]) << info.name;
  }
  for (const SeriesInfo& info : series_table) {
    const std::vector<double> edges = bin_edges(info);
    EXPECT_EQ(edges.front(), info.low);
    EXPECT_EQ(edges.back(), info.high);
    for (std::size_t i = 1; i < edges.size(); ++i) ASSERT_LT(edges[i - 1], edges[i]) << info.name;
  }
}

TEST(TreeSum, AddsTheHalvesApart) {
  // 2^53 + 1 rounds to 2^53: left to right the eight ones after it
  // would be lost, in their own half they are not.
  std::vector<double> terms(8, 0.0);
  terms[0] = 9007199254740992.0;
  terms.insert(terms.end(), 8, 1.0);
  EXPECT_EQ(tree_sum(terms), 9007199254741000.0);
  EXPECT_EQ(tree_sum({}), 0);
}

}  // namespace
}  // namespace taosweep
