// Parameters of one economy after the other are those of each made anew.
#include "host/experiment/economy_parameters.hpp"

#include <gtest/gtest.h>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

void expect_equal(const Parameters& a, const Parameters& b, const std::string& where) {
  for (const ParameterInfo& info : parameter_table)
    EXPECT_EQ(info.of(a), info.of(b)) << info.key << where;
  ASSERT_EQ(a.schedule.count, b.schedule.count) << where;
  for (int era = 0; era < a.schedule.count; ++era) {
    EXPECT_EQ(a.schedule.of[era].day, b.schedule.of[era].day) << where;
    EXPECT_EQ(a.schedule.of[era].rules, b.schedule.of[era].rules) << where;
  }
  ASSERT_EQ(a.share_formula.count, b.share_formula.count) << where;
}

TEST(ParametersInTurn, AreThoseOfEachMadeAnewInWhateverOrder) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(2, 5, 9)\nattack.shock = list(3, 7)\n"
      "[depend]\nattack.buy_days = attack.shock_day + attack.day\n"
      "attack.shock_day = 2 * foundation.delay_days + attack.shock\n"
      "[arms]\nprotocol.schedule = launch-2025-02, flow-2025-12\n"
      "foundation.delay_days = 1, 4\n");
  ASSERT_EQ(e.points.size(), 6u);
  ASSERT_EQ(e.arms.size(), 4u);
  ParametersInTurn in_turn(e);
  const std::uint64_t order[] = {0, 3, 5, 1, 1, 4, 2, 0};
  for (const std::uint64_t point : order) {
    for (std::uint64_t arm = 0; arm < e.arms.size(); ++arm) {
      expect_equal(in_turn.of(point, arm), parameters_of(e, point, arm),
                   " " + std::to_string(point) + " " + std::to_string(arm));
    }
  }
  EXPECT_THROW(in_turn.of(6, 0), std::out_of_range);
  EXPECT_THROW(in_turn.of(0, 4), std::out_of_range);
}

TEST(ParametersInTurn, KeepOneSetForEachArm) {
  const auto e =
      experiment_of("[vary]\nattack.day = grid(2, 5)\n[arms]\nfoundation.delay_days = 1, 4\n");
  ParametersInTurn in_turn(e);
  const Parameters &first = in_turn.of(0, 0), &second = in_turn.of(1, 1);
  EXPECT_EQ(first.attack.day, 2);
  EXPECT_EQ(second.attack.day, 5);
  EXPECT_EQ(first.foundation.delay_days, 1);
  EXPECT_EQ(second.foundation.delay_days, 4);
}

}  // namespace
}  // namespace taosweep
