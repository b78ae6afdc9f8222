// What daily looks count of emission, on three subnets and by hand.
#include "kernels/watch/emission_look.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/watch/looked_at.hpp"

namespace taosweep {
namespace {

TEST(EmissionSwitches, AreSubnetsThatGoInOrOut) {
  LookedAt three(launch_2025_02);
  three.look(0, {0.5, 0.3, 0.2});
  EXPECT_FALSE(defined(three.outcome(outcome_emission_switches))) << "one look";
  three.look(1, {0.5, 0.5, 0});  // one out
  three.look(2, {0.4, 0.6, 0});
  three.look(3, {0, 0.6, 0.4});  // one out, one in
  EXPECT_DOUBLE_EQ(three.outcome(outcome_emission_switches), 30 * 3 / 3.0);
}

TEST(EmissionSwitches, DoNotCountASubnetThatOpens) {
  LookedAt three(launch_2025_02);
  three.s().alive[2] = 0;
  three.look(0, {0.5, 0.5, 0});
  three.s().alive[2] = 1;
  three.look(1, {0.5, 0.3, 0.2});
  EXPECT_EQ(three.outcome(outcome_emission_switches), 0);
}

TEST(GateCrossings, AreSubnetsThatPassTheBarEitherWay) {
  LookedAt three(hill_rank_2026_08);
  three.emission().bar = 0.25;
  three.look(0, {0.5, 0.3, 0.2});
  EXPECT_FALSE(defined(three.outcome(outcome_gate_crossings))) << "one look";
  three.look(1, {0.5, 0.2, 0.3});  // two cross
  three.look(2, {0.5, 0.2, 0.3});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_gate_crossings), 30 * 2 / 2.0);
  EXPECT_EQ(three.outcome(outcome_emission_switches), 0) << "the gate presses, it does not close";
}

TEST(GateCrossings, AreThoseOfAMovingBar) {
  LookedAt three(hill_rank_2026_08);
  three.emission().bar = 0.25;
  three.look(0, {0.5, 0.3, 0.2});
  three.emission().bar = 0.4;
  three.look(1, {0.5, 0.3, 0.2});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_gate_crossings), 30);
}

TEST(GateCrossings, AreUndefinedWithoutAGate) {
  LookedAt three(launch_2025_02);
  three.emission().bar = 0.25;  // left over from another era
  three.look(0, {0.5, 0.3, 0.2});
  three.look(1, {0.5, 0.2, 0.3});
  EXPECT_FALSE(defined(three.outcome(outcome_gate_crossings)));
}

TEST(GateCrossings, AreNotCountedFromALookBeforeTheBarStood) {
  LookedAt three(hill_rank_2026_08);
  three.emission().bar = 0;
  three.look(0, {0.5, 0.3, 0.2});
  three.emission().bar = 0.25;
  three.look(1, {0.5, 0.2, 0.3});
  EXPECT_FALSE(defined(three.outcome(outcome_gate_crossings)));
  three.look(2, {0.5, 0.3, 0.2});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_gate_crossings), 60);
}

/// Looks on days 6 to 8, between which logarithms of the three prices rise by `first` and `second`.
double correlation(std::initializer_list<double> first, std::initializer_list<double> second) {
  LookedAt three(launch_2025_02);
  three.look(6, {1, 1, 1});
  double day = 7;
  for (const auto& returns : {first, second}) {
    int i = 0;
    for (const double r : returns) three.s().log_price[i++] += static_cast<float>(r);
    three.look(day++, {1, 1, 1});
  }
  return three.outcome(outcome_cross_correlation);
}

TEST(CrossCorrelation, IsOneWherePricesGoTogether) {
  EXPECT_NEAR(correlation({0.1, 0.1, 0.1}, {-0.1, -0.1, -0.1}), 1, 1e-6);
  EXPECT_NEAR(correlation({0.2, 0.2, 0.2}, {-0.1, -0.1, -0.1}), 1, 1e-6) << "whatever their mean";
}

// Of three that sum to nothing each pair has -1/2.
TEST(CrossCorrelation, IsBelowZeroWhereOneRisesAsAnotherFalls) {
  EXPECT_NEAR(correlation({0.1, -0.1, 0}, {0, 0.1, -0.1}), -0.5, 1e-6);
  EXPECT_NEAR(correlation({0.3, 0.1, 0.2}, {0.1, 0.3, 0.2}), -0.5, 1e-6) << "beside their mean";
}

// Pairs have .01, -.01, -.01 on the first day and .01 on the second, means are 1/30 and -1/10:
// (1/300 - 1/900)/(1/100 - 1/900).
TEST(CrossCorrelation, IsAMeanOverPairsAndDays) {
  EXPECT_NEAR(correlation({0.1, 0.1, -0.1}, {-0.1, -0.1, -0.1}), 0.25, 1e-6);
}

TEST(CrossCorrelation, IsUndefinedWherePricesStandStillOrWithinAWeek) {
  EXPECT_FALSE(defined(correlation({0, 0, 0}, {0, 0, 0})));
  LookedAt three(launch_2025_02);
  for (int day = 0; day < 7; ++day) {
    three.s().log_price[1] = static_cast<float>(day % 2);
    three.look(day, {1, 1, 1});
  }
  EXPECT_FALSE(defined(three.outcome(outcome_cross_correlation)));
}

TEST(CrossCorrelation, IsUndefinedWhereOneSubnetLives) {
  LookedAt three(launch_2025_02);
  three.s().alive[1] = three.s().alive[2] = 0;
  for (int day = 7; day < 10; ++day) {
    three.s().log_price[0] = static_cast<float>(day % 2);
    three.look(day, {1, 0, 0});
  }
  EXPECT_FALSE(defined(three.outcome(outcome_cross_correlation)));
}

// .5 .3 .2 against .2 .3 .5: three tenths would have to move. Prices are 1, of 3 + 3 + 4 alpha.
TEST(Misallocation, IsHalfTheDistanceToSharesOfValue) {
  LookedAt three(launch_2025_02);
  const double worth[] = {0.2, 0.3, 0.5}, outstanding[] = {3, 3, 4};
  for (int i = 0; i < 3; ++i) {
    three.s().log_worth[i] = static_cast<float>(std::log(7 * worth[i]));
    three.s().issued[i] = three.s().alpha[i] + outstanding[i];
    three.s().value_error[i] = 3;  // what stakers see is not what it is worth
  }
  three.look(6, {0.9, 0.1, 0});  // within the first week
  EXPECT_FALSE(defined(three.outcome(outcome_misallocation_by_worth)));
  three.look(7, {0.5, 0.3, 0.2});
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_worth), 0.3, 1e-7);
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_market), 0.2, 1e-12);
  three.look(8, {3, 3, 4});  // the mean of two days
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_worth), (0.3 + 0.1) / 2, 1e-7);
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_market), 0.2 / 2, 1e-12);
}

TEST(Misallocation, LeavesOutDaysWithoutEmission) {
  LookedAt three(launch_2025_02);
  for (int i = 0; i < 3; ++i) three.s().issued[i] = three.s().alpha[i] + 1;
  three.look(8, {0, 0, 0});
  EXPECT_FALSE(defined(three.outcome(outcome_misallocation_by_market)));
  three.look(9, {1, 1, 1});
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_market), 0, 1e-12);
}

// Equal shares: a sixth, a thirtieth and two fifteenths away. While the second is attacked it
// deserves nothing, and the others half.
TEST(Misallocation, ByEvenLeavesOutWhoIsAttacked) {
  LookedAt three(launch_2025_02);
  three.look(7, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_even), 1 / 6.0, 1e-12);
  EXPECT_NEAR(three.outcome(outcome_divergence_by_even), three.outcome(outcome_emission_theil),
              1e-12);
  Parameters p = three_subnets(launch_2025_02);
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 2;
  p.attack.day = 8;
  LookedAt attacked(p);
  attacked.look(7, {5, 3, 2});
  EXPECT_NEAR(attacked.outcome(outcome_misallocation_by_even), 1 / 6.0, 1e-12) << "not yet";
  attacked.look(8, {5, 3, 2});
  EXPECT_NEAR(attacked.outcome(outcome_misallocation_by_even), (1 / 6.0 + 0.3) / 2, 1e-12);
}

// 1, 0 and 3 + 1 TAO: a fifth, nothing, four fifths to .5 .3 .2. Days without any are left out.
TEST(Misallocation, ByRevenueCountsWhatIsEarnedOutsideAndElsewhere) {
  LookedAt three(launch_2025_02);
  three.look(7, {5, 3, 2});
  EXPECT_FALSE(defined(three.outcome(outcome_misallocation_by_revenue)));
  three.economy().track.revenue = 5;
  three.s().revenue[0] = 1;
  three.s().revenue[2] = 3;
  three.s().earned_elsewhere[2] = 1;
  three.s().tao[0] = 2 * three.s().alpha[0];
  three.look(8, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_revenue), 0.6, 1e-12);
  EXPECT_NEAR(three.outcome(outcome_divergence_by_revenue),
              0.5 * std::log(2.5) + 0.3 * std::log(0.3e6) + 0.2 * std::log(0.25), 1e-9);
  EXPECT_NEAR(three.outcome(outcome_earner_price), 1.5, 1e-12) << "prices of 2 and 1";
  three.s().revenue[0] = three.s().revenue[2] = three.s().earned_elsewhere[2] = 0;
  three.look(9, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_misallocation_by_revenue), 0.6, 1e-12);
  EXPECT_NEAR(three.outcome(outcome_earner_price), 1.5, 1e-12);
}

/// An outcome of returns on days 7 and 8, by logarithms.
double of_returns(Outcome which, std::initializer_list<double> first,
                  std::initializer_list<double> second) {
  LookedAt three(launch_2025_02);
  three.look(6, {1, 1, 1});
  double day = 7;
  for (const auto& returns : {first, second}) {
    int i = 0;
    for (const double r : returns) three.s().log_price[i++] += static_cast<float>(r);
    three.look(day++, {1, 1, 1});
  }
  return three.outcome(which);
}

// Four of six are .1 from their mean: a variance of .02/3, a fourth moment of .0002/3.
TEST(Volatility, IsThatOfAllReturnsBesideTheirMean) {
  for (const double mean : {0.0, 0.05, -0.2}) {
    const auto of = [&](Outcome which) {
      return of_returns(which, {mean + 0.1, mean - 0.1, mean}, {mean, mean + 0.1, mean - 0.1});
    };
    EXPECT_NEAR(of(outcome_price_volatility), std::sqrt(0.02 / 3), 1e-6);
    EXPECT_NEAR(of(outcome_price_kurtosis), 1.5 - 3, 1e-4);
  }
}

TEST(Volatility, IsNothingWherePricesStandStill) {
  EXPECT_EQ(of_returns(outcome_price_volatility, {0, 0, 0}, {0, 0, 0}), 0);
  EXPECT_FALSE(defined(of_returns(outcome_price_kurtosis, {0, 0, 0}, {0, 0, 0})));
}

// Prices are kept in FP32, so that equal returns differ in their last digits. Two that are a
// hundredth apart are as far from their mean: a fourth moment of the square of the variance.
TEST(Kurtosis, IsOfReturnsThatDiffer) {
  const double rounding = 3e-8;
  const auto second = [](double r) {
    return of_returns(outcome_price_kurtosis, {0.1, 0.1, 0.1}, {r, r, r});
  };
  EXPECT_FALSE(defined(second(0.1 + rounding)));
  EXPECT_NEAR(second(0.101), 1 - 3, 1e-2);
}

// ln(3 s) of .5 .3 .2, each counted by its share; equal shares have none.
TEST(Theil, IsTheMeanLogarithmOfSharesOverAnEqualOne) {
  LookedAt three(launch_2025_02);
  three.look(1, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_emission_theil),
              0.5 * std::log(1.5) + 0.3 * std::log(0.9) + 0.2 * std::log(0.6), 1e-15);
  three.look(2, {7, 0, 0});
  EXPECT_NEAR(three.outcome(outcome_emission_theil), std::log(3), 1e-15) << "one gets all";
  three.look(3, {2, 2, 2});
  EXPECT_NEAR(three.outcome(outcome_emission_theil), 0, 1e-15);
  three.look(4, {0, 0, 0});
  EXPECT_FALSE(defined(three.outcome(outcome_emission_theil)));
  EXPECT_FALSE(defined(three.outcome(outcome_root_dividend_by_emission)));
}

// .5 .3 .2 against .2 .3 .5 by worth: .5 ln 2.5 - .2 ln 2.5. By market .5 .5 0, and 0 counts as
// one in a million.
TEST(Divergence, GrowsWithWhatGoesToWhoIsWorthLittle) {
  LookedAt three(launch_2025_02);
  const double worth[] = {0.2, 0.3, 0.5}, outstanding[] = {4, 4, 0};
  for (int i = 0; i < 3; ++i) {
    three.s().log_worth[i] = static_cast<float>(std::log(7 * worth[i]));
    three.s().issued[i] = three.s().alpha[i] + outstanding[i];
  }
  three.look(7, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_divergence_by_worth), 0.3 * std::log(2.5), 1e-6);
  EXPECT_NEAR(three.outcome(outcome_divergence_by_market),
              0.3 * std::log(0.6) + 0.2 * std::log(0.2e6), 1e-9);
  three.look(8, {2, 3, 5});  // the mean of two days
  EXPECT_NEAR(three.outcome(outcome_divergence_by_worth), 0.15 * std::log(2.5), 1e-6);
}

// Pools of 1 : 1, and the first of twice and half as much TAO.
TEST(PriceSum, HasTheRangeOfItsDaysWithoutTheLaunch) {
  LookedAt three(launch_2025_02);
  three.s().tao[0] = 100;
  three.look(0, {1, 1, 1});
  EXPECT_FALSE(defined(three.outcome(outcome_price_sum_low)));
  EXPECT_FALSE(defined(three.outcome(outcome_price_sum_high)));
  three.s().tao[0] = 2 * three.s().alpha[0];
  three.look(1, {1, 1, 1});
  three.s().tao[0] = three.s().alpha[0] / 2;
  three.look(2, {1, 1, 1});
  three.s().tao[0] = three.s().alpha[0];
  three.look(3, {1, 1, 1});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_price_sum_low), 2.5);
  EXPECT_DOUBLE_EQ(three.outcome(outcome_price_sum_high), 4);
}

}  // namespace
}  // namespace taosweep
