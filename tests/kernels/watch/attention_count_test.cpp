// Events of attention, counted; what attackers bring without a cause; what false alarms cost.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/watch/alarm.hpp"
#include "tests/kernels/economy/one_economy.hpp"

namespace taosweep {
namespace {

/// Events come by their base rate alone.
Parameters without_feedback(double base_events) {
  Parameters p = still(small_economy());
  p.attention.base_events = base_events;
  p.attention.branching = p.attention.trend_feedback = 0;
  return p;
}

// 30 subnets, 20 days, two a day: 1,200, a Poisson count, within 4 standard deviations of 34.6. A
// right count is beyond them in one of 16,000 seeds.
TEST(AttentionEvents, AreAsManyAsTheirRateSays) {
  Simulation<1> economy(without_feedback(2), {3, 0, 0});
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_attention_events], 1200, 139);
}

TEST(AttentionEvents, AreNoneWithoutARate) {
  Simulation<1> economy(without_feedback(0));
  EXPECT_EQ(economy.finish_run().outcomes[outcome_attention_events], 0);
  EXPECT_EQ(economy.result.outcomes[outcome_attention_injected], 0);
}

// A shock of 5, and 0.3 times the root of a quarter of 400 TAO.
TEST(AttentionInjected, IsShockAndMarketing) {
  Parameters p = without_feedback(0);
  p.time.days = 3;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 0;
  p.attack.shock = 5;
  p.attack.shock_day = 1;
  p.attack.budget_tao = 400;
  p.attack.marketing_share = 0.25;
  p.attack.marketing_gain = 0.3;
  Simulation<1> economy(p);
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_attention_injected], 5 + 0.3 * 10, 1e-9);
}

/// Subnet 3 has so much TAO and 100 alpha in its pool, and holders have 30 alpha.
struct Alarmed {
  Simulation<1> simulation{small_economy()};
  OneEconomy one{simulation};

  Alarmed() {
    auto& s = simulation.s();
    s.alpha[3] = 100;
    s.held[cohort_value][3] = 20;
    s.held[cohort_miners][3] = 10;
  }
  /// A look at a price, while the foundation errs since a block, or no longer where that is -1.
  void look(double price, int since) {
    simulation.s().tao[3] = 100 * price;
    one->foundation.alarm = since >= 0 ? 3 : -1;
    if (since >= 0) one->foundation.alarm_block = since;
    look_at_alarm(*one);
  }
  double loss() {
    one->store();
    finish(simulation.p, simulation.clock, simulation.segments, simulation.s(), simulation.result);
    return simulation.result.outcomes[outcome_false_alarm_loss];
  }
};

// From 2 to 0.5 in between, and 1.5 when it is over: 30 alpha lose 0.5 each.
TEST(FalseAlarmLoss, IsWhatHoldersHaveLostWhenItIsOver) {
  Alarmed subnet;
  subnet.look(2, 7200);
  subnet.look(0.5, 7200);
  EXPECT_TRUE(std::isnan(subnet.loss())) << "it goes on";
  subnet.look(1.5, -1);
  EXPECT_DOUBLE_EQ(subnet.loss(), 15);
  subnet.look(9, -1);
  EXPECT_DOUBLE_EQ(subnet.loss(), 15);
}

// The next one begins at 1.5, on the day on which the first one is over: by then 60 alpha are held,
// and gain 0.1 each.
TEST(FalseAlarmLoss, IsThatOfAllOfThem) {
  Alarmed subnet;
  subnet.look(2, 7200);
  subnet.simulation.s().held[cohort_value][3] = 50;
  subnet.look(1.5, 14400);
  subnet.look(1.6, -1);
  EXPECT_NEAR(subnet.loss(), 15 - 6, 1e-12);
}

TEST(FalseAlarmLoss, LeavesOutASubnetThatIsGone) {
  Alarmed subnet;
  subnet.look(2, 7200);
  subnet.simulation.s().alive[3] = 0;
  subnet.look(0, -1);
  EXPECT_TRUE(std::isnan(subnet.loss()));
}

}  // namespace
}  // namespace taosweep
