// Events as they are typed, and how close an economy comes to one.
#include "host/rare/event.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();
constexpr float unseen = std::numeric_limits<float>::quiet_NaN();

TEST(RareEvent, IsReadAndSaidAgain) {
  const RareEvent event = event_of("target_ema_share >  0.05 for 7 days");
  EXPECT_EQ(event.series, series_target_ema_share);
  EXPECT_EQ(event.level, 0.05);
  EXPECT_EQ(event.days, 7);
  EXPECT_FALSE(event.below);
  EXPECT_EQ(event_text(event), "target_ema_share > 0.05 for 7 days");
  EXPECT_EQ(event_text(event_of("target_rank < 8")), "target_rank < 8 for 1 day");
}

TEST(RareEvent, IsRefusedWithWhatToDo) {
  const auto refusal = [](const std::string& text) -> std::string {
    return refusal_in([&] { event_of(text); });
  };
  using testing::HasSubstr;
  EXPECT_THAT(refusal("target_ema_shar > 0.05 for 7 days"), HasSubstr("target_ema_share?"));
  EXPECT_THAT(refusal("fall_since_action > 1 for 7 days"), HasSubstr("does not run over days"));
  EXPECT_THAT(refusal("target_rank < 8 for 0 days"), HasSubstr("'0' is no number of days"));
  EXPECT_THAT(refusal("target_rank < 8 for 1.5 days"), HasSubstr("1.5"));
  EXPECT_THAT(refusal("target_rank < 8 for 36501 days"), HasSubstr("from 1 to 36500"));
  EXPECT_THAT(refusal("target_rank < much"), HasSubstr("'much' is no number"));
  EXPECT_THAT(refusal("target_rank<8 for 7 days"),
              HasSubstr("blanks are missing: 'target_rank < 8 for 7 days'"));
  for (const char* text : {"", "target_rank", "target_rank = 8", "target_rank < 8 for 7",
                           "target_rank < 8 for 7 weeks", "target_rank < 8 for 7 days more"})
    EXPECT_THAT(refusal(text), HasSubstr("expected SERIES > NUMBER")) << text;
}

TEST(RareEvent, IsRefusedWhereNoValueIsBeyond) {
  for (const char* text : {"target_ema_share > 1", "emission_gini < 0", "target_rank < 1",
                           "target_rank > 128", "living_subnets > 128", "target_price < 0"})
    EXPECT_THAT(refusal_in([&] { event_of(text); }), testing::HasSubstr("is never")) << text;
  EXPECT_EQ(event_of("target_ema_share > 0.999").level, 0.999);
  EXPECT_EQ(event_of("target_rank < 1.5").level, 1.5);
  EXPECT_EQ(event_of("effective_subnets > 127").level, 127);
  EXPECT_EQ(event_of("target_price > 1000").level, 1000);
}

TEST(RareEvent, IsRefusedWhereEveryValueIsBeyond) {
  for (const char* text : {"sum_of_prices > -1", "target_rank > 0.5", "emission_gini < 1.5",
                           "living_subnets < 129", "target_ema_share > -0.1"})
    EXPECT_THAT(refusal_in([&] { event_of(text); }), testing::HasSubstr("is always")) << text;
  EXPECT_EQ(event_of("target_price > 0").level, 0);
  EXPECT_EQ(event_of("emission_gini < 1").level, 1);
}

TEST(RareEvent, IsAsCloseAsTheBestMorningThenAsTheLongestRun) {
  const float mornings[] = {5, 4, 1, 3, 6, 7};
  EXPECT_EQ(scores_of({0, false, 8, 3}, mornings), (Scores{never, 5, 5, 5, 6, 7}));
  EXPECT_EQ(scores_of({0, false, 4, 3}, mornings), (Scores{never, 5, 5, 5, 5, 6}))
      << "one morning above 4 is 4 + 1, two are 4 + 2";
  EXPECT_EQ(scores_of({0, true, 2, 2}, mornings), (Scores{never, -4, -1, -1, -1, -1}))
      << "one morning below 2 is -2 + 1";
}

TEST(RareEvent, IsSeenWhereAllMorningsOfAWindowAreBeyond) {
  const float mornings[] = {5, 4, 1, 3, 6, 4};
  const auto last = [&](const RareEvent& event) { return scores_of(event, mornings).back(); };
  EXPECT_GT(last({0, false, 3.5, 2}), seen_above);
  EXPECT_LT(last({0, false, 4, 2}), seen_above) << "4 is not above 4";
  EXPECT_LT(last({0, false, 2, 4}), seen_above);
  EXPECT_GT(last({0, true, 3.5, 2}), seen_above);
  EXPECT_LT(last({0, true, 3, 2}), seen_above);
}

TEST(RareEvent, IsFarOnMorningsWithoutAValue) {
  const RareEvent event{0, false, 9, 2};
  const float mornings[] = {unseen, unseen, 3, 2, unseen, 9};
  EXPECT_EQ(scores_of(event, mornings), (Scores{never, 0, 3, 3, 3, 9}));
}

TEST(RareEvent, IsOfTheSeriesNamed) {
  const RecordPlan plan{3, 1, false};
  EconomyResult result = empty_result(plan);
  for (std::size_t i = 0; i < result.series.size(); ++i) result.series[i] = static_cast<float>(i);
  const RareEvent event{2, false, 0, 1};
  const auto mornings = mornings_of(event, result, plan);
  ASSERT_EQ(mornings.size(), 4u);
  EXPECT_EQ(mornings[0], 8);
}

}  // namespace
}  // namespace taosweep
