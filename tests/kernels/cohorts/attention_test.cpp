// Attention: counts of events, the mean of the self-exciting process, susceptible holders.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/cohorts/attention.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

// The inverse of the distribution over an even grid of u gives each
// count its probability to within a grid step.
TEST(AttentionEvents, AreCountedByThePoissonLaw) {
  const int grid = 200000;
  for (const double mean : {0.001, 0.1, 1.0, 3.0}) {
    double seen[max_events + 1] = {}, overflows = 0;
    for (int i = 0; i < grid; ++i) {
      double overflow;
      const int n = static_cast<int>(event_count(mean, (i + 0.5) / grid, overflow));
      ASSERT_GE(n, 0);
      ASSERT_LE(n, max_events);
      seen[n] += 1.0 / grid;
      overflows += overflow / grid;
    }
    double tail = 1;
    for (int n = 0; n <= max_events; ++n) {
      const double probability = std::exp(-mean) * std::pow(mean, n) / std::tgamma(n + 1.0);
      tail -= probability;
      EXPECT_NEAR(seen[n], n < max_events ? probability : probability + tail, 1.1 / grid)
          << n << " at " << mean;
    }
    EXPECT_NEAR(overflows, tail, 1.1 / grid);
  }
}

TEST(AttentionEvents, NeverFallWhenTheMeanRises) {
  double overflow;
  for (double u = 0.01; u < 1; u += 0.01) {
    double last = 0;
    for (double mean = 0; mean < 6; mean += 0.05) {
      const double n = event_count(mean, u, overflow);
      EXPECT_GE(n, last);
      last = n;
    }
  }
}

// E[h'] = E[h] (q + n (1 - q)) + mu dt with q = e^(-beta dt): from h0 it tends to mu dt / ((1 -
// n)(1 - q)). 127 subnets x 16 replicates; marks have mean 1, and five standard errors are allowed.
TEST(Attention, FollowsTheMeanOfTheSelfExcitingProcess) {
  Parameters p;
  p.network.subnets = 127;
  p.time.days = 20;
  p.time.step_blocks = 300;
  p.time.fine_days = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.attention.initial = 3;
  p.attention.initial_ln_sd = 0;
  p.attention.base_events = 0.5;
  p.attention.branching = 0.5;
  p.attention.decay = 0.4;
  p.attention.mark_ln_sd = 0.5;
  p.attention.trend_feedback = 0;
  const double dt = 300.0 / 7200, keep = std::exp(-0.4 * dt), growth = keep + 0.5 * (1 - keep);
  double expected = 3, sum[2] = {0, 0}, squares[2] = {0, 0};
  double expected_at[2];
  const double days[2] = {2, 20};
  for (int m = 0, tick = 0; m < 2; ++m) {
    for (; tick < days[m] * 24; ++tick) expected = expected * growth + 0.5 * dt;
    expected_at[m] = expected;
  }
  for (std::uint32_t r = 0; r < 16; ++r) {
    Simulation<4> economy(p, {8, 0, r}, best_isa());
    for (int m = 0; m < 2; ++m) {
      economy.run_to_day(days[m]);
      for (int i = 0; i < 127; ++i) {
        const double h = economy.s().attention[i];
        sum[m] += h;
        squares[m] += h * h;
      }
    }
  }
  const int count = 127 * 16;
  for (int m = 0; m < 2; ++m) {
    const double mean = sum[m] / count;
    const double error = std::sqrt((squares[m] / count - mean * mean) / count);
    EXPECT_NEAR(mean, expected_at[m], 5 * error);
    EXPECT_LT(error, 0.05);
  }
  EXPECT_NEAR(expected_at[1], 0.5 / 0.4 / 0.5, 0.06);  // mu / (beta (1 - n))
}

TEST(Attention, RisesWithTheTrendOnlyWhenPricesRise) {
  EXPECT_NEAR(event_mean(0.03, 0.2, 1.5, 0.8, 0.0, 0.9, 0.5), (0.03 + 0.3) * 0.5, 1e-15);
  EXPECT_NEAR(event_mean(0.03, 0.2, -1.5, 0.8, 2.0, 0.9, 0.5), 0.015 + 0.8 * 2 * 0.1, 1e-15);
}

TEST(Susceptible, SolveTheirEquationExactly) {
  for (const double h : {0.0, 2.0, 40.0}) {
    double z = 0.9;
    const int parts = 200000;
    for (int i = 0; i < parts; ++i) z += (0.06 * (1 - z) - 0.1 * h * z) * 3.0 / parts;
    EXPECT_NEAR(susceptible_after(0.9, h, 0.1, 0.06, 3.0), z, 1e-5);
  }
  EXPECT_EQ(susceptible_after(0.4, 0.0, 0.1, 0.0, 3.0), 0.4);
  EXPECT_EQ(susceptible_after(1.0, 0.0, 0.1, 0.06, 3.0), 1.0);
}

TEST(AttentionStakers, SellFromBoredomFearAndAtMostThreeADay) {
  EXPECT_NEAR(attention_buy_rate(0.2, 5.0, 0.5, 0.1), 0.05, 1e-15);
  EXPECT_NEAR(attention_sell_rate(0.03, 0.05, 0.08, 0.0, 3.0), 0.03 + 0.02, 1e-15);
  EXPECT_NEAR(attention_sell_rate(0.03, 0.05, 0.08, -0.02, 3.0), 0.03 + 0.05 + 0.02, 1e-15);
  EXPECT_EQ(attention_sell_rate(0.03, 0.05, 0.08, -20.0, 3.0), 3);
}

}  // namespace
}  // namespace taosweep
