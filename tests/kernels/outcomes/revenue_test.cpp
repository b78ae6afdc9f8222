// Whether emission goes to who earns, counted pair by pair.
#include "kernels/outcomes/revenue.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

// Two earn 3 and 1, two nothing; emission .3, .2, and .5, 0. Of the pairs with a subnet that earns
// nothing .3 > 0 and .2 > 0 agree, .3 < .5 and .2 < .5 do not; of those who earn .3 > .2 agrees.
TEST(RevenueOrder, CountsPairsByHand) {
  const double weight[] = {0.5, 0.3, 0.2, 0.0, 9.0};
  const double revenue[] = {0, 3, 1, 0, 0};
  const float alive[] = {1, 1, 1, 1, 0};
  const RevenueOrder order = order_by_revenue(weight, revenue, alive);
  EXPECT_EQ(order.against_none.pairs, 4);
  EXPECT_EQ(order.against_none.agree, 2);
  EXPECT_EQ(order.all.pairs, 5);
  EXPECT_EQ(order.all.agree, 3);
}

TEST(RevenueOrder, CountsEqualEmissionHalf) {
  const double weight[] = {0.25, 0.25};
  const double revenue[] = {2, 0};
  const float alive[] = {1, 1};
  EXPECT_EQ(order_by_revenue(weight, revenue, alive).against_none.agree, 0.5);
}

// Of six pairs three go together, two do not and one has the same revenue: 1/sqrt(6 5). Ranks less
// their mean are 1.5, .5, -.5, -1.5 and -1, 1.5, .5, -1: .5/sqrt(5 4.5).
TEST(RankCorrelations, AreThoseByHand) {
  const double weight[] = {0.5, 0.3, 0.2, 0.0, 9.0};
  const double revenue[] = {0, 3, 1, 0, 0};
  const float alive[] = {1, 1, 1, 1, 0};
  const RankCorrelations ranks = rank_correlations(weight, revenue, alive);
  EXPECT_NEAR(ranks.tau_b, 1 / std::sqrt(30), 1e-15);
  EXPECT_NEAR(ranks.spearman, 0.5 / std::sqrt(22.5), 1e-15);
}

TEST(RankCorrelations, AreOneInOrderAndUndefinedWhereAllAreAlike) {
  const double rising[] = {1, 2, 7}, falling[] = {3, 2, 1}, same[] = {2, 2, 2};
  const float alive[] = {1, 1, 1};
  EXPECT_EQ(rank_correlations(rising, rising, alive).spearman, 1);
  EXPECT_EQ(rank_correlations(rising, rising, alive).tau_b, 1);
  EXPECT_EQ(rank_correlations(rising, falling, alive).spearman, -1);
  EXPECT_EQ(rank_correlations(rising, falling, alive).tau_b, -1);
  EXPECT_TRUE(std::isnan(rank_correlations(rising, same, alive).tau_b));
  EXPECT_TRUE(std::isnan(rank_correlations(same, rising, alive).spearman));
}

Parameters earning(double part) {
  Parameters p = small_economy();
  p.time.days = 5;
  p.revenue.total_tao = 300;
  p.revenue.part = part;
  p.revenue.buyback_share = 0.5;
  return p;
}

TEST(OutcomesOfRevenue, AreAmountsOverAmounts) {
  Simulation<1> economy(earning(0.5));
  const auto& out = economy.finish_run().outcomes;
  ASSERT_EQ(economy.result.status, Status::ok);
  EXPECT_NEAR(out[outcome_buyback_tao], 5 * 150, 1e-4);
  EXPECT_NEAR(out[outcome_emission_per_revenue], 7200 / 300.0, 1e-5);
  EXPECT_NEAR(out[outcome_revenue_tao], 5 * 300, 1e-3);
  EXPECT_NEAR(out[outcome_buyback_over_sales],
              out[outcome_buyback_tao] / economy.scalars().track.pay_sold, 1e-12);
  double share = 0, all = 0;
  for (int i = 0; i < 30; ++i) {
    all += economy.s().price_ema[i];
    if (economy.s().revenue[i] > 0) share += economy.s().price_ema[i];
  }
  EXPECT_NEAR(out[outcome_earner_share], share / all, 1e-12);
  EXPECT_GT(out[outcome_revenue_auc], 0);
  EXPECT_GT(out[outcome_revenue_concordance], 0);
}

// What those who live on their pay have sold for is their cash while none of it leaves.
TEST(OutcomesOfRevenue, CountTheSalesOfMinersValidatorsAndOwners) {
  Parameters p = earning(1);
  p.capital.leave_rate = 0;
  Simulation<1> economy(p);
  economy.finish_run();
  double cash = 0;
  for (const int c : {cohort_miners, cohort_validators, cohort_owners})
    cash += economy.scalars().money.cash[c];
  ASSERT_GT(cash, 0);
  EXPECT_NEAR(economy.scalars().track.pay_sold, cash, 1e-12 * cash);
}

TEST(OutcomesOfRevenue, AreUndefinedWhereThereIsNothingToCompare) {
  Simulation<1> off(earning(0)), whole(earning(1));
  const auto& none = off.finish_run().outcomes;
  EXPECT_EQ(none[outcome_buyback_tao], 0);
  for (const int i : {outcome_emission_per_revenue, outcome_earner_share, outcome_revenue_auc,
                      outcome_revenue_concordance, outcome_earner_tao_per_revenue,
                      outcome_revenue_tau_b, outcome_revenue_spearman, outcome_earner_tao,
                      outcome_earner_price, outcome_misallocation_by_revenue})
    EXPECT_TRUE(std::isnan(none[i])) << outcome_table[i].name;
  const auto& all = whole.finish_run().outcomes;
  EXPECT_TRUE(std::isnan(all[outcome_revenue_auc])) << "nobody to compare with";
  EXPECT_EQ(all[outcome_earner_share], 1);
  EXPECT_NEAR(all[outcome_earner_tao_per_revenue], all[outcome_emission_per_revenue], 1e-9)
      << "everybody earns";
  EXPECT_NEAR(all[outcome_earner_tao], 5 * 7200, 1e-6) << "all of it";
  EXPECT_FALSE(std::isnan(all[outcome_revenue_concordance]));
}

TEST(OutcomesOfRevenue, AreUndefinedWhereNobodySellsItsPay) {
  Parameters p = earning(1);
  p.time.days = 1;
  p.protocol.tempo = 50400;  // nobody is paid before the end
  Simulation<1> economy(p);
  EXPECT_TRUE(std::isnan(economy.finish_run().outcomes[outcome_buyback_over_sales]));
}

}  // namespace
}  // namespace taosweep
