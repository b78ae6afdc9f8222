#include <gtest/gtest.h>

#include "kernels/chain/share/flow_ema.hpp"
#include "kernels/chain/share/net_flow.hpp"

namespace taosweep {
namespace {

// 10 TAO in 5 blocks are 2 a block; of these and the 1 before, a quarter and three quarters.
TEST(FlowAverage, MovesTowardsTheFlowOfABlock) {
  EXPECT_EQ(flow_average(1.0, 10.0, 0.25, 5), 1.25);
  EXPECT_EQ(flow_average(1.0, -10.0, 0.25, 5), 0.25);
}

TEST(FlowWeight, IsNothingForThoseWhoLoseTao) {
  EXPECT_EQ(flow_weight(-0.5, 0.0), 0);
  EXPECT_EQ(flow_weight(0.5, 0.0), 0.5);
}

TEST(ProtocolNorm, KeepsTheCostBelowWhatStakersBring) {
  EXPECT_EQ(protocol_norm(1, 4), 0.25);
  EXPECT_EQ(protocol_norm(4, 1), 1);
  EXPECT_EQ(protocol_norm(4, 0), 0) << "nothing was spent";
}

TEST(NetFlow, TakesOffTheNormalisedCostAndAddsWhatRootSold) {
  EXPECT_EQ(net_flow(3.0, 4.0, 0.5), 1);
  EXPECT_EQ(net_flow(3.0, -4.0, 0.5), 7) << "what the chain took out counts whole";
}

}  // namespace
}  // namespace taosweep
