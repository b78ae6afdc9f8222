// Recorded states as economies begin in them.
#include "host/network/start_state.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "host/network/read_state.hpp"
#include "host/network/shares.hpp"
#include "host/usage_error.hpp"
#include "tests/host/refusal.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string columns =
    "netuid,tao_in,alpha_in,alpha_out,moving_price_tao,protocol_alpha,registered_block,block\n";

StartOfState start_of(const std::string& rows, const std::string& names = columns) {
  return start_of_state(parse_state(names + rows, "a.csv"), "a.csv");
}

std::string refusal(const std::string& rows) {
  return refusal_in([&] { start_of(rows); });
}

TEST(StartOfState, TakesNetuidsForSlots) {
  const StartOfState start =
      start_of("3,300.0,1000.0,5.0,0.3,1.0,8000000,9000000\n128,9.0,8.0,7.0,0.1,0.0,,9000000\n");
  EXPECT_EQ(start.highest_netuid, 128);
  EXPECT_EQ(start.pool_sum, 309);
  EXPECT_EQ(start.state.of[0].lives, 0);
  EXPECT_EQ(start.state.of[2].tao, 300);
  EXPECT_EQ(start.state.of[2].outstanding, 5);
  EXPECT_EQ(start.state.of[2].protocol_alpha, 1);
  EXPECT_EQ(start.state.of[2].registered, -1000000);
  EXPECT_TRUE(std::isnan(start.state.of[127].registered)) << "not recorded";
  EXPECT_TRUE(std::isnan(start.state.of[127].burned)) << "not recorded";
}

TEST(StartOfState, DoesNotHangOnTheOrderOfRows) {
  const std::string a = "1,300.0,1000.0,5.0,0.3,1.0,8000000,9000000\n",
                    b = "2,20.0,50.0,5.0,0.4,0.0,7000000,9000000\n";
  const StartOfState one = start_of(a + b), other = start_of(b + a);
  EXPECT_EQ(one.state.of[0].tao, other.state.of[0].tao);
  EXPECT_EQ(one.state.of[1].size, other.state.of[1].size);
}

// Logarithms of 0.1, 0.2 and 0.4 are evenly apart: (-1, 0, 1)/sqrt(2/3).
TEST(StartOfState, HasSizesOfMeanZeroAndDeviationOne) {
  const StartOfState start = start_of(
      "1,300.0,1000.0,5.0,0.1,0.0,,9000000\n2,20.0,50.0,5.0,0.4,0.0,,9000000\n"
      "5,20.0,50.0,5.0,0.2,0.0,,9000000\n6,20.0,50.0,5.0,0.0,0.0,,9000000\n");
  EXPECT_NEAR(start.state.of[0].size, -std::sqrt(1.5), 1e-12);
  EXPECT_NEAR(start.state.of[1].size, std::sqrt(1.5), 1e-12);
  EXPECT_NEAR(start.state.of[4].size, 0, 1e-12);
  EXPECT_EQ(start.state.of[5].size, start.state.of[0].size) << "no average: as the least";
}

// L = 1000, sqrt(p) = 0.2: the pool that orders met holds 200 TAO and 5000 alpha.
TEST(StartOfState, TakesVirtualReservesOfConcentratedLiquidity) {
  const std::string names =
      "netuid,tao_in,alpha_in,alpha_out,alpha_sqrt_price,current_liquidity,block\n";
  const StartOfState then = start_of("1,190.0,5100.0,50.0,0.2,1000.0,8000000\n", names),
                     later = start_of("1,190.0,5100.0,50.0,0.2,1000.0,9000000\n", names);
  EXPECT_NEAR(then.state.of[0].tao, 200, 1e-12);
  EXPECT_NEAR(then.state.of[0].alpha, 5000, 1e-9);
  EXPECT_EQ(then.state.of[0].outstanding, 50);
  EXPECT_EQ(later.state.of[0].tao, 190) << "such pools are gone";
}

/// Four subnets, of which one burns, one is switched off and one is not started.
const std::string four =
    "netuid,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,miner_burned,emission_enabled,"
    "first_emission_block,ema_tao_flow_per_block,root_tao,emission_gate_bar,block\n"
    "1,300.0,1000.0,900.0,0.3,0.31,0,1,8000000,-1.5,5000.0,BAR,9000000\n"
    "2,200.0,1000.0,800.0,0.2,0.2,0.5,1,8000000,3.0,,,9000000\n"
    "3,100.0,1000.0,700.0,0.1,0.1,0,0,8000000,1.0,,,9000000\n"
    "5,150.0,1000.0,700.0,0.15,0.14,0,1,8000000,1.0,,,9000000\n"
    "7,100.0,1000.0,700.0,0.1,0.1,0,1,,1.0,,,9000000\n";

/// Shares by which the first block of an economy hands out its TAO.
std::vector<double> first_shares(const StartState& start, const Rules& rules) {
  Parameters p = begun_at(rules, 1, 1, 9000000);
  p.network.subnets = 7;
  p.network.root_tao = 5000;
  p.protocol.switched_off = 0;
  p.time.signal_blocks = 1;
  Simulation<1> economy(p, {1, 2, 3}, reference_isa, &start);
  const EconomyState<1> before = economy.s();
  economy.run_to(1);
  const StoredEconomy whole{before.scalars.money, economy.scalars().emission, &economy.rules()};
  std::vector<double> shares;
  double sum = 0;
  for (const int i : {0, 1, 2, 4, 6}) {
    shares.push_back(share_weight(StoredSubnet<1>{whole, before, i}, 0));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

// Those of `taosweep state`, which has the rules from the kernels and the state from the file.
TEST(StartOfState, GivesTheFirstBlockTheSharesOfTheState) {
  for (const char* bar : {"", "0.25"}) {
    std::string text = four;
    text.replace(text.find("BAR"), 3, bar);
    const NetworkState state = parse_state(text, "a.csv");
    const StartState start = start_of_state(state, "a.csv").state;
    for (const char* era : {"launch-2025-03", "flow-2025-12", "price-root-2026-06", "price-2026-07",
                            "hill-2026-07", "hill-rank-2026-08"}) {
      const Rules rules = era_of(built_in_eras(), era).rules;
      const RuleShares by_rules = shares_by(state, rules);
      ASSERT_EQ(by_rules.of.size(), 5u) << by_rules.reason;
      const std::vector<double> first = first_shares(start, rules);
      for (std::size_t i = 0; i < first.size(); ++i)
        EXPECT_NEAR(first[i], by_rules.of[i], 1e-12) << era << ", bar " << bar << ", row " << i;
    }
  }
}

TEST(StartOfState, LeavesOutWhoHasNoPool) {
  const StartOfState start =
      start_of("1,300.0,1000.0,5.0,0.3,0.0,,9000000\n2,0.0,0.0,0.0,0.0,0.0,,9000000\n");
  EXPECT_EQ(start.state.of[1].lives, 0);
  EXPECT_EQ(start.highest_netuid, 1);
  EXPECT_THAT(start.remarks, testing::ElementsAre(HasSubstr("netuid 2")));
}

TEST(StartOfState, RefusesWhatNoEconomyCanBeginIn) {
  EXPECT_THAT(refusal("129,300.0,1000.0,5.0,0.3,0.0,,9000000\n"),
              AllOf(HasSubstr("a.csv: netuid 129"), HasSubstr("1 to 128")));
  EXPECT_THAT(refusal("1,300.0,1000.0,5.0,0.3,6.0,,9000000\n"),
              AllOf(HasSubstr("netuid 1"), HasSubstr("protocol_alpha, 6")));
  EXPECT_THAT(refusal("1,300.0,1000.0,5.0,0.3,0.0,9000001,9000000\n"),
              HasSubstr("registered at block 9000001, after block 9000000"));
}

}  // namespace
}  // namespace taosweep
