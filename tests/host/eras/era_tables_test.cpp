#include "host/eras/era_tables.hpp"

#include <gmock/gmock.h>

#include "host/eras/own_eras.hpp"
#include "host/text/words.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Eras with_own(const std::string& config) {
  Complaints complaints;
  Eras eras = read_eras(parse_config(config, "a.ini"), complaints);
  complaints.raise();
  return eras;
}

TEST(EraTables, ListWhatEachEraChanged) {
  const std::string all = eras_text(built_in_eras());
  EXPECT_THAT(all, HasSubstr("launch-2025-02  (v2.0.1-v2.0.3; 13 to 24 Feb 2025; "
                             "block 4,920,351 = day 0)\n    launch of dTAO"));
  EXPECT_THAT(all, HasSubstr("since launch-2025-02:\n      protocol.dividends: over_issued -> "
                             "reduced\n"));
  EXPECT_THAT(all, HasSubstr("      protocol.ema_alpha: 3e-06 -> 3e-04 1/block\n"));
  for (const Era& era : era_table) EXPECT_THAT(all, HasSubstr(era.name));
}

TEST(EraTables, StayWithinAHundredColumns) {
  const Eras eras = built_in_eras();
  std::string all = eras_text(eras);
  for (const NamedEra& era : eras)
    all += era_text(eras, era.name) + difference_text(eras, eras[0].name, era.name);
  for (const std::string& line : split(all, '\n')) EXPECT_LE(line.size(), 100u) << line;
}

TEST(EraTables, TellAllRulesOfOneAndTheStages) {
  const std::string fixed = era_text(built_in_eras(), "fixed-2025-02");
  for (const ParameterInfo& info : parameter_table) {
    if (!info.rule) continue;
    EXPECT_THAT(fixed, HasSubstr(info.key));
  }
  EXPECT_THAT(fixed, AllOf(HasSubstr("protocol.dividends: over_issued -> reduced"),
                           HasSubstr("protocol.tempo = 360 block"),
                           Not(HasSubstr("protocol.dividends = "))));
  EXPECT_THAT(era_text(built_in_eras(), "launch-2025-02"),
              AllOf(HasSubstr("protocol.dividends = over_issued"), HasSubstr("sell for root")));
}

TEST(EraTables, TellWhatDiffersBetweenTwo) {
  const Eras eras = built_in_eras();
  const std::string there = difference_text(eras, "launch-2025-02", "launch-2025-03");
  EXPECT_THAT(there, AllOf(HasSubstr("protocol.dividends: over_issued -> balanced\n"),
                           HasSubstr("protocol.ema_warmup_blocks: 0 -> 201600 block\n"
                                     "        the weight grows with age"),
                           Not(HasSubstr("protocol.tempo"))));
  EXPECT_THAT(difference_text(eras, "launch-2025-03", "launch-2025-02"),
              HasSubstr("protocol.ema_warmup_blocks: 201600 -> 0 block\n"));
  EXPECT_EQ(difference_text(eras, "fixed-2025-02", "fixed-2025-02"),
            "fixed-2025-02 and fixed-2025-02: no difference\n");
}

TEST(EraTables, HoldThoseOfAConfig) {
  const Eras eras = with_own(
      "\n[era slow]\nsince = fixed-2025-02\ntempo = 100\n[era same]\n"
      "since = slow\n[other]\nsection = 3\n");
  EXPECT_THAT(eras_text(eras), HasSubstr("slow  (own era, a.ini:2)\n    since fixed-2025-02:\n"
                                         "      protocol.tempo: 360 -> 100 block\n"));
  EXPECT_THAT(eras_text(eras), HasSubstr("    since slow: nothing\n"));
  EXPECT_THAT(difference_text(eras, "slow", "fixed-2025-02"),
              HasSubstr("protocol.tempo: 100 -> 360 block\n"));
  EXPECT_EQ(difference_text(eras, "slow", "same"), "slow and same: no difference\n");
}

TEST(EraTables, NameTheNearestOfAnUnknownOne) {
  const Eras eras = with_own("[era slow]\nsince = fixed-2025-02\n");
  const auto refusal = [&](const std::string& a, const std::string& b) -> std::string {
    return refusal_in([&] { b.empty() ? era_text(eras, a) : difference_text(eras, a, b); });
  };
  EXPECT_THAT(refusal("launch-2025-2", ""), HasSubstr("the nearest is launch-2025-02"));
  EXPECT_THAT(refusal("fixed-2025-02", "slwo"),
              AllOf(HasSubstr("unknown era 'slwo'"), HasSubstr("the nearest is slow")));
}

}  // namespace
}  // namespace taosweep
