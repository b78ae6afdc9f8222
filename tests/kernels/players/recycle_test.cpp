// recycle: capital that buys, holds, sells and begins again.
#include <gtest/gtest.h>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

Parameters recycler() {
  Parameters p = buyer();
  p.attack.mode = AttackMode::recycle;
  p.attack.cycle_days = 1;
  p.attack.exit_days = 0.5;
  return p;
}

// 3 TAO make T = 4 and A a quarter of the alpha in a day; a day later all is sold again in half a
// day, for the same 3 TAO, with which the next cycle begins.
TEST(Recycle, GoesRoundWithTheMoneyThatItGot) {
  StillPool economy(recycler());
  economy.run_to_day(1);
  EXPECT_NEAR(economy.cash(), 0, 1e-9);
  EXPECT_NEAR(economy.attack().held, 0.75 * all_alpha, 1e-2);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.tao(), 4, 1e-9);
  economy.run_tick();  // of the 48 in which it sells
  const double pool = 4 * 0.25 / (0.25 + 0.75 / 48);
  EXPECT_NEAR(economy.attack().held, 0.75 * all_alpha * 47 / 48, 1e-2);
  EXPECT_NEAR(economy.cash(), 4 - pool, 1e-9);
  economy.run_to_day(2.5);
  EXPECT_NEAR(economy.attack().held, 0, 1e-2);
  EXPECT_NEAR(economy.cash(), 3, 1e-9);
  EXPECT_NEAR(economy.tao(), 1, 1e-9);
  economy.run_to_day(3.5);
  EXPECT_NEAR(economy.tao(), 4, 1e-9);
  EXPECT_NEAR(economy.attack().spent, 6, 1e-9);
  EXPECT_NEAR(economy.attack().received, 3, 1e-9);
  EXPECT_EQ(economy.attack().exit_block, -1);
}

TEST(Recycle, EndsWhereItLeaves) {
  Parameters p = recycler();
  p.attack.exit_after = 1;
  StillPool economy(p);
  economy.run_to_day(4);
  EXPECT_EQ(economy.attack().exit_block, 7200);
  EXPECT_NEAR(economy.cash(), 3, 1e-9);
  EXPECT_NEAR(economy.attack().spent, 3, 1e-9);
}

// What comes in at the start of each cycle is what flow shares follow, whatever goes out later.
TEST(Recycle, IsPaidWhereSharesFollowFlows) {
  Parameters p = small_economy();
  p.time.days = 30;
  p.schedule = {1, {{0, flow_2025_12}}};
  p.attack.mode = AttackMode::recycle;
  p.attack.day = 5;
  p.attack.cycle_days = 5;
  p.foundation.acts = false;
  p.foundation.delay_days = 1;
  p.attack.exit_on_action = false;
  const auto emitted = [&](double budget) {
    p.attack.budget_tao = budget;
    Simulation<1> economy(p);
    return economy.finish_run().outcomes[outcome_tao_after];
  };
  EXPECT_GT(emitted(5000), 1.2 * emitted(0));
}

}  // namespace
}  // namespace taosweep
