// What runs of splitting say together, by hand.
#include "host/rare/estimate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "kernels/random/draw.hpp"

namespace taosweep {
namespace {

std::vector<SplittingRun> runs_of(const std::vector<double>& probabilities) {
  std::vector<SplittingRun> runs;
  for (const double probability : probabilities) {
    SplittingRun run;
    run.probability = probability;
    run.replicas = 150;
    runs.push_back(run);
  }
  return runs;
}

// Mean 2e-4, s = 1.0260e-4 / 2, t_19 = 2.0930: half-width ln: 2.0930 * 0.25650 / sqrt(20).
TEST(RareEstimate, HasAnIntervalOnALogScale) {
  std::vector<double> values(20, 1.5e-4);
  std::fill(values.begin() + 10, values.end(), 2.5e-4);
  const RareEstimate found = estimate_of(runs_of(values), 100);
  EXPECT_DOUBLE_EQ(found.probability, 2e-4);
  EXPECT_EQ(found.economies, 3000u);
  EXPECT_NEAR(found.run_spread, 0.25650, 1e-5);
  EXPECT_NEAR(std::log(found.bounds.high / 2e-4), 0.120044, 1e-5);
  EXPECT_NEAR(std::log(found.bounds.low / 2e-4), -0.120044, 1e-5);
  EXPECT_NEAR(found.crude, 0.9998 / 2e-4 * std::pow(1.959964 / 0.120044, 2), 300);
}

TEST(RareEstimate, CountsWhatMonteCarloNeeds) {
  EXPECT_NEAR(crude_economies(0.1, 0.2), 864, 1);
  EXPECT_NEAR(crude_economies(1e-4, 0.2), 960e3, 1e3);
}

// 0 of 2000 independent roots: 1 - 0.025^(1/2000).
TEST(RareEstimate, IsBoundedByTheRootsWhereNoRunGotThere) {
  const RareEstimate found = estimate_of(runs_of(std::vector<double>(20, 0.0)), 100);
  EXPECT_EQ(found.probability, 0);
  EXPECT_EQ(found.bounds.low, 0);
  EXPECT_NEAR(found.bounds.high, 1 - std::pow(0.025, 1 / 2000.0), 1e-9);
  EXPECT_EQ(found.method, "exact, of the roots alone");
  EXPECT_TRUE(std::isnan(found.crude));
}

// Lognormal runs that truly differ by `times` what is let pass; intervals of the roots are exact.
// Of 2000 intervals fewer than 1780 hold in 1 of 1000 where 91 % do.
TEST(RareEstimate, HoldsWhateverLognormalRunsDifferBy) {
  const double mean = 1e-4;
  for (const std::size_t runs : {20u, 80u, 320u})
    for (const double times : {0.5, 1.0, 1.2, 1.5}) {
      const double spread = times * widest_runs(runs), variance = std::log1p(spread * spread);
      double held = 0;
      for (std::uint32_t i = 0; i < 2000; ++i) {
        std::vector<double> values;
        for (std::uint32_t run = 0; run < runs; ++run) {
          const auto words = draw_words(7, i, run, Purpose::noise, std::uint32_t{0}, 0u, 0u);
          const double z = normal_quantile(uniform_real(words.w[0], words.w[1]));
          values.push_back(mean * std::exp(std::sqrt(variance) * z - variance / 2));
        }
        const RareEstimate found = estimate_of(runs_of(values), 100);
        const bool holds = found.bounds.low <= mean && mean <= found.bounds.high;
        held += found.method == "t on a log scale" ? holds : 0.95;
      }
      EXPECT_GE(held, 1780) << runs << " runs that differ by " << spread;
    }
}

TEST(RareEstimate, LetsMoreRunsDifferByMore) {
  EXPECT_EQ(widest_runs(20), 0.5);
  EXPECT_NEAR(widest_runs(80), 0.5 * std::pow(4, 0.4), 1e-12);
  const auto differing = [](std::size_t runs) {
    std::vector<double> values(runs, 1e-4);
    for (std::size_t i = 0; i < runs; i += 4) values[i] = 4e-4;  // s/p = 0.75
    return estimate_of(runs_of(values), 100);
  };
  EXPECT_EQ(differing(20).method, "exact, of the roots alone");
  EXPECT_EQ(differing(80).method, "t on a log scale");
}

TEST(RareEstimate, RestsOnTheRootsWhereRunsSayTooLittle) {
  using testing::HasSubstr;
  std::vector<double> values(20, 1e-3);
  EXPECT_THAT(estimate_of(runs_of(values), 100).remark, HasSubstr("all 20 runs"));
  values[0] = 5e-2;
  EXPECT_THAT(estimate_of(runs_of(values), 100).remark, HasSubstr("of their mean"));
  values[0] = 0;
  auto runs = runs_of(values);
  runs[3].roots_above = 4;
  const RareEstimate found = estimate_of(runs, 100);
  EXPECT_THAT(found.remark, HasSubstr("1 of 20 runs came to 0"));
  EXPECT_GT(found.bounds.low, 4.0 / 2000 / 4);
  EXPECT_LT(found.bounds.high, 4.0 / 2000 * 3);
}

}  // namespace
}  // namespace taosweep
