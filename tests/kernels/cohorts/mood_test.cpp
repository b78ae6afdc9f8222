// The mood of the market, cash that leaves, and order flow of deep pools: by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/cohorts/mood.hpp"
#include "kernels/cohorts/noise.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

TEST(Mood, FadesAndIsShaken) {
  Parameters p;
  p.mood.days = 1 / std::log(2.0);  // half of it is left after a day
  p.mood.ln_sd = 0.4;
  const Mood faded = mood_after_day(p, {0.8, 1}, 0);
  EXPECT_NEAR(faded.log, 0.4, 1e-15);
  EXPECT_NEAR(faded.factor, std::exp(0.4 - 0.08), 1e-14);
  const Mood shaken = mood_after_day(p, {0, 1}, 1);
  EXPECT_NEAR(shaken.log, 0.4 * std::sqrt(0.75), 1e-15);
}

// Mean and deviation of 20,000 draws that are independent but for a tenth of each: between the
// bounds but once in 10,000.
TEST(Mood, HasMeanOneAndItsSpread) {
  Parameters p;
  p.mood.days = 1 / std::log(10.0);
  p.mood.ln_sd = 0.3;
  Mood mood{0, 1};
  double sum = 0, squares = 0;
  const int days = 20000;
  for (int i = 0; i < days; ++i) {
    const auto words = draw_words(1, 0, 0, Purpose::mood, 0u, static_cast<std::uint32_t>(i), 0u);
    mood = mood_after_day(p, mood, normal_quantile(uniform_real(words.w[0], words.w[1])));
    sum += mood.factor;
    squares += mood.log * mood.log;
  }
  EXPECT_NEAR(sum / days, 1, 0.0095);
  EXPECT_NEAR(std::sqrt(squares / days), 0.3, 0.0065);
}

TEST(Mood, IsOneUnlessAskedFor) {
  Simulation<1> economy(still(small_economy()));
  economy.run_to_day(5);
  EXPECT_EQ(economy.scalars().mood.factor, 1);
}

TEST(OrderFlow, OfADeepPoolGrowsAsItsRoot) {
  EXPECT_EQ(depth_factor(0.0, 1e6), 1);
  EXPECT_DOUBLE_EQ(depth_factor(1000.0, 1000.0), std::sqrt(0.5));
  EXPECT_DOUBLE_EQ(depth_factor(1000.0, 99000.0), 0.1);
}

// Nobody trades: of the cash that came within minutes, exp(-rate t) is left.
TEST(Cash, LeavesAtItsRate) {
  Parameters p = small_economy();
  p.capital.burst_days = 0.01;
  p.capital.drip_tao_per_day = 0;
  p.capital.leave_rate = 0.1;
  p.value.rate = p.value.base_sell = p.yield.rate = p.root.rate = 0;
  p.attention.base_events = p.attention.initial = p.attention.buy_gain = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  Simulation<1> economy(p);
  economy.run_to_day(10);
  double traders = 0;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if (Cohort::trades != Trades::only_sells)
      traders += economy.scalars().money.cash[Cohorts::index<Cohort>()];
  });
  EXPECT_NEAR(traders / p.capital.burst_tao, std::exp(-1.0), 0.002);
  EXPECT_GT(economy.scalars().money.left, 0.6 * p.capital.burst_tao);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

}  // namespace
}  // namespace taosweep
