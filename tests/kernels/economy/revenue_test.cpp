// Subnets that earn buy their own alpha back: what that does to prices and emission in closed form,
// where the alpha goes, and that ledgers close over it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/economy/revenue.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy/one_economy.hpp"
#include "tests/kernels/same_bits.hpp"

namespace taosweep {
namespace {

/// Four subnets of worth 1, 2, 3 and 4, on which nobody trades but their own revenue and root, and
/// averages that follow prices within hours. Root has all but a few per cent of the dividends.
Parameters alone(double total) {
  Parameters p = small_economy();
  p.network.subnets = 4;
  p.network.root_tao = 2.1e7;
  p.protocol.tao_weight = 1;
  p.protocol.ema_alpha = 1e-3;
  p.protocol.stake_fee_tao = 0;
  p.time.days = 30;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.miners.sell = p.validators.sell = p.owners.sell = 0;
  p.miners.margin = 1e9;
  p.value.worth_sd = p.value.news = p.value.follows = 0;
  p.revenue.total_tao = total;
  p.revenue.buyback_share = 1;
  return p;
}

struct FourSubnets : Simulation<1> {
  explicit FourSubnets(const Parameters& p, double first_worth = 1) : Simulation<1>(p) {
    for (int i = 0; i < 4; ++i) {
      s().log_worth[i] = static_cast<float>(std::log(i == 0 ? first_worth : i + 1.0));
      s().capacity[i] = 0;  // nothing forces miners to sell
    }
  }
  /// Alpha sold for root a block: 0.41 of its share of dividends.
  double sold(int i) {
    const double root = p.protocol.tao_weight.number * scalars().money.root;
    return 0.5 * (1 - rules().owner_cut) * root / (root + s().issued[i]);
  }
  double prices() const { return price(0) + price(1) + price(2) + price(3); }
  double share(int i) {
    const double* m = s().price_ema;
    return m[i] / (m[0] + m[1] + m[2] + m[3]);
  }
};

// p = B/S where prices are above shares of emission: the injection leaves them alone, and all that
// is bought is what root sells. 5,904 TAO a day, B = 0.82 a block: prices sum to 2.
TEST(Buybacks, AboveTheCapSetThePriceAtWhichRootSells) {
  FourSubnets economy(alone(5904));
  economy.run_to_day(30);
  for (int i = 0; i < 4; ++i) {
    const double bought = 5904 / 7200.0 * (i + 1) / 10;  // [TAO/block]
    ASSERT_GT(economy.price(i), economy.share(i)) << "above the cap";
    EXPECT_NEAR(economy.price(i), bought / economy.sold(i), 0.02 * economy.price(i)) << i;
  }
}

// p = (e + 2 B)/(1 + 2 S) where they are below, and without buying p = e/(1 + 2 S).
TEST(Buybacks, BelowTheCapAddTwiceWhatIsBought) {
  for (const double total : {0.0, 1476.0}) {
    Parameters p = alone(total);
    p.protocol.share = Shares::rule<EqualShare>();
    FourSubnets economy(p);
    economy.run_to_day(30);
    for (int i = 0; i < 4; ++i) {
      const double bought = total / 7200 * (i + 1) / 10;
      const double expected = (0.25 + 2 * bought) / (1 + 2 * economy.sold(i));
      ASSERT_LT(economy.price(i), 0.25) << "below the cap";
      EXPECT_NEAR(economy.price(i), expected, 0.02 * expected) << i;
    }
  }
}

// 1 TAO more of steady buying a day draws 1/(S sum p) TAO of emission, from all subnets but the
// buyer's own, while no price is above 1, which averages do not follow. Two economies, of which the
// first subnet buys 60 TAO a day more in the second.
TEST(Buybacks, DrawEmissionByTheInverseOfSalesAndPrices) {
  const double more = 60;
  FourSubnets before(alone(5904)), after(alone(5904 + more), 1 + more / 590.4);
  before.run_to_day(30);
  after.run_to_day(30);
  ASSERT_LT(after.price(3), 1);
  const double drawn = 7200 * (after.share(0) - before.share(0)) / more;
  const double expected = (1 - before.share(0)) / (after.sold(0) * after.prices());
  EXPECT_NEAR(expected, 0.9 / (0.41 * 2.02), 0.03);  // 1.09
  EXPECT_NEAR(drawn, expected, 0.03 * expected);
}

/// Everybody trades.
Parameters busy(BoughtBack bought, int step = 300) {
  Parameters p = small_economy();
  p.time.step_blocks = step;
  p.time.fine_step_blocks = 25;
  p.revenue.total_tao = 2000;
  p.revenue.part = 0.5;
  p.revenue.elasticity = 0.3;
  p.revenue.buyback_share = 0.8;
  p.revenue.bought = bought;
  return p;
}

TEST(Buybacks, OfNothingAreNothing) {
  Parameters without = busy(BoughtBack::recycled);
  without.revenue.buyback_share = 0;
  Parameters off = without;
  off.revenue.total_tao = 0;
  Simulation<1> a(without), b(off);
  a.run_to_day(10);
  b.run_to_day(10);
  EXPECT_EQ(a.scalars().money.bought_back, 0);
  for (int i = 0; i < 30; ++i) {
    ASSERT_EQ(a.price(i), b.price(i)) << i;
    ASSERT_EQ(a.s().issued[i], b.s().issued[i]) << i;
    ASSERT_EQ(b.s().revenue[i], 0) << i;
  }
}

// One tick of three economies that differ in nothing else: the same alpha is nobody's, no longer
// issued, or the treasury's.
TEST(Buybacks, GoWhereTheyAreSaidToGo) {
  Simulation<1> burned(busy(BoughtBack::burned)), recycled(busy(BoughtBack::recycled)),
      held(busy(BoughtBack::held));
  burned.run_to_day(3);
  *held.state = *recycled.state = *burned.state;
  double all = 0;
  for (Simulation<1>* economy : {&burned, &recycled, &held}) economy->run_tick();
  for (int i = 0; i < 30; ++i) {
    const double bought = held.s().treasury[i];
    all += bought;
    ASSERT_EQ(bought > 0, held.s().revenue[i] > 0) << i;
    EXPECT_NEAR(burned.s().issued[i] - recycled.s().issued[i], bought, 1e-9) << i;
    EXPECT_NEAR(burned.s().unallocated[i] - recycled.s().unallocated[i], bought, 1e-9) << i;
    EXPECT_EQ(held.s().alpha[i], burned.s().alpha[i]) << i;
    EXPECT_EQ(held.s().issued[i], burned.s().issued[i]) << i;
    EXPECT_EQ(held.s().unallocated[i], recycled.s().unallocated[i]) << i;
    EXPECT_EQ(burned.s().treasury[i] + recycled.s().treasury[i], 0) << i;
  }
  EXPECT_GT(all, 10);
}

TEST(Buybacks, SpendTheirPartOfRevenueAndCloseTheLedgers) {
  for (const BoughtBack bought : {BoughtBack::burned, BoughtBack::recycled, BoughtBack::held}) {
    for (const int step : {25, 300}) {
      Parameters p = busy(bought, step);
      p.revenue.treasury_sell = 0.2;
      Simulation<1> economy(p);
      economy.finish_run();
      ASSERT_EQ(economy.result.status, Status::ok);
      EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-12);
      EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
      const Scalars& q = economy.scalars();
      EXPECT_NEAR(q.money.bought_back, 0.8 * q.track.revenue, 1e-9 * q.money.bought_back);
      EXPECT_GT(q.money.bought_back, 1000);
      EXPECT_EQ(q.money.treasuries > 0, bought == BoughtBack::held);
    }
  }
}

// Half of it a day, and nothing comes in: e^-1 is left after a day of a hazard of 1.
TEST(Treasuries, SellByTheirHazardAndTheProceedsLeave) {
  Parameters p = busy(BoughtBack::held);
  p.revenue.buyback_share = 0;
  p.revenue.treasury_sell = 1;
  Simulation<1> economy(p);
  economy.run_to_day(5);
  economy.s().treasury[7] = 40;
  economy.s().unallocated[7] -= 40;
  economy.run_to_day(6);
  EXPECT_NEAR(economy.s().treasury[7], 40 * std::exp(-1), 1e-9);
  EXPECT_GT(economy.scalars().money.treasuries, 0);
  const Residuals left = ledger_residuals(economy.s(), economy.rules());
  EXPECT_LE(left.tao, 1e-12);
  EXPECT_LE(left.alpha, 1e-12);
}

// Each has 10 of 40 alpha that take part, and 100 TAO are in the pool.
TEST(Treasuries, ArePaidWhereTheirSubnetIsDissolved) {
  Simulation<1> simulation(busy(BoughtBack::held));
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.held[cohort_value][3] = 30;
  s.treasury[3] = 10;
  s.revenue[3] = 5;
  OneEconomy economy(simulation);
  dissolve(*economy, 3);
  EXPECT_EQ(economy->money.treasuries, 25);
  EXPECT_EQ(economy->money.cash[cohort_value], 75);
  EXPECT_EQ(s.treasury[3] + s.revenue[3], 0);
}

// Newcomers earn as others do, and ledgers close over births and deaths.
TEST(Treasuries, CloseTheLedgersWhereSubnetsComeAndGo) {
  Parameters p = busy(BoughtBack::held);
  p.protocol.subnet_limit = 31;
  p.protocol.immunity_blocks = 0;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 3;
  p.lifecycle.most_lock_tao = 1e6;
  p.revenue.part = 1;
  Simulation<1> economy(p);
  economy.finish_run();
  ASSERT_EQ(economy.result.status, Status::ok);
  ASSERT_GT(economy.result.outcomes[outcome_prunings], 5);
  EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-12);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
  for (int i = 0; i < 31; ++i) EXPECT_EQ(economy.s().revenue[i] > 0, economy.s().alive[i] > 0);
}

// Of 30, between 5 and 25 earn but once in 15,000 (binomial, half); who they are stays.
TEST(Earners, AreDrawnForLife) {
  Simulation<1> economy(busy(BoughtBack::burned));
  economy.run_to_day(1);
  std::vector<bool> earns;
  for (int i = 0; i < 30; ++i) earns.push_back(economy.s().revenue[i] > 0);
  const auto count = std::count(earns.begin(), earns.end(), true);
  EXPECT_GE(count, 5);
  EXPECT_LE(count, 25);
  economy.run_to_day(12);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(economy.s().revenue[i] > 0, earns[i]) << i;
}

TEST(Earners, AreNobodyWhereNobodyEarns) {
  Parameters p = busy(BoughtBack::burned);
  p.revenue.part = 0;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  EXPECT_EQ(economy.scalars().track.revenue, 0);
  for (int i = 0; i < 32; ++i) EXPECT_EQ(economy.s().revenue[i], 0);
}

// Shares of all are 0: revenue that answers to them is none, and other revenue stays.
TEST(Earners, WithoutAnyEmissionEarnByWorthOrNothing) {
  for (const double elasticity : {0.0, 0.3}) {
    Parameters p = busy(BoughtBack::burned);
    p.revenue.elasticity = elasticity;
    Simulation<1> simulation(p);
    for (int i = 0; i < 32; ++i) simulation.s().price_ema[i] = 0;
    OneEconomy economy(simulation);
    earn_revenue(*economy, 0);
    double all = 0;
    for (int i = 0; i < 32; ++i) all += simulation.s().revenue[i];
    EXPECT_NEAR(all, elasticity > 0 ? 0 : 2000, 1e-3);
  }
}

/// Emission by reports.
Parameters reported(double ln_sd) {
  Parameters p = busy(BoughtBack::burned);
  p.protocol.share = ShareRule(Shares::rule<RevenueShare>());
  p.revenue.report_ln_sd = ln_sd;
  p.revenue.elasticity = 0;
  return p;
}

// 2000 TAO a day of 30 subnets: a report of 1 is 66.7 TAO a day. Nobody errs, so shares of emission
// are those of revenue, and what is reported is what there is.
TEST(Reports, OfTheTruthMakeEmissionGoWhereRevenueIs) {
  Simulation<1> economy(reported(0));
  economy.run_to_day(2);
  const auto& s = economy.s();
  for (int i = 0; i < 30; ++i) EXPECT_NEAR(s.reported[i], s.revenue[i] * 30 / 2000, 1e-6) << i;
  const double* out = economy.finish_run().outcomes;
  EXPECT_NEAR(out[outcome_reported_over_true], 1, 1e-6);
  EXPECT_NEAR(out[outcome_earner_share], 1, 1e-12);
  EXPECT_NEAR(out[outcome_misallocation_by_revenue], 0, 1e-6);
}

// ln of reported over true is a normal of the spread that is asked for; of some 15 that earn its
// standard deviation is within 5 standard errors of it, a false alarm less than once in a million.
TEST(Reports, ErrByTheSpreadAndForLife) {
  Simulation<1> economy(reported(0.5));
  economy.run_to_day(2);
  double error[30], squares = 0;
  int count = 0;
  for (int i = 0; i < 30; ++i) {
    const auto& s = economy.s();
    error[i] = s.revenue[i] > 0 ? std::log(s.reported[i] * 2000 / 30 / s.revenue[i]) : 0;
    squares += error[i] * error[i];
    count += s.revenue[i] > 0;
  }
  EXPECT_NEAR(std::sqrt(squares / count), 0.5, 5 * 0.5 / std::sqrt(2.0 * count));
  economy.run_to_day(5);
  for (int i = 0; i < 30; ++i) {
    const auto& s = economy.s();
    if (!(s.revenue[i] > 0)) continue;
    EXPECT_NEAR(std::log(s.reported[i] * 2000 / 30 / s.revenue[i]), error[i], 1e-5) << i;
  }
}

// Three times an average subnet's revenue is claimed: 200 TAO a day on 2000.
TEST(Reports, CountWhatAttackersClaim) {
  Parameters p = reported(0);
  p.attack.mode = AttackMode::fake_revenue;
  p.attack.netuid = 4;
  p.attack.day = 0;
  p.attack.claimed_revenue = 3;
  p.attack.claim_cost = 0;
  p.time.days = 4;
  Simulation<1> economy(p);
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_reported_over_true], 1.1, 1e-6);
}

// Before the first report nothing is emitted to anybody, and revenue that answers is at its fair
// part, 2000 in all. From then on all emission is theirs, who are k of 30: revenue is 30/k times as
// much.
TEST(Reports, BeginWhereRevenueAnswersToEmission) {
  Parameters p = reported(0);
  p.revenue.elasticity = 1;
  Simulation<1> economy(p);
  economy.run_to_day(3);
  double all = 0, earners = 0;
  for (int i = 0; i < 30; ++i) {
    all += economy.s().revenue[i];
    earners += economy.s().revenue[i] > 0;
  }
  EXPECT_NEAR(all, 2000 * 30 / earners, 1e-2);
}

// Where nobody has revenue worth stands for it, as seen without an error.
TEST(Reports, AreOfWorthWhereNobodyHasRevenue) {
  Parameters p = reported(0);
  p.revenue.total_tao = 0;
  Simulation<1> economy(p);
  economy.run_to_day(1);
  economy.run_tick();
  for (int i = 0; i < 30; ++i)
    EXPECT_NEAR(economy.s().reported[i], std::exp(economy.s().log_worth[i]), 1e-5) << i;
  EXPECT_TRUE(std::isnan(economy.finish_run().outcomes[outcome_reported_over_true]));
}

// At an elasticity of 1 revenue goes where emission goes; all earn, so that it is F in all.
TEST(Earners, FollowEmissionByTheElasticity) {
  Parameters p = busy(BoughtBack::burned);
  p.revenue.part = p.revenue.elasticity = 1;
  Simulation<1> simulation(p);
  simulation.run_to_day(4);
  OneEconomy economy(simulation);
  earn_revenue(*economy, simulation.block());
  double sum = 0;
  for (int i = 0; i < 30; ++i) sum += simulation.s().price_ema[i];
  for (int i = 0; i < 30; ++i) {
    const double expected = 2000 * simulation.s().price_ema[i] / sum;
    EXPECT_NEAR(simulation.s().revenue[i], expected, 1e-6 * expected) << i;
  }
}

// Of 10 alpha bought, 4 are outstanding by the chain's count: the rest of what the pool took in had
// been over-issued.
TEST(Recycling, LeavesNoLessThanThePoolHasIssued) {
  Simulation<1> simulation(busy(BoughtBack::recycled));
  auto& s = simulation.s();
  s.alpha[3] = 100;
  s.issued[3] = 104;
  s.revenue[3] = static_cast<float>(blocks_per_day);
  s.bought_blocks[3] = 75;
  simulation.flows->buyer_fill[3] = 12.5;  // 0.8 TAO a block get 10 alpha
  OneEconomy economy(simulation);
  settle_revenue(*economy, 75);
  EXPECT_EQ(s.issued[3], 100);
  EXPECT_NEAR(s.taken_in[3], 6, 1e-9);
  EXPECT_NEAR(economy->money.bought_back, 60, 1e-9);
}

class RevenueBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, RevenueBackEnds, on_each_back_end(), name_of_isa);

TEST_P(RevenueBackEnds, HaveTheSameBits) {
  for (const BoughtBack bought : {BoughtBack::recycled, BoughtBack::held}) {
    Parameters p = busy(bought);
    p.revenue.treasury_sell = 0.1;
    OnTwoBackEnds both(p, GetParam());
    for (int i = 0; i < 32; ++i)
      EXPECT_EQ(both.economy.s().treasury[i], both.reference.s().treasury[i]);
  }
}

}  // namespace
}  // namespace taosweep
