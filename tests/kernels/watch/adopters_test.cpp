// Who bought when: buckets by hand, and against an oracle that keeps every purchase.
#include "kernels/watch/adopters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <random>
#include <vector>

#include "kernels/outcomes/returns.hpp"
#include "tests/kernels/economy/one_economy.hpp"

namespace taosweep {
namespace {

double held_by_all(const Adopters& a) {
  double sum = a.held_before;
  for (const double held : a.held) sum += held;
  return sum;
}

// 17 purchases of 1 TAO do not go into 16 buckets of 1: then there are 8 of 2, and the last one.
TEST(Adopters, FillBucketsInOrderThatDoubleWhenTheyAreFull) {
  Adopters a{};
  for (int i = 0; i < 16; ++i) buckets_buy(a, 1, i + 1);
  EXPECT_EQ(a.capacity, 1);
  EXPECT_EQ(a.held[15], 16);
  buckets_buy(a, 1, 17);
  EXPECT_EQ(a.capacity, 2);
  EXPECT_EQ(a.held[0], 1 + 2);
  EXPECT_EQ(a.held[7], 15 + 16);
  EXPECT_EQ(a.held[8], 17);
  EXPECT_EQ(a.held[9], 0);
  EXPECT_EQ(a.paid, 17);
}

// 1, then 3 TAO for 6 alpha: two alpha in each bucket. Then 60 TAO: buckets of 4.
TEST(Adopters, SplitAPurchaseOverTheBucketsThatItFills) {
  Adopters a{};
  buckets_buy(a, 1, 5);
  buckets_buy(a, 3, 6);
  EXPECT_EQ(a.held[0], 5);
  for (int b = 1; b < 4; ++b) EXPECT_EQ(a.held[b], 2);
  buckets_buy(a, 60, 120);
  EXPECT_EQ(a.capacity, 4);
  EXPECT_EQ(a.held[0], 11);
  for (int b = 1; b < 16; ++b) EXPECT_EQ(a.held[b], 8);
}

// 10 alpha from before, 20 and 10 bought: of 8 TAO each alpha gets 0.2. 20 are left.
TEST(Adopters, SellInProportionToWhatTheyHave) {
  Adopters a{};
  a.held_before = 10;
  buckets_buy(a, 1, 20);
  buckets_buy(a, 1, 10);
  buckets_sell(a, 8, 20);
  EXPECT_DOUBLE_EQ(a.received[0], 4);
  EXPECT_DOUBLE_EQ(a.received[1], 2);
  EXPECT_DOUBLE_EQ(a.held_before, 5);
  EXPECT_DOUBLE_EQ(a.held[0], 10);
  EXPECT_DOUBLE_EQ(a.held[1], 5);
  buckets_sell(a, 0, 40);  // they have earned as much again
  EXPECT_DOUBLE_EQ(a.held[0], 20);
}

TEST(Adopters, WhoHoldWithoutHavingBoughtCameBefore) {
  Adopters a{};
  buckets_sell(a, 0, 7);
  EXPECT_EQ(a.held_before, 7);
  EXPECT_EQ(a.paid, 0);
}

// 5 TAO for 5, 4, 3, 2, 1 alpha, which are worth 0.5 each; the third had sold out for 1.5.
TEST(AdoptersByFifths, AreWhatBecameOfEachFifth) {
  Adopters a{};
  for (int alpha = 5; alpha > 0; --alpha) buckets_buy(a, 1, alpha);
  a.received[2] = 1.5;
  a.held[2] = 0;
  double out[outcome_count];
  finish_adopters(a, 0.5, out);
  const double returns[] = {1.5, 1, 0.5, 0, -0.5};
  for (int k = 0; k < 5; ++k) EXPECT_DOUBLE_EQ(out[outcome_adopters_1 + k], returns[k]);
  EXPECT_DOUBLE_EQ(out[outcome_adopters_losing], 0.2);
}

/// What Gini's coefficient says of five who paid 1 TAO each for so much alpha, worth 0.5 each.
double loss_gini(std::initializer_list<double> bought) {
  Adopters a{};
  for (const double alpha : bought) buckets_buy(a, 1, alpha);
  double out[outcome_count];
  for (double& x : out) x = undefined;
  finish_adopters(a, 0.5, out);
  return out[outcome_adopters_loss_gini];
}

// One of five has lost all that was lost: 1 - 1/5. Then 0.25 and 0.75 beside three times nothing:
// 2 (3 0.25 + 3 0.75 + 0.5)/(2 5 1).
TEST(LossGini, SaysHowFewHaveLostAll) {
  EXPECT_DOUBLE_EQ(loss_gini({5, 4, 3, 2, 1}), 0.8);
  EXPECT_DOUBLE_EQ(loss_gini({5, 1.5, 3, 2, 0.5}), 0.7);
  EXPECT_DOUBLE_EQ(loss_gini({1, 1, 1, 1, 1}), 0) << "each has lost as much";
  EXPECT_TRUE(std::isnan(loss_gini({5, 4, 3, 2, 2}))) << "nobody has lost";
}

// 1 TAO loses half, 3 TAO lose a half each: as much for each TAO, in four buckets.
TEST(LossGini, GoesByTaoPaid) {
  Adopters a{};
  buckets_buy(a, 1, 1);
  buckets_buy(a, 3, 3);
  double out[outcome_count];
  finish_adopters(a, 0.5, out);
  EXPECT_NEAR(out[outcome_adopters_loss_gini], 0, 1e-15);
}

TEST(AdoptersByFifths, AreUndefinedWhereNobodyBought) {
  double out[outcome_count];
  for (double& x : out) x = undefined;
  finish_adopters(Adopters{}, 0.5, out);
  for (int k = 0; k < 6; ++k) EXPECT_TRUE(std::isnan(out[outcome_adopters_1 + k]));
}

/// Every purchase: what it has cost, what is left of it, what it got.
struct Purchase {
  double paid, held, received;
};

/// TAO that a fifth became, and how far buckets may be off: a bucket of c TAO that is cut at a part
/// f of it, and whose purchases became between l and h for each TAO, by f (1 - f) c (h - l).
struct Oracle {
  std::vector<Purchase> purchases;
  double before = 0, paid = 0;

  void sell(double received, double left) {
    double all = before;
    for (const Purchase& p : purchases) all += p.held;
    before *= left / all;
    for (Purchase& p : purchases) {
      p.received += received * p.held / all;
      p.held *= left / all;
    }
  }
  /// Calls see(from, to, value of a TAO) for each purchase.
  template <class F>
  void each(double exit, const F& see) const {
    double at = 0;
    for (const Purchase& p : purchases) {
      see(at, at + p.paid, (p.received + p.held * exit) / p.paid);
      at += p.paid;
    }
  }
  double value(double exit, double from, double to) const {
    double sum = 0;
    each(exit, [&](double begin, double end, double worth) {
      sum += worth * std::max(0.0, std::min(end, to) - std::max(begin, from));
    });
    return sum;
  }
  double bound(double exit, double capacity, double cut) const {
    const double begin = std::floor(cut / capacity) * capacity;
    const double whole = std::min(capacity, paid - begin), part = (cut - begin) / whole;
    double low = HUGE_VAL, high = 0;
    each(exit, [&](double from, double to, double worth) {
      if (to <= begin || from >= begin + whole) return;
      low = std::min(low, worth);
      high = std::max(high, worth);
    });
    return whole > 0 ? part * (1 - part) * whole * (high - low) : 0;
  }
};

// Prices that wander by 20 % a purchase, sales, and earnings; five histories.
TEST(AdoptersByFifths, AreOffTheOracleByNoMoreThanTheBucketsThatAreCut) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    std::mt19937 random(seed);
    const auto uniform = [&] { return std::uniform_real_distribution<>(0, 1)(random); };
    Adopters a{};
    Oracle oracle;
    a.held_before = oracle.before = 50;
    double price = 1;
    for (int i = 0; i < 700; ++i) {
      price *= std::exp(0.4 * uniform() - 0.2);
      const double paid = std::exp(4 * uniform());
      buckets_buy(a, paid, paid / price);
      oracle.purchases.push_back({paid, paid / price, 0});
      oracle.paid += paid;
      const double all = held_by_all(a), part = 0.02 * uniform(), earned = 0.01 * uniform();
      buckets_sell(a, all * part * price, all * (1 - part + earned));
      oracle.sell(all * part * price, all * (1 - part + earned));
    }
    double out[outcome_count], sum = 0;
    finish_adopters(a, price / 2, out);
    const double fifth = oracle.paid / 5;
    for (int k = 0; k < 5; ++k) {
      const double from = fifth * k, to = fifth * (k + 1);
      const double error =
          (1 + out[outcome_adopters_1 + k]) * fifth - oracle.value(price / 2, from, to);
      const double bound = (k > 0 ? oracle.bound(price / 2, a.capacity, from) : 0) +
                           (k < 4 ? oracle.bound(price / 2, a.capacity, to) : 0);
      EXPECT_LE(std::abs(error), bound + 1e-9 * fifth) << "fifth " << k << ", history " << seed;
      sum += (1 + out[outcome_adopters_1 + k]) * fifth;
    }
    const double all = oracle.value(price / 2, 0, oracle.paid);
    EXPECT_NEAR(sum, all, 1e-9 * all) << "buckets are the sums of their purchases";
    EXPECT_GE(oracle.paid / a.capacity, 8) << "at least eight are filled";
  }
}

/// One subnet, attacked from day 0 on by somebody without money.
Parameters one_subnet() {
  Parameters p = small_economy();
  p.network.subnets = 1;
  p.time.days = 5;
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 1;
  p.attack.day = 0;
  p.attack.budget_tao = 0;
  return p;
}

// What they paid and got is what all cohorts did, and what they have is what those hold.
TEST(AdoptersOfAnEconomy, AreItsTradersOnTheAttackedSubnet) {
  Simulation<1> economy(one_subnet(), {5, 0, 0});
  economy.run_to_day(5);
  const Adopters& a = economy.scalars().adopters;
  double paid = 0, received = 0, got = 0, held = 0;
  for (int c = 0; c < cohort_count; ++c) {
    if (Cohorts::only_sells(c)) continue;
    paid += economy.scalars().turnover.paid[c];
    received += economy.scalars().turnover.received[c];
    held += economy.s().held[c][0];
  }
  for (const double x : a.received) got += x;
  EXPECT_GT(a.paid, 1000);
  EXPECT_NEAR(a.paid, paid, 1e-9 * paid);
  EXPECT_NEAR(got, received, 1e-9 * received);
  EXPECT_NEAR(held_by_all(a), held, 1e-9 * held);
  EXPECT_EQ(a.held_before, 0);
}

// On day 3 cohorts have what they have: none of it counts as bought since.
TEST(AdoptersOfAnEconomy, CountFromTheStartOfTheAttack) {
  Parameters p = one_subnet();
  p.attack.day = 3;
  Simulation<1> economy(p, {5, 0, 0});
  economy.run_to_day(3);
  EXPECT_EQ(economy.scalars().adopters.paid, 0);
  double held = 0, paid = 0;
  for (int c = 0; c < cohort_count; ++c) {
    if (Cohorts::only_sells(c)) continue;
    held += economy.s().held[c][0];
    paid -= economy.scalars().turnover.paid[c];
  }
  ASSERT_GT(held, 1);
  OneEconomy by_hand(economy);
  begin_adopters(*by_hand, economy.block());
  EXPECT_NEAR(by_hand->adopters.held_before, held, 1e-12 * held);
  economy.run_to_day(5);
  for (int c = 0; c < cohort_count; ++c) {
    if (!Cohorts::only_sells(c)) paid += economy.scalars().turnover.paid[c];
  }
  EXPECT_NEAR(economy.scalars().adopters.paid, paid, 1e-9 * paid);
}

// 60 TAO over the 40 alpha of the crowd and the 20 of miners: one each. A quarter had come before.
TEST(AdoptersOfAnEconomy, AreRefundedWhenTheirSubnetIsDissolved) {
  Simulation<1> economy(one_subnet());
  auto& s = economy.s();
  s.tao[0] = 60;
  s.held[cohort_value][0] = 40;
  s.held[cohort_miners][0] = 20;
  OneEconomy one(economy);
  one->adopters.held_before = 10;
  buckets_buy(one->adopters, 15, 30);
  dissolve(*one, 0);
  EXPECT_DOUBLE_EQ(one->adopters.received[0], 30);
  EXPECT_EQ(held_by_all(one->adopters), 0);
  double out[outcome_count];
  finish_adopters(one->adopters, 0, out);
  EXPECT_DOUBLE_EQ(out[outcome_adopters_3], 1);
}

}  // namespace
}  // namespace taosweep
