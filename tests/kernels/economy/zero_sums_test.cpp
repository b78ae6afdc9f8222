// Where a sum that something is divided by is zero, its receiver has a name, or the parameters are
// refused: the rows of kernels/zero_sums.md that no other test shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Parameters without_stake() {
  Parameters p = small_economy();
  p.time.days = 6;
  p.protocol.tao_weight = 0;
  p.validators.alpha_staked = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 5;
  p.attack.day = 1;
  p.foundation.delay_days = 2;
  return p;
}

// Such parameters are refused; an economy that comes to have no stake later loses nothing either.
TEST(ZeroSums, AContestWithoutStakePaysNobodyAndSaysSo) {
  for (const bool over_issue : {false, true}) {
    Parameters p = without_stake();
    if (!over_issue) p.protocol.dividends = DividendRule::reduced;
    Simulation<1> economy(p);
    economy.run_to_day(3);
    const double before = economy.s().unallocated[4], miners = economy.s().held[cohort_miners][4];
    economy.finish_run();
    EXPECT_EQ(economy.result.status, Status::ok) << over_issue;
    EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
    const double participants = 3 * blocks_per_day * (1 - launch_2025_02.owner_cut);
    EXPECT_NEAR(economy.s().unallocated[4] - before, participants, 0.1 * participants);
    EXPECT_LE(economy.s().held[cohort_miners][4], miners) << "they only sell";
  }
}

TEST(ZeroSums, ASubnetThatNobodyValidatesPaysNobodyFromTheActionOn) {
  Parameters p = without_stake();
  p.protocol.tao_weight = 0.18;
  p.foundation.coalition_share = 0;
  p.foundation.abstain_share = 1;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_GT(economy.s().unallocated[4], 0);
}

TEST(ZeroSums, AreRefusedWhereNoValidatorHasAnyStake) {
  EXPECT_THAT(check_parameters(without_stake()),
              ElementsAre(AllOf(HasSubstr("validators.alpha_staked = 0"),
                                HasSubstr("protocol.tao_weight = 0"), HasSubstr("raise one"))));
  Parameters p = without_stake();
  p.protocol.tao_weight = 0.18;
  EXPECT_THAT(check_parameters(p), IsEmpty());
  p.network.root_tao = 0;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("network.root_tao = 0")));
  p.network.root_tao = 1;
  p.foundation.abstain_share = 1;
  EXPECT_THAT(check_parameters(p), IsEmpty());
  p.foundation.coalition_share = 0;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("foundation.abstain_share")));
  p.attack.mode = AttackMode::none;
  EXPECT_THAT(check_parameters(p), IsEmpty());
}

TEST(ZeroSums, AreRefusedWhereNothingIsLeftForParticipants) {
  Parameters p;
  p.protocol.owner_cut = 1;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("protocol.owner_cut = 1")));
}

TEST(ZeroSums, LeaveUndefinedWhatRootWithoutWeightWouldNeed) {
  Parameters p = without_stake();
  p.validators.alpha_staked = 0.75;
  Simulation<1> economy(p);
  const EconomyResult& r = economy.finish_run();
  EXPECT_EQ(r.status, Status::ok);
  EXPECT_EQ(r.outcomes[outcome_action_day], 3);
  EXPECT_TRUE(std::isnan(r.outcomes[outcome_phi_needed]));
  EXPECT_TRUE(std::isnan(r.outcomes[outcome_phi_needed_opposed]));
}

TEST(ZeroSums, LeaveUndefinedTheReturnOnNothing) {
  Parameters p = small_economy();
  p.time.days = 3;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.budget_tao = 0;
  Simulation<1> economy(p);
  EXPECT_TRUE(std::isnan(economy.finish_run().outcomes[outcome_attacker_return]));
}

TEST(ZeroSums, MintNothingWithoutAPriceAverage) {
  Parameters p = small_economy();
  p.protocol.ema_alpha = 0;
  p.time.days = 2;
  Simulation<1> economy(p);
  for (double& m : economy.s().price_ema) m = 0;
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_EQ(economy.scalars().money.minted, 0);
}

TEST(ZeroSums, LeaveToValidatorsWhatNobodyHolds) {
  Parameters p = small_economy();
  p.time.days = 1;
  p.protocol.owner_cut = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = p.root.rate = 0;
  p.validators.sell = 0;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  // Miners' alpha earns nothing, so that the validators' half is all theirs, take or not.
  for (int i = 0; i < 30; ++i) {
    double others = 0;
    for (const int c : {cohort_value, cohort_attention, cohort_yield, cohort_noise})
      others += economy.s().held[c][i];
    EXPECT_EQ(others, 0);
    EXPECT_GT(economy.s().held[cohort_validators][i], 0.4 * (blocks_per_day - 361));
  }
}

TEST(ZeroSums, LeaveCashWhereNobodyWantsToBuy) {
  Parameters p = still(small_economy());
  p.time.days = 2;
  p.value.rate = p.attention.buy_gain = p.yield.rate = p.root.rate = 0;
  p.value.base_sell = 0;
  p.capital.noise_share = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  const Money& m = economy.scalars().money;
  EXPECT_NEAR(m.cash[0] + m.cash[1] + m.cash[2], m.entered, 1e-9 * m.entered);
}

TEST(ZeroSums, LetNoCashEnterWithoutSharesOrAreRefused) {
  Parameters p = small_economy();
  p.capital.value_share = p.capital.attention_share = p.capital.yield_share =
      p.capital.noise_share = 0;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("give one of them a share")));
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  EXPECT_THAT(check_parameters(p), IsEmpty());
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_EQ(economy.scalars().money.entered, 0);
}

// Nobody sells on the attacked subnet: the coalition sets no weights, and nothing goes to sellers.
TEST(ZeroSums, GiveSellersNothingWhereNobodySold) {
  Parameters p = small_economy();
  p.time.days = 4;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 5;
  p.attack.budget_tao = 0;
  p.foundation.delay_days = 1;
  p.foundation.panic_rate = 0;
  p.value.rate = p.value.base_sell = p.attention.base_sell = p.attention.stop_sell =
      p.attention.bored_sell = p.yield.rate = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  p.miners.margin = 1e9;
  p.miners.sell = p.validators.sell = p.owners.sell = 0;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  for (auto& capacity : economy.s().capacity) capacity = 0;
  for (double& sold : economy.scalars().contest.sold_now) sold = 0;
  economy.run_to_day(2.2);
  const double traders = economy.s().held[cohort_value][4];
  economy.finish_run();
  EXPECT_EQ(economy.result.status, Status::ok);
  for (const double sold : economy.scalars().contest.sold_before) EXPECT_EQ(sold, 0);
  EXPECT_EQ(traders, 0);
  EXPECT_EQ(economy.s().held[cohort_value][4], 0);
}

TEST(OtherChecks, RefuseWhatEndsBelowZero) {
  Parameters p;
  p.protocol.minimum_lock_tao = 0.001;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("protocol.minimum_reserve = 0.01")));
  p = {};
  p.network.issuance_tao = 999;
  EXPECT_THAT(check_parameters(p), IsEmpty());
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;  // its lock is at most twice the last one
  EXPECT_THAT(check_parameters(p),
              ElementsAre(AllOf(HasSubstr("network.issuance_tao = 999"), HasSubstr("1000 TAO"))));
}

}  // namespace
}  // namespace taosweep
