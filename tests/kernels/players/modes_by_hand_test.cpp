// Cash, alpha and votes of attackers, computed by hand from what they were given.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

/// Both the owner's cut and validators' take: 18 % in parts of 65535.
constexpr double cut = 11796.0 / 65535;

/// Nobody sells but the attacker.
Parameters alone(AttackMode mode) {
  Parameters p = buyer();
  p.attack.mode = mode;
  p.miners.sell = p.validators.sell = p.owners.sell = 0;
  return p;
}

/// `alpha` waits for the subnet's epoch, which is run; nothing else is issued, and no miner has a
/// cost.
void run_epoch_of(StillPool& economy, double alpha) {
  economy.s().pending_alpha[target] = alpha;
  economy.s().capacity[target] = 0;
  for (int i = 0; i < 5 && economy.s().pending_alpha[target] == alpha; ++i) economy.run_tick();
  EXPECT_EQ(economy.s().pending_alpha[target], 0);
}

// A tenth of 3 TAO is for marketing. Of the other 2.7 half is spent by noon: T = 2.35, and T A is
// kept; at noon 0.3 TAO leave the economy; by the evening T = 3.7.
TEST(MemeHolders, HoldsWhatItsOrdersBoughtAndPaysForMarketing) {
  Parameters p = alone(AttackMode::meme_holders);
  p.attack.marketing_share = 0.1;
  p.attack.shock_day = 0.5;
  StillPool economy(p);
  economy.run_to_day(0.5);
  EXPECT_NEAR(economy.attack().spent, 1.35, 1e-9);
  EXPECT_NEAR(economy.attack().held, all_alpha * (1 - 1 / 2.35), 1e-2);
  economy.run_tick();
  EXPECT_NEAR(economy.scalars().money.left, 0.3, 1e-12);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.attack().spent, 3, 1e-9);
  EXPECT_NEAR(economy.cash(), 0, 1e-9);
  EXPECT_NEAR(economy.tao(), 3.7, 1e-9);
  EXPECT_NEAR(economy.attack().held, all_alpha * (1 - 1 / 3.7), 1e-2);
  EXPECT_EQ(economy.attack().received, 0);
}

// Of 1000 alpha validators get 500, of which they keep the cut; of the miners' 500 the part h goes
// to holders. All alpha outside the pool is the attacker's, and root weighs nothing.
TEST(MemeHolders, IsPaidAsHolderByItsPartOfTheMinersHalf) {
  for (const double h : {0.0, 0.3, 1.0}) {
    Parameters p = alone(AttackMode::meme_holders);
    p.attack.holder_pay = h;
    StillPool economy(p);
    economy.run_to_day(1);
    const double before = economy.attack().held;
    run_epoch_of(economy, 1000);
    EXPECT_NEAR(economy.attack().held - before, 500 * (1 - cut) + 500 * h, 1e-6) << h;
    EXPECT_NEAR(economy.s().held[cohort_miners][target], 500 * (1 - h), 1e-9) << h;
    EXPECT_NEAR(economy.s().held[cohort_validators][target], 500 * cut, 1e-7) << h;
  }
}

// 3 TAO in a day, all of it orders: T = 2.5 by noon and 4 by the evening; miners' pay is theirs.
TEST(Opex, BuysEvenlyAndHolds) {
  StillPool economy(alone(AttackMode::opex));
  economy.run_to_day(0.5);
  EXPECT_NEAR(economy.cash(), 1.5, 1e-9);
  EXPECT_NEAR(economy.attack().held, 0.6 * all_alpha, 1e-2);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.cash(), 0, 1e-9);
  EXPECT_NEAR(economy.attack().spent, 3, 1e-9);
  EXPECT_NEAR(economy.tao(), 4, 1e-9);
  const double bought = economy.attack().held;
  EXPECT_NEAR(bought, 0.75 * all_alpha, 1e-2);
  run_epoch_of(economy, 1000);
  EXPECT_NEAR(economy.attack().held - bought, 500 * (1 - cut), 1e-6);
  EXPECT_NEAR(economy.s().held[cohort_miners][target], 500, 1e-9);
}

// The owner's cut is taken before the epoch, some 180 alpha where 820 wait for it. The claimant is
// the owner, and sells it in the next tick to a pool of 1 TAO and 2.1e7 alpha.
TEST(FakeRevenue, HasTheOwnersCutAndSellsIt) {
  Parameters p = alone(AttackMode::fake_revenue);
  p.attack.claimed_revenue = 0;
  StillPool economy(p);
  run_epoch_of(economy, 820);
  const double owned = 820 * cut / (1 - cut);
  EXPECT_NEAR(economy.attack().held, owned, 1e-7);
  EXPECT_EQ(economy.s().held[cohort_owners][target], 0);
  EXPECT_EQ(economy.attack().received, 0);
  economy.run_tick();
  const double received = owned / (all_alpha + owned);
  EXPECT_NEAR(economy.attack().held, 0, 1e-9);
  EXPECT_NEAR(economy.attack().received, received, 1e-9 * received);
  EXPECT_NEAR(economy.cash(), 3 + received, 1e-12);
  EXPECT_NEAR(economy.tao(), 1 - received, 1e-12);
}

// Four validators with 34.8, 12.6, 10.7 and 9.6 of 67.7 parts of 6.77e6 TAO ask 3e-4 of it a day,
// alike for each TAO, so that they are asked in order: 1044, 378, 321 and 288 TAO. They list
// nothing of their own. 3054 TAO are for three days: 1018 buy the last three; 2067 / 2 again; the
// last 1080 buy the first, and 36 are too few for another.
TEST(BuyVotes, TakesWholeVotesInTheOrderOfTheirPriceAndKeepsTheRest) {
  Parameters p = still(small_economy());
  p.schedule = {1, {{0, legacy_root}}};
  p.voters.count = 4;
  p.voters.price_ln_sd = p.voters.listed = 0;
  p.voters.own = 0;
  p.attack.mode = AttackMode::buy_votes;
  p.attack.day = 1;
  p.attack.budget_tao = 3054;
  p.attack.buy_days = 3;
  p.foundation.acts = false;
  Simulation<1> economy(p);
  const auto& attack = economy.scalars().attack;
  double spent = 0;
  const double paid[] = {0, 378 + 321 + 288, 378 + 321 + 288, 1044, 0};
  for (int day = 0; day < 5; ++day) {
    economy.run_to_day(day);
    economy.scalars().money.root = 6.77e6;
    economy.run_tick();
    spent += paid[day];
    EXPECT_NEAR(attack.spent, spent, 1e-6) << day;
    EXPECT_NEAR(economy.scalars().money.voters, spent, 1e-6) << day;
    EXPECT_NEAR(economy.scalars().money.attacker, day > 0 ? 3054 - spent : 0, 1e-6) << day;
    EXPECT_NEAR(economy.s().vote[target], paid[day] > 0 ? 1 : 0, 1e-12) << "no other votes " << day;
  }
}

}  // namespace
}  // namespace taosweep
