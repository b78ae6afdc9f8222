// Every outcome of an attacked economy again, from what was recorded of it day by day and step by
// step, as its sentence in outcomes.def says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr int start = 2, delay = 15, horizon = 110;

Parameters attacked(double budget) {
  Parameters p = calm(small_economy());
  p.time.days = horizon;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = start;
  p.attack.budget_tao = budget;
  p.attack.shock_day = 1;
  p.attack.relative_size = 0.2;
  p.time.signal_blocks = 25;  // every fine step is a tick, so that the test sees it
  p.foundation.delay_days = delay;
  p.attack.netuid = 11;
  return p;
}

/// An economy run tick by tick, with the price of the
/// attacked subnet after each from the action on.
class Outcomes : public testing::TestWithParam<double> {
 protected:
  Outcomes() : economy(attacked(GetParam()), {3, 1, 6}) {}

  void SetUp() override {
    const int action = (start + delay) * 7200;
    while (economy.scalars().stopped == 0) {
      if (economy.block() == (start + 12) * 7200) {
        price_rank = 1;
        for (int i = 0; i < 30; ++i) price_rank += economy.price(i) > economy.price(10);
      }
      if (economy.block() == action) {
        at_action = economy.price(10);
        held = economy.held(10);
        pool = economy.s().alpha[10];
      }
      economy.run_tick();
      if (economy.block() > action) {
        falls.push_back({(economy.block() - action) / 300.0, economy.price(10) / at_action});
      }
    }
    economy.finish_run();
  }
  double outcome(int i) const { return economy.result.outcomes[i]; }
  double series(Series which, int day) const {
    return economy.result.series[which * (horizon + 1) + day];
  }
  /// A run of seven days with `share` at least `level`, days counted from the start to 90 after it.
  double seven_days(Series share, double level) const {
    int run = 0;
    for (int day = start; day <= start + 90; ++day) {
      run = series(share, day) >= level ? run + 1 : 0;
      if (run == 7) return 1;
    }
    return 0;
  }
  double sum_of_shares(int first, int last) const {
    double sum = 0;
    for (int day = first; day <= last; ++day) sum += series(series_target_spot_share, day);
    return sum;
  }
  double lowest_within(double hours) const {
    double lowest = 1;
    for (const auto& [hour, ratio] : falls) {
      if (hour <= hours) lowest = std::min(lowest, ratio);
    }
    return lowest;
  }

  Simulation<1> economy;
  double at_action = 0, held = 0, pool = 0, price_rank = 0;
  std::vector<std::pair<double, double>> falls;
};

TEST_P(Outcomes, OfTakeoverCountSevenDaysInARowWithin90) {
  EXPECT_EQ(outcome(outcome_takeover_spot_10), seven_days(series_target_spot_share, 0.10));
  EXPECT_EQ(outcome(outcome_takeover_ema_2), seven_days(series_target_ema_share, 0.02));
  EXPECT_EQ(outcome(outcome_takeover_ema_5), seven_days(series_target_ema_share, 0.05));
}

TEST_P(Outcomes, OfStandingAreThoseOfTheirDay) {
  const double rank = series(series_target_rank, start + 12);
  EXPECT_EQ(outcome(outcome_rank_at_12), rank);
  EXPECT_EQ(outcome(outcome_price_rank_at_12), price_rank);
  EXPECT_EQ(outcome(outcome_rank_le_7), rank <= 7);
  double spot = 0, ema = 0;
  for (int day = start; day <= horizon; ++day) {
    spot = std::max(spot, series(series_target_spot_share, day));
    ema = std::max(ema, series(series_target_ema_share, day));
  }
  EXPECT_NEAR(outcome(outcome_peak_spot_share), spot, 1e-6 * spot);
  EXPECT_NEAR(outcome(outcome_peak_ema_share), ema, 1e-6 * ema);
  EXPECT_NEAR(outcome(outcome_run_up), at_action / series(series_target_price, start + 1),
              1e-6 * outcome(outcome_run_up));
}

TEST_P(Outcomes, OfWhatLastsFollowDailyLooks) {
  double best = 1e9, held = 0, top = 0, fall = 0, first_5 = -1;
  for (int day = start + 1; day <= horizon; ++day) {
    best = std::min(best, series(series_target_rank, day));
    const double price = series(series_target_price, day);
    top = std::max(top, price);
    fall = std::max(fall, 1 - price / top);
    if (day < start + 7) continue;
    double least = 1;
    for (int i = 0; i < 7; ++i) least = std::min(least, series(series_target_ema_share, day - i));
    held = std::max(held, least);
    if (least >= 0.05 && first_5 < 0) first_5 = day - start;
  }
  EXPECT_EQ(outcome(outcome_best_rank), best);
  EXPECT_NEAR(outcome(outcome_share_held_7d), held, 1e-6 * held);
  EXPECT_NEAR(outcome(outcome_target_drawdown), fall, 1e-6);
  EXPECT_EQ(outcome(outcome_takeover_days_5_observed), first_5 > 0);
  EXPECT_EQ(outcome(outcome_takeover_days_5), first_5 > 0 ? first_5 : horizon - start);
  const int action = start + delay;
  bool holds = false;
  for (int day = action + 1; day <= action + 7; ++day) {
    bool low = true;
    for (int i = 0; i <= 30; ++i)
      low = low && series(series_target_spot_share, day + i) <
                       0.5 * series(series_target_spot_share, action);
    holds = holds || low;
  }
  EXPECT_EQ(outcome(outcome_action_holds), holds);
}

TEST_P(Outcomes, OfTheActionAreTheStateOfThatMoment) {
  EXPECT_EQ(outcome(outcome_action_day), start + delay);
  EXPECT_NEAR(outcome(outcome_held_alpha), held, 1e-9 * held);
  EXPECT_NEAR(outcome(outcome_pool_alpha), pool, 1e-9 * pool);
  EXPECT_NEAR(outcome(outcome_pool_tao), pool * at_action, 1e-9 * pool);
  EXPECT_NEAR(outcome(outcome_floor_ratio), held / pool, 1e-9 * held);
  const double root = 0.18 * outcome(outcome_root_stake), staked = 0.75 * held;
  const double share = 0.57 * root / (root + staked);
  EXPECT_NEAR(outcome(outcome_root_margin), share - economy.rules().kappa, 1e-12);
  EXPECT_EQ(outcome(outcome_root_controls), share >= economy.rules().kappa);
  EXPECT_NEAR(outcome(outcome_phi_needed), economy.rules().kappa * (1 + staked / root), 1e-12);
  EXPECT_NEAR(outcome(outcome_root_stake), series(series_root_stake, start + delay), 1);
}

TEST_P(Outcomes, OfTheFallFollowThePrice) {
  EXPECT_NEAR(outcome(outcome_crash_12h), 1 - lowest_within(12), 1e-12);
  EXPECT_NEAR(outcome(outcome_crash_48h), 1 - lowest_within(48), 1e-12);
  const double floor = 1 - std::pow(pool / (pool + held), 2);
  EXPECT_NEAR(outcome(outcome_floor_slack), outcome(outcome_crash_12h) - floor, 1e-12);
  const std::pair<double, int> levels[] = {
      {0.5, outcome_crash_hours_50}, {0.1, outcome_crash_hours_90}, {0.02, outcome_crash_hours_98}};
  for (const auto& [level, hours] : levels) {
    const auto fell = std::find_if(falls.begin(), falls.end(),
                                   [&](const auto& at) { return at.second <= level; });
    const bool seen = fell != falls.end();
    EXPECT_EQ(outcome(hours + 1), seen) << level;
    if (seen) {  // within the step before
      const bool fine = fell->first <= 4 * 24;
      EXPECT_LE(outcome(hours), fell->first) << level;
      EXPECT_GE(outcome(hours), fell->first - (fine ? 25 : 300) / 300.0) << level;
    } else {
      EXPECT_NEAR(outcome(hours), (horizon - start - delay) * 24, 1e-9) << level;
    }
  }
}

TEST_P(Outcomes, OfTheWeeksAfterSumDailyShares) {
  const int action = start + delay;
  EXPECT_NEAR(outcome(outcome_share_30d_after), sum_of_shares(action + 28, action + 32) / 5, 1e-7);
  EXPECT_NEAR(outcome(outcome_harm_60d_after), sum_of_shares(action + 1, action + 60), 1e-6);
}

TEST_P(Outcomes, OfTheEndAreThoseOfTheLastState) {
  const auto& s = economy.s();
  double prices = 0, tao = 0, averages = 0, dividend = 0, consensus = 0, weighed = 0;
  std::vector<double> sorted;
  const double root = 0.18 * economy.scalars().money.root;
  const double stake = root + 0.18 * economy.scalars().money.unbooked_root;
  for (int i = 0; i < 30; ++i) {
    prices += economy.price(i);
    tao += s.tao[i];
    averages += s.price_ema[i];
    sorted.push_back(s.price_ema[i]);
    dividend += root / (root + s.issued[i]) / 30;
    weighed += s.price_ema[i] * root / (root + s.issued[i]);
    consensus += stake / (stake + 0.75 * economy.held(i)) / 30;
  }
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  double top = 0;
  for (int i = 0; i < 10; ++i) top += sorted[i];
  EXPECT_NEAR(outcome(outcome_sum_of_prices), prices, 1e-12 * prices);
  EXPECT_NEAR(outcome(outcome_tao_in_pools), tao, 1e-12 * tao);
  EXPECT_NEAR(outcome(outcome_top_10_share), top / averages, 1e-12);
  EXPECT_NEAR(outcome(outcome_root_dividend_share), dividend, 1e-12);
  EXPECT_NEAR(outcome(outcome_root_dividend_by_emission), weighed / averages, 1e-12);
  EXPECT_NEAR(outcome(outcome_root_consensus_share), consensus, 1e-12);
  const AttackState& a = economy.scalars().attack;
  const double left = s.tao[10] * a.held / (s.alpha[10] + a.held);
  EXPECT_NEAR(outcome(outcome_attacker_return), (a.received + left) / a.spent - 1, 1e-12);
}

// A little money and a lot: falls, takeovers and ranks stand on both sides of their levels.
INSTANTIATE_TEST_SUITE_P(Budget, Outcomes, testing::Values(100.0, 30000.0));

TEST(OutcomesOfTwoBudgets, DifferInWhatTheyTest) {
  std::vector<EconomyResult> results;
  for (const double budget : {100.0, 30000.0}) {
    const Job job{attacked(budget), {3, 1, 5}};
    results.push_back(advance_cpu({&job, 1}, {horizon, 1, false}, reference_isa)[0]);
  }
  for (const Outcome i : {outcome_takeover_spot_10, outcome_rank_le_7}) {
    EXPECT_NE(results[0].outcomes[i], results[1].outcomes[i]) << outcome_table[i].name;
  }
}

TEST(SeriesTimes, AreTheNumbersNearestToTheirDaysAndHours) {
  const RecordPlan plan{1, 0.1, false};
  const std::vector<double> days = time_values(TimeAxis::day, plan);
  const std::vector<double> tenths = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  EXPECT_EQ(days, tenths);
  for (const double interval : {1.0 / 96, 1.0 / 24, 0.7, 3.0}) {
    const std::vector<double> times =
        time_values(TimeAxis::day, {1000 * interval, interval, false});
    ASSERT_EQ(times.size(), 1001u);
    for (int i = 0; i <= 1000; ++i)
      ASSERT_EQ(times[i], std::round(i * interval * blocks_per_day) / blocks_per_day);
  }
  const std::vector<double> hours = time_values(TimeAxis::since_action, plan);
  for (std::size_t i = 0; i < hours.size(); ++i) ASSERT_EQ(hours[i], static_cast<double>(i) / 2);
  EXPECT_EQ(hours.back(), 48);
}

}  // namespace
}  // namespace taosweep
