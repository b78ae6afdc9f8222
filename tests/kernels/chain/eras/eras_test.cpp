#include "kernels/chain/eras/eras.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernels/chain/share/share.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;

/// Keys in which two sets of rules differ.
std::vector<std::string> difference(const Rules& a, const Rules& b) {
  std::vector<std::string> keys;
  for (const ParameterInfo& info : parameter_table)
    if (info.rule && number_of(info, a) != number_of(info, b)) keys.emplace_back(info.key);
  return keys;
}

TEST(Eras, ChangeWhatTheChainChanged) {
  EXPECT_THAT(difference(launch_2025_02, fixed_2025_02), ElementsAre("protocol.dividends"));
  EXPECT_THAT(difference(fixed_2025_02, launch_2025_03),
              ElementsAre("protocol.dividends", "protocol.ema_alpha", "protocol.ema_warmup_blocks",
                          "protocol.average_fast_day", "protocol.start_delay_blocks",
                          "protocol.bonds_penalty"));
  EXPECT_THAT(difference(legacy_root, launch_2025_02),
              ElementsAre("protocol.share", "protocol.pools"));
  EXPECT_THAT(difference(pools_2025_07, subsidy_2025_07),
              ElementsAre("protocol.registration_gap", "protocol.subnet_limit",
                          "protocol.immunity_blocks", "protocol.injection", "protocol.swap_fee"));
  EXPECT_THAT(difference(flow_2025_12, netflow_2026_05),
              ElementsAre("protocol.share", "protocol.pool_seed", "protocol.bought_alpha",
                          "protocol.fee_to"));
  EXPECT_EQ(subsidy_2025_07.subnet_limit, 128);
  EXPECT_EQ(subsidy_2025_07.immunity_blocks, 120 * 7200);
  EXPECT_THAT(difference(hill_rank_2026_08, etao_2026_10),
              ElementsAre("protocol.registration_prepaid", "protocol.switched_off",
                          "protocol.newcomers_off", "protocol.split", "protocol.root_top"));
}

// NetworkRateLimit: 7,200 blocks, then 28,800, then 14,400, of 12 s.
TEST(Eras, LetSubnetsRegisterADayThenFourThenTwoApart) {
  EXPECT_EQ(launch_2025_02.registration_gap, 1);
  EXPECT_EQ(flow_2025_11.registration_gap, 4);
  EXPECT_EQ(flow_2025_12.registration_gap, 2);
  EXPECT_EQ(etao_2026_10.registration_gap, 2);
}

TEST(Eras, StayInsideTheRanges) {
  for (const Era& era : era_table)
    for (const ParameterInfo& info : parameter_table) {
      if (!info.rule) continue;
      EXPECT_GE(number_of(info, era.rules), info.low) << era.name << " " << info.key;
      EXPECT_LE(number_of(info, era.rules), info.high) << era.name << " " << info.key;
    }
}

TEST(Eras, OfNoParametersAreTheLaunchAndItsFix) {
  ASSERT_EQ(launch_schedule.count, 2);
  EXPECT_EQ(launch_schedule.of[0].rules, launch_2025_02);
  EXPECT_EQ(launch_schedule.of[1].rules, fixed_2025_02);
}

TEST(Eras, BeginAtBlocksInTheOrderOfTime) {
  EXPECT_EQ(era_table[0].block_from, 4920351);
  int before = 0;
  for (const Era& era : era_table) {
    if (era.block_from == 0) continue;
    EXPECT_GT(era.block_from, before) << era.name;
    before = era.block_from;
  }
}

TEST(ShareRules, AreTheWordsOfProtocolShareInOrder) {
  std::string words;
  for (const char* name : Shares::names) words += (words.empty() ? "" : "|") + std::string(name);
  for (const ParameterInfo& info : parameter_table) {
    if (info.key != std::string("protocol.share")) continue;
    EXPECT_EQ(words, info.choices);
  }
}

// 11.04 d * 7200 = 79488 blocks.
TEST(Segments, BeginWithTheFirstBlockOfTheirDay) {
  const Segments segments = make_segments(Parameters{});
  ASSERT_EQ(segments.count, 2);
  EXPECT_EQ(segments.of[1].from, 79488);
  EXPECT_EQ(segments.rules_at(79487).dividends, DividendRule::over_issued);
  EXPECT_EQ(segments.rules_at(79488).dividends, DividendRule::reduced);
}

// A user's own era is no row of the table.
TEST(Segments, HaveTheRulesOfTheScheduleWhoeverMadeThem) {
  Rules own = launch_2025_02;
  own.tempo = 99;
  own.share = Shares::rule<SpotPriceShare>();
  Parameters p;
  p.schedule = {2, {{0, fixed_2025_02}, {1, own}}};
  const Segments segments = make_segments(p);
  ASSERT_EQ(segments.count, 2);
  EXPECT_EQ(segments.rules_at(7199), fixed_2025_02);
  EXPECT_EQ(segments.rules_at(7200), own);
}

TEST(Segments, KeepAValueOfTheUsersOwnInEveryEra) {
  Parameters p;
  p.schedule = {2, {{0, launch_2025_02}, {43, launch_2025_03}}};
  p.protocol.dividends = DividendRule::reduced;
  p.protocol.ema_alpha = 1e-5;
  const Segments segments = make_segments(p);
  for (int i = 0; i < segments.count; ++i) {
    EXPECT_EQ(segments.of[i].rules.dividends, DividendRule::reduced) << i;
    EXPECT_EQ(segments.of[i].rules.ema_alpha, 1e-5) << i;
  }
  EXPECT_EQ(segments.rules_at(43 * 7200).ema_warmup_blocks, 201600);
}

TEST(Segments, HoldTheAverageSlowUntilItsDay) {
  Parameters p;
  p.schedule = {1, {{0, launch_2025_03}}};
  Segments segments = make_segments(p);
  ASSERT_EQ(segments.count, 2);
  EXPECT_EQ(segments.of[0].rules.ema_alpha, 3e-6);
  EXPECT_EQ(segments.of[0].rules.ema_warmup_blocks, 0);
  EXPECT_EQ(segments.of[1].from, 20 * 7200);
  EXPECT_EQ(segments.of[1].rules.ema_alpha, 3e-4);

  p.schedule = {2, {{0, launch_2025_02}, {43, launch_2025_03}}};  // after its day already
  segments = make_segments(p);
  ASSERT_EQ(segments.count, 2);
  EXPECT_EQ(segments.of[1].rules.ema_alpha, 3e-4);

  p.protocol.average_fast_day = 50;
  segments = make_segments(p);
  ASSERT_EQ(segments.count, 3);
  EXPECT_EQ(segments.of[1].from, 43 * 7200);
  EXPECT_EQ(segments.of[1].rules.dividends, DividendRule::balanced);
  EXPECT_EQ(segments.of[1].rules.ema_alpha, 3e-6);
  EXPECT_EQ(segments.of[2].from, 50 * 7200);
}

}  // namespace
}  // namespace taosweep
