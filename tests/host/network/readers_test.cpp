// Each form of a state, read into TAO and alpha.
#include <gmock/gmock.h>

#include "host/network/read_state.hpp"
#include "host/usage_error.hpp"
#include "tests/host/network/state_texts.hpp"

namespace taosweep {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Optional;

NetworkState read(const std::string& text, const StateRequest& request = {}) {
  return parse_state(text, "state", request);
}

/// What the pool of subnet 51 is in every form.
void expect_pool_of_51(const NetworkState& state, AmountUnit unit) {
  ASSERT_EQ(state.subnets.size(), 1u);
  const SubnetState& subnet = state.subnets[0];
  EXPECT_EQ(state.unit, unit);
  EXPECT_EQ(subnet.netuid, 51u);
  EXPECT_DOUBLE_EQ(subnet.tao_in, 170000.5);
  EXPECT_DOUBLE_EQ(subnet.alpha_in, 2e6);
  EXPECT_DOUBLE_EQ(subnet.alpha_out, 1e6);
}

TEST(StateReader, TakesTheProjectsOwnTableInTheOrderOfNetuids) {
  const NetworkState state = read(samples::own_table);
  ASSERT_EQ(state.subnets.size(), 2u);
  EXPECT_EQ(state.unit, AmountUnit::tao);
  EXPECT_EQ(state.block, 9000000u);
  EXPECT_THAT(state.root_tao, Optional(5000000.0));
  const SubnetState &one = state.subnets[0], &two = state.subnets[1];
  EXPECT_EQ(one.name, "one");
  EXPECT_THAT(one.emission_enabled, Optional(false));
  EXPECT_EQ(two.name, "two, too");
  EXPECT_EQ(two.alpha_out, 70000.25);
  EXPECT_EQ(two.average, 0.021);
  EXPECT_THAT(two.miner_burned, Optional(0.25));
  EXPECT_EQ(two.tao_emission, std::nullopt);
}

TEST(StateReader, TakesDynamicInfoInRao) {
  const NetworkState state = read(samples::dynamic_info);
  expect_pool_of_51(state, AmountUnit::rao);
  const SubnetState& subnet = state.subnets[0];
  EXPECT_EQ(subnet.name, "SN");
  EXPECT_NEAR(subnet.average, 0.1, 1e-9) << "429496729 of 2^-32";
  EXPECT_THAT(subnet.tao_emission, Optional(0.01397));
  EXPECT_EQ(state.block, 9240382u) << "the last step and the blocks since";
  EXPECT_THAT(subnet.registered_block, Optional(8700000u));
}

TEST(StateReader, TakesPoolsOfTaostatsAsTextsInRao) {
  const NetworkState legacy = read(samples::taostats_legacy), now = read(samples::taostats);
  expect_pool_of_51(legacy, AmountUnit::rao);
  expect_pool_of_51(now, AmountUnit::rao);
  EXPECT_EQ(legacy.block, 9240300u);
  EXPECT_EQ(legacy.time, "2026-10-08T10:02:36.000Z");
  EXPECT_THAT(legacy.subnets[0].price, Optional(0.085)) << "a price has no unit of amounts";
  EXPECT_THAT(now.subnets[0].emission_enabled, Optional(false));
  EXPECT_THAT(now.subnets[0].protocol_alpha, Optional(5.0));
}

TEST(StateReader, TakesATableWithTheColumnsOfTaostats) {
  expect_pool_of_51(read("netuid,block_number,tao_in_pool,alpha_in_pool,alpha_staked\n"
                         "51,9240300,170000500000000,2000000000000000,1000000000000000\n"),
                    AmountUnit::rao);
}

TEST(StateReader, TakesTheListOfBtcli9InTao) {
  StateRequest request;
  request.block = 9240300;
  const NetworkState state = read(samples::btcli_9, request);
  expect_pool_of_51(state, AmountUnit::tao);
  EXPECT_THAT(state.subnets[0].flow_average, Optional(-0.02));
  EXPECT_EQ(state.root_tao, std::nullopt) << "null";
}

TEST(StateReader, TakesByteOrderMarksAndLineEndsOfWindows) {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : samples::own_table)
    text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(read(text).subnets[1].name, "two, too");
}

TEST(StateReader, SaysWhatItTookByDefault) {
  const NetworkState state = read(samples::taostats_legacy);
  EXPECT_THAT(state.defaults, Contains(HasSubstr("min(price, 1) is taken")));
  EXPECT_THAT(state.defaults, Contains(HasSubstr("nobody burns")));
  EXPECT_EQ(state.subnets[0].average, 0.085);
}

TEST(StateReader, SaysWhereSubnetsAreLeftOut) {
  EXPECT_THAT(read(samples::taostats).remarks,
              Contains(HasSubstr("50 of them are not in the file")));
  for (const std::string& remark : read(samples::own_table).remarks)
    EXPECT_THAT(remark, testing::Not(HasSubstr("not in the file")));
}

TEST(StateReader, TakesAverageOfAPriceAboveOneForOne) {
  const NetworkState state =
      read("netuid,tao_in,alpha_in,alpha_out,block\n1,1000.0,10.0,1.0,9000000\n");
  EXPECT_EQ(state.subnets[0].spot(), 100);
  EXPECT_EQ(state.subnets[0].average, 1);
}

TEST(StateReader, FindsWeightsThatGiveTheRecordedPrice) {
  const NetworkState state =
      read("netuid,tao_in,alpha_in,alpha_out,price_tao,block\n1,100.0,1000.0,1.0,0.3,9000000\n");
  EXPECT_DOUBLE_EQ(state.subnets[0].weight, 0.25) << "p = (w1/w2) y/x = 3 * 0.1";
}

TEST(StateReader, CountsAsStartedWhatHasAFirstBlockWhereAnyHas) {
  const NetworkState state = read(
      "netuid,tao_in,alpha_in,alpha_out,first_emission_block,block\n"
      "1,9.0,9.0,1.0,8000000,9000000\n2,9.0,9.0,1.0,,9000000\n");
  EXPECT_TRUE(state.subnets[0].starts);
  EXPECT_FALSE(state.subnets[1].starts);
}

TEST(StateReader, TakesTheWordOfTheUserForBlockAndBar) {
  StateRequest request;
  request.block = 9000123;
  request.gate_bar = 0.008;
  const NetworkState state = read(samples::own_table, request);
  EXPECT_EQ(state.block, 9000123u);
  EXPECT_THAT(state.remarks, Contains(HasSubstr("the file says block 9000000")));
  EXPECT_THAT(state.gate_bar, Optional(0.008));
}

TEST(StateReader, TakesAStateOfConcentratedLiquidityWithItsPricesAndDepths) {
  const std::string with =
      "netuid,tao_in,alpha_in,alpha_out,alpha_sqrt_price,current_liquidity,block\n"
      "1,100.0,10000.0,1.0,0.1,1001.5,7801029\n";
  const NetworkState state = read(with);
  EXPECT_THAT(state.subnets[0].liquidity, Optional(1001.5));
  EXPECT_DOUBLE_EQ(state.subnets[0].spot(), 0.01);
}

}  // namespace
}  // namespace taosweep
