// Flows are counted where shares follow them, whether or not another rule asks for it.
#include <gtest/gtest.h>

#include "kernels/chain/share/share.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

TEST(Flows, AreCountedWhereSharesFollowThem) {
  Parameters p = small_economy();
  p.protocol.share = ShareRule(Shares::rule<FlowShare>());
  Simulation<1> one(p);
  p.protocol.flows = true;
  Simulation<1> other(p);
  one.run_to_day(3);
  other.run_to_day(3);
  bool some = false;
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(one.s().flow_ema[i], other.s().flow_ema[i]);
    some |= one.s().flow_ema[i] != 0 && one.s().flow_ema[i] != one.s().flow_ema[(i + 1) % 30];
  }
  EXPECT_TRUE(some);
}

TEST(Flows, AreNotCountedWhereNobodyAsks) {
  Simulation<1> economy(small_economy());
  economy.run_to_day(3);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(economy.s().flow[i], 0);
}

}  // namespace
}  // namespace taosweep
