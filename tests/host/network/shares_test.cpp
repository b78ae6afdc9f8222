// Shares by the rules of an era, from a state that was read.
#include <gmock/gmock.h>

#include <cstdlib>

#include "host/network/look.hpp"
#include "host/network/read_state.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

/// Averages 0.3, 0.2 and 0.1; the second burns half, the third is switched off.
NetworkState three() {
  return parse_state(
      "netuid,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,miner_burned,emission_enabled,"
      "ema_tao_flow_per_block,tao_in_emission_per_block,excess_tao_per_block,block\n"
      "1,300.0,1000.0,1.0,0.3,0.3,0,1,-1.5,0.25,0.05,9000000\n"
      "2,200.0,1000.0,1.0,0.2,0.2,0.5,1,3.0,0.1,0.1,9000000\n"
      "3,100.0,1000.0,1.0,0.1,0.1,0,0,1.0,0,0,9000000\n",
      "three.csv");
}

RuleShares by(const NetworkState& state, const char* era) {
  return shares_by(state, era_of(built_in_eras(), era).rules);
}

void expect_shares(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-12) << i;
}

TEST(SharesOfState, FollowPriceAverages) {
  NetworkState state = three();
  state.subnets[2].emission_enabled = true;
  expect_shares(by(state, "launch-2025-02").of, {0.5, 1.0 / 3, 1.0 / 6});
}

TEST(SharesOfState, LeaveOutWhatIsBurnedAndWhatIsSwitchedOff) {
  expect_shares(by(three(), "price-2026-07").of, {0.75, 0.25, 0});
}

TEST(SharesOfState, FollowFlowsThatAreNotNegative) {
  NetworkState state = three();
  state.subnets[2].emission_enabled = true;
  expect_shares(by(state, "flow-2025-12").of, {0, 0.75, 0.25});
}

// Weights 0.3, 0.1, 0.1 are 0.6, 0.2, 0.2 of their sum. With fewer subnets than the rank the bar is
// the least of them, 0.2: 0.6 keeps 1/(1 + 3^-3) = 27/28, the others a half. The third then leaves.
TEST(SharesOfState, PassTheGateBeforeOneIsSwitchedOff) {
  const RuleShares found = by(three(), "hill-rank-2026-08");
  EXPECT_NEAR(found.bar, 0.2, 1e-12);
  EXPECT_FALSE(found.bar_is_recorded);
  const double first = 0.6 * 27 / 28, second = 0.1;
  expect_shares(found.of, {first / (first + second), second / (first + second), 0});
}

TEST(SharesOfState, TakeTheBarThatTheChainStored) {
  NetworkState state = three();
  state.gate_bar = 0.6;
  const RuleShares found = by(state, "hill-rank-2026-08");
  EXPECT_TRUE(found.bar_is_recorded);
  const double first = 0.6 / 2, second = 0.2 / 28;
  expect_shares(found.of, {first / (first + second), second / (first + second), 0});
}

TEST(SharesOfState, SayWhatTheyLack) {
  NetworkState state = three();
  EXPECT_THAT(by(state, "netflow-2026-05").reason, HasSubstr("net flows"));
  EXPECT_THAT(by(state, "legacy-root").reason, HasSubstr("vote of root"));
  EXPECT_THAT(by(state, "price-root-2026-06").reason, HasSubstr("no TAO on root"));
  state.subnets[0].flow_average.reset();
  EXPECT_THAT(by(state, "flow-2025-12").reason, HasSubstr("flow averages"));
  state.subnets[0].average = state.subnets[1].average = state.subnets[2].average = 0;
  EXPECT_THAT(by(state, "price-2026-07").reason, HasSubstr("nothing is emitted"));
}

TEST(SharesOfState, AreComparedWithRecordedOnes) {
  const StateLook look = look_at_state(three(), built_in_eras(), "price-2026-07", false);
  expect_shares(look.recorded.of, {0.6, 0.4, 0});
  ASSERT_TRUE(look.difference);
  EXPECT_NEAR(look.difference->largest, 0.15, 1e-12);
  EXPECT_NEAR(look.difference->mean, 0.1, 1e-12);
  EXPECT_FALSE(look.difference->injected);
}

// Without what bought alpha: half a TAO a block, of which 0.375 are for the first and 0.125 for the
// second; the alpha of a block is one, so that 0.3 and 0.125 TAO join the pools at most.
TEST(SharesOfState, AreComparedByWhatJoinsPoolsWhereBuysAreNotRecorded) {
  NetworkState state = three();
  state.subnets[0].tao_emission = 0.1;
  for (SubnetState& subnet : state.subnets) {
    subnet.excess_tao.reset();
    subnet.flow_average = 3 * subnet.tao_in;
  }
  state.subnets[2].flow_average = 0;
  state.subnets[1].flow_average = 300;
  const StateLook look = look_at_state(state, built_in_eras(), "flow-2025-12", false);
  ASSERT_TRUE(look.difference);
  EXPECT_TRUE(look.difference->injected);
  expect_shares(look.by_rules.of, {0.75, 0.25, 0});
  expect_shares(look.by_rules.injected, {0.15 / 0.5, 0.1 / 0.5, 0});
  EXPECT_NEAR(look.difference->largest, 0.3 - 0.1 / 0.5, 1e-12);
  EXPECT_EQ(look.difference->netuid, 1u);
}

// Half an alpha a block at most, at 0.2 TAO: not at tao_in/alpha_in, which is 0.3.
TEST(SharesOfState, JoinPoolsAtTheRecordedPrice) {
  NetworkState state = three();
  state.subnets[0].flow_average = 9;
  state.subnets[0].price = 0.2;
  EXPECT_NEAR(by(state, "flow-2025-12").injected[0], 0.1 / 0.5, 1e-12);
}

TEST(EraOfState, IsThatOfItsBlock) {
  const Eras eras = built_in_eras();
  const auto at = [&](std::uint64_t block) {
    NetworkState state;
    state.block = block;
    return era_at(state, eras, "");
  };
  EXPECT_EQ(at(8500000).era->name, "price-root-2026-06");
  EXPECT_EQ(at(8713793).era->name, "hill-2026-07");
  EXPECT_EQ(at(8791247).era->name, "hill-rank-2026-08");
  EXPECT_THAT(at(9500000).sentence, HasSubstr("etao-2026-10")) << "alike in its shares";
  EXPECT_FALSE(at(7801029).era) << "flow-2025-12 or one before: their blocks are not known";
  EXPECT_THAT(at(7801029).sentence, HasSubstr("flow-2025-12"));
  EXPECT_FALSE(at(100).era);
}

TEST(EraOfState, IsAskedForWhereTheBlockIsNotKnown) {
  EXPECT_THAT(era_at({}, built_in_eras(), "").sentence, HasSubstr("--block N"));
  EXPECT_EQ(era_at({}, built_in_eras(), "hill-2026-07").era->name, "hill-2026-07");
  EXPECT_THROW(era_at({}, built_in_eras(), "hill-2026-7"), UsageError);
}

TEST(StateSummary, CountsWhatIsStarted) {
  const StateSummary summary = summary_of(three());
  EXPECT_EQ(summary.started, 3u);
  EXPECT_EQ(summary.median_pool, 200);
  EXPECT_EQ(summary.pool_sum, 600);
  EXPECT_NEAR(summary.prices, 0.6, 1e-12);
  EXPECT_THAT(summary.enabled, testing::Optional(2u));
  EXPECT_THAT(summary.burning, testing::Optional(0u));
}

TEST(ShareSpread, IsAsManyEqualOnes) {
  const ShareSpread spread = spread_of({0.25, undefined, 0.25, 0, 0.25, 0.25});
  EXPECT_DOUBLE_EQ(spread.effective, 4);
  EXPECT_EQ(spread.emitted, 4u);
  EXPECT_EQ(spread.top_10, 1);
}

/// States that the chain recorded; they skip without TAOSWEEP_DATA.
class RecordedStates : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::getenv("TAOSWEEP_DATA"))
      GTEST_SKIP() << "TAOSWEEP_DATA is not set: it names the folder of recorded chain data";
  }
  static StateLook look(const char* name, const StateRequest& request, const char* era = "") {
    return look_at_state(
        read_state(std::string(std::getenv("TAOSWEEP_DATA")) + "/" + name, request),
        built_in_eras(), era, request.shares_only);
  }
};

TEST_F(RecordedStates, OfAugustHasTheSharesOfItsRules) {
  StateRequest request;
  request.block = 8791247;
  request.gate_bar = 0.008232527922764766;
  const char* file = "snapshot_20260807_b8791247.csv";
  const StateLook stored = look(file, request);
  EXPECT_LT(stored.difference->largest, 3e-6);
  EXPECT_LT(stored.difference->mean, 1e-7);
  request.gate_bar.reset();
  EXPECT_LT(look(file, request).difference->largest, 3e-5) << "with the bar looked up";
  EXPECT_GT(look(file, request, "hill-2026-07").difference->largest, 1e-3) << "of other rules";
}

TEST_F(RecordedStates, OfMarchPutsIntoPoolsWhatItsRulesDo) {
  StateRequest request;
  request.block = 7801029;
  request.shares_only = true;
  const StateLook march = look("snapshot_20260322_b7801029.csv", request, "flow-2025-12");
  EXPECT_TRUE(march.difference->injected);
  EXPECT_LT(march.difference->largest, 1e-6);
}

TEST_F(RecordedStates, OfConcentratedLiquidityAreRefused) {
  for (const char* file : {"snapshot_20260322_b7801029.csv", "snapshot_20260411.csv",
                           "snapshot_20260614_b8404076.csv"})
    EXPECT_THROW(look(file, {}), UsageError) << file;
}

}  // namespace
}  // namespace taosweep
