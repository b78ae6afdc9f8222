// The foundation takes an honest subnet for a bad one.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>

#include "kernels/math/exp.hpp"
#include "kernels/random/draw.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// A chance of 1 each day, and two days until an error is seen.
Parameters erring(double rate = 100) {
  Parameters p = small_economy();
  p.foundation.false_alarm_rate = rate;
  p.foundation.delay_days = 2;
  return p;
}

// On days 1, 3, .. 19, each for two days.
TEST(FalseAlarm, EndsAfterTheDelay) {
  Simulation<1> economy(erring());
  std::set<double> subnets;
  for (int day = 1; day < 20; ++day) {
    economy.run_to_day(day);
    const auto& f = economy.scalars().foundation;
    EXPECT_EQ(f.alarm_block, 7200 * (day % 2 == 1 ? day : day - 1)) << day;
    EXPECT_GE(f.alarm, 0);
    EXPECT_LT(f.alarm, 30);
    subnets.insert(f.alarm);
  }
  EXPECT_GT(subnets.size(), 3u);
  EXPECT_EQ(economy.finish_run().outcomes[outcome_false_alarms], 10);
}

TEST(FalseAlarm, NeverMeansTheAttackedSubnet) {
  Parameters p = erring();
  p.network.subnets = 2;
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 1;
  p.attack.day = 5;
  Simulation<1> economy(p);
  economy.run_to_day(12);
  EXPECT_EQ(economy.scalars().foundation.alarm, 1);
  EXPECT_GE(economy.scalars().foundation.false_alarms, 6);
}

// The chance of a day is 1 - exp(-rate).
TEST(FalseAlarm, ComesAtItsRate) {
  Parameters p = erring(0.3);
  p.foundation.delay_days = 0;
  const ShockKey key{3, 1, 4};
  Simulation<1> economy(p, key);
  int due = 0;
  for (std::uint32_t day = 1; day <= 20; ++day) {
    const auto words = draw_words(key.seed, key.point, key.replicate, Purpose::false_alarm,
                                  std::uint32_t{whole_economy}, day * 7200, 0u);
    due += uniform_real(words.w[0], words.w[1]) < 1 - std::exp(-0.3);
  }
  ASSERT_GT(due, 0);
  ASSERT_LT(due, 20);
  EXPECT_EQ(economy.finish_run().outcomes[outcome_false_alarms], due);
}

TEST(FalseAlarm, IsRaisedByNobodyWhoDoesNotAct) {
  Parameters p = erring();
  p.foundation.acts = false;
  Simulation<1> economy(p), careful(small_economy());
  EXPECT_EQ(economy.finish_run().outcomes[outcome_false_alarms], 0);
  EXPECT_EQ(careful.finish_run().outcomes[outcome_false_alarms], 0);
}

// Value stakers who sell for no other reason sell 1 - exp(-12 x 75/7200) of their holding in the
// first tick of 75 blocks, and count on no yield; elsewhere nothing changes in that tick.
TEST(FalseAlarm, FrightensHolders) {
  Parameters p = erring(), quiet = p;
  p.value.rate = p.value.base_sell = quiet.value.rate = quiet.value.base_sell = 0;
  quiet.foundation.false_alarm_rate = 0;
  Simulation<1> economy(p), other(quiet);
  for (Simulation<1>* one : {&economy, &other}) {
    one->run_to_day(1);
    for (int i = 0; i < 30; ++i) one->s().held[cohort_value][i] = 100;
    one->run_tick();
  }
  const int honest = static_cast<int>(economy.scalars().foundation.alarm);
  const double part = 1 - std::exp(-12 * 75 / 7200.0);
  EXPECT_NEAR(economy.s().sell_of[cohort_value][honest], 100 * part / 75, 1e-5 * part);
  EXPECT_EQ(economy.s().log_yield[honest], 0);
  EXPECT_GT(other.s().log_yield[honest], 0);
  const int elsewhere = (honest + 1) % 30;
  EXPECT_EQ(economy.s().sell_of[cohort_value][elsewhere], 0);
  EXPECT_EQ(economy.s().log_yield[elsewhere], other.s().log_yield[elsewhere]);
  EXPECT_LT(economy.price(honest), other.price(honest));
}

class AlarmsOnBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, AlarmsOnBackEnds, on_each_back_end(), name_of_isa);

TEST_P(AlarmsOnBackEnds, AgreeToTheBit) {
  Parameters p = erring(0.5);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
  const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
  EXPECT_EQ(got.status, Status::ok);
  EXPECT_GT(got.outcomes[outcome_false_alarms], 0);
  EXPECT_EQ(std::memcmp(reference.state.get(), economy.state.get(), sizeof *economy.state), 0);
  EXPECT_EQ(std::memcmp(got.outcomes, expected.outcomes, sizeof got.outcomes), 0);
}

}  // namespace
}  // namespace taosweep
