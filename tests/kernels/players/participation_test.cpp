// Orders of the attacker as a part of the pool a day, its money in multiples of the pool, and when
// its promotion begins.
#include <gmock/gmock.h>

#include <cmath>
#include <cstring>

#include "kernels/advance.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Ticks of 75 blocks a day.
constexpr double ticks = 96;

Parameters participant(double rate) {
  Parameters p = buyer();
  p.attack.participation = rate;
  return p;
}

// Half of the pool's 1 TAO a day is 0.5 x 75/7200 TAO in the first tick, where an even buyer of
// 3 TAO would pay 3 x 75/7200.
TEST(Participation, BuysItsPartOfThePoolInATick) {
  StillPool economy(participant(0.5));
  economy.run_tick();
  const double paid = 0.5 / ticks;
  EXPECT_NEAR(economy.attack().spent, paid, 1e-15);
  EXPECT_NEAR(economy.cash(), 3 - paid, 1e-12);
  EXPECT_NEAR(economy.attack().held, all_alpha * paid / (1 + paid), 1e-6);
  EXPECT_NEAR(economy.tao(), 1 + paid, 1e-12);
}

// The pool grows by the same part in each tick: T = (1 + r/96)^96 after a day.
TEST(Participation, LeavesAsCashWhatItCannotSpendInTime) {
  StillPool economy(participant(0.5));
  economy.run_to_day(1);
  const double pool = std::pow(1 + 0.5 / ticks, ticks);
  EXPECT_NEAR(economy.tao(), pool, 1e-12);
  EXPECT_NEAR(economy.attack().spent, pool - 1, 1e-12);
  EXPECT_NEAR(economy.attack().held, all_alpha * (1 - 1 / pool), 1e-5);
  economy.run_to_day(3);
  EXPECT_NEAR(economy.cash(), 3 - (pool - 1), 1e-12);
  EXPECT_NEAR(economy.tao(), pool, 1e-12);
}

TEST(Participation, IsNoLimitWhereItIsHighOrNothing) {
  for (const double rate : {0.0, 1e4}) {
    StillPool economy(participant(rate));
    economy.run_to_day(2);
    EXPECT_NEAR(economy.tao(), 4, 1e-9) << rate;
  }
}

// T A is kept: the price is 1.44 times the first at T = 1.2, and the last order goes one tick's
// part beyond at most.
TEST(Participation, HoldsBesideALimitPrice) {
  Parameters p = participant(0.5);
  p.attack.buy_limit = 1.44 * at_first;
  StillPool economy(p);
  economy.run_tick();
  EXPECT_NEAR(economy.attack().spent, 0.5 / ticks, 1e-15);
  economy.run_to_day(2);
  EXPECT_GE(economy.tao(), 1.2 - 1e-9);
  EXPECT_LT(economy.tao(), 1.2 * (1 + 0.5 / ticks));
}

// All 3 TAO have bought three quarters of the alpha: A is a quarter of it, and grows by a fifth of
// itself a day while it leaves, also after exit_days.
TEST(Participation, LeavesByItsPartOfTheAlphaInThePool) {
  Parameters p = buyer();
  p.attack.exit_after = 2;
  p.attack.exit_days = 0.5;
  p.attack.exit_participation = 0.2;
  StillPool economy(p);
  economy.run_to_day(2);
  economy.run_tick();
  const double sold = 0.2 / ticks * all_alpha / 4;
  EXPECT_NEAR(economy.attack().held, 0.75 * all_alpha - sold, 1e-3);
  EXPECT_NEAR(economy.cash(), 4 - 4 / (1 + 0.2 / ticks), 1e-9);
  economy.run_to_day(4);
  const double alpha = all_alpha / 4 * std::pow(1 + 0.2 / ticks, 2 * ticks);
  EXPECT_NEAR(economy.alpha(), alpha, 1e-3);
  EXPECT_NEAR(economy.attack().held, all_alpha - alpha, 1e-3);
}

TEST(BudgetInPools, IsThatManyTimesThePoolAtTheStart) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  p.attack.budget_pools = 1.5;
  Simulation<1> economy(p);
  economy.run_to_day(1);
  const double pool = economy.s().tao[target];
  ASSERT_NE(pool, 1);
  economy.run_tick();
  EXPECT_EQ(economy.scalars().attack.budget, 1.5 * pool);
  EXPECT_NEAR(economy.scalars().money.attacker + economy.scalars().attack.spent, 1.5 * pool, 1e-9);
  economy.run_to_day(6);  // the marketing's part of it as well
  EXPECT_NEAR(economy.scalars().attack.spent, 1.5 * pool, 1e-9);
}

// It opens with the least lock, 1 TAO.
TEST(BudgetInPools, CountsThePoolThatAFreshSubnetOpensWith) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 1;
  p.attack.budget_pools = 20;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  EXPECT_EQ(economy.scalars().attack.budget, 20);
}

TEST(BudgetInPools, IsTheOnlyWordOnMoney) {
  Parameters p = buyer();
  p.attack.budget_pools = 2;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("leave one of them out")));
  p.attack.budget_tao = Parameters{}.attack.budget_tao;
  EXPECT_THAT(check_parameters(p), IsEmpty());
  p.schedule = {2, {{0, legacy_root}, {3, launch_2025_02}}};
  p.attack.mode = AttackMode::buy_votes;
  EXPECT_THAT(check_parameters(p), ElementsAre(HasSubstr("say attack.budget_tao instead")));
}

// Ten events a tick, were they all drawn.
TEST(Promotion, BeginsOnItsDay) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.event_factor = 1e3;
  p.attack.promotion_day = 2;
  Parameters none = p;
  none.attack.event_factor = 1;
  Simulation<1> promoted(p), quiet(none);
  promoted.run_to_day(2);
  quiet.run_to_day(2);
  EXPECT_EQ(std::memcmp(promoted.state.get(), quiet.state.get(), sizeof *quiet.state), 0);
  promoted.run_to_day(3);
  quiet.run_to_day(3);
  EXPECT_GT(promoted.s().attention[target], quiet.s().attention[target] + 3);
}

class ParticipationBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, ParticipationBackEnds, on_each_back_end(), name_of_isa);

TEST_P(ParticipationBackEnds, AgreeToTheBit) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  p.attack.budget_pools = 3;
  p.attack.participation = 0.4;
  p.attack.promotion_day = 1.5;
  p.attack.exit_after = 6;
  p.attack.exit_participation = 0.3;
  Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
  const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
  EXPECT_EQ(got.status, Status::ok);
  EXPECT_LE(got.outcomes[outcome_tao_residual], 1e-12);
  EXPECT_EQ(std::memcmp(reference.state.get(), economy.state.get(), sizeof *economy.state), 0);
  EXPECT_EQ(std::memcmp(got.outcomes, expected.outcomes, sizeof got.outcomes), 0);
  EXPECT_GT(economy.scalars().attack.received, 0);
}

}  // namespace
}  // namespace taosweep
