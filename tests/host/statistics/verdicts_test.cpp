// Registered contrasts: what is read, and what intervals say of them.
#include <gmock/gmock.h>

#include "host/statistics/verdicts.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;

const std::vector<std::string> arms{"no", "a - b", "b", "x > 3", "a"};

TEST(Contrast, IsReadAndWrittenBack) {
  for (const char* text : {"root_margin: b - no > 0.1", "root_margin: a - b - no < -2",
                           "root_margin: x > 3 - b within 0.25", "root_margin: b - x > 3 > 1"}) {
    const Contrast contrast = parse_contrast("it", text, arms);
    EXPECT_EQ(contrast_text(contrast, arms), text);
    EXPECT_EQ(contrast.outcome, outcome_root_margin);
  }
  const Contrast spaced = parse_contrast("it", "root_margin :  a - b  -  no   >  1", arms);
  EXPECT_EQ(contrast_text(spaced, arms), "root_margin: a - b - no > 1");
}

Comparison found(double low, double high) {
  Comparison comparison;
  comparison.bounds = {low, high};
  return comparison;
}

Contrast asked(Aim aim, double margin) {
  return {"", 0, 1, 0, aim, margin};
}

TEST(Verdict, FollowsFromTheWholeInterval) {
  const Contrast above = asked(Aim::above, 1), below = asked(Aim::below, 1),
                 within = asked(Aim::within, 1);
  EXPECT_EQ(verdict_of(above, found(1.1, 3)), Verdict::confirmed);
  EXPECT_EQ(verdict_of(above, found(0.9, 3)), Verdict::inconclusive);
  EXPECT_EQ(verdict_of(above, found(-3, 0.9)), Verdict::falsified);
  EXPECT_EQ(verdict_of(below, found(-3, 0.9)), Verdict::confirmed);
  EXPECT_EQ(verdict_of(below, found(1.1, 3)), Verdict::falsified);
  EXPECT_EQ(verdict_of(within, found(-0.9, 0.9)), Verdict::confirmed);
  EXPECT_EQ(verdict_of(within, found(-1.1, 0.9)), Verdict::inconclusive);
  EXPECT_EQ(verdict_of(within, found(-3, -1.1)), Verdict::falsified);
  EXPECT_EQ(verdict_of(above, found(no_number, no_number)), Verdict::inconclusive);
}

TEST(Verdict, OnWhatIsEqualByConstructionNeedsNoInterval) {
  Comparison equal;
  equal.method = equal_by_construction;
  EXPECT_EQ(verdict_of(asked(Aim::within, 0.1), equal), Verdict::confirmed);
  EXPECT_EQ(verdict_of(asked(Aim::above, 0), equal), Verdict::falsified);
  EXPECT_EQ(verdict_of(asked(Aim::above, -0.1), equal), Verdict::confirmed);
}

/// 0 -+ as many as are undecided at that level.
Comparison made_up(const Contrast&, double level) {
  const double half = 0.05 / (1 - level);
  return found(-half, half);
}

TEST(Judged, GoesOnAsHolmDoesUntilARoundDecidesNone) {
  // Half-widths are as many as are undecided: 4.5 decides at 3, then 2.5 at 2, and 0.5 not at 1.
  std::vector<Contrast> contrasts{asked(Aim::above, -2.5), asked(Aim::above, -4.5),
                                  asked(Aim::above, -0.5)};
  const std::vector<JudgedContrast> all = judged(contrasts, made_up);
  std::vector<double> undecided_then;
  for (const JudgedContrast& one : all) undecided_then.push_back(0.05 / (1 - one.level));
  EXPECT_THAT(undecided_then,
              ElementsAre(testing::DoubleNear(2, 1e-9), testing::DoubleNear(3, 1e-9),
                          testing::DoubleNear(1, 1e-9)));
  EXPECT_EQ(all[0].verdict, Verdict::confirmed);
  EXPECT_EQ(all[1].verdict, Verdict::confirmed);
  EXPECT_EQ(all[2].verdict, Verdict::inconclusive);
}

TEST(Judged, StopsWhereTheFirstRoundDecidesNone) {
  // Alone, 1.5 would be confirmed; with another that is not, its half-width stays 2.
  const std::vector<JudgedContrast> all =
      judged({asked(Aim::above, -1.5), asked(Aim::above, -0.5)}, made_up);
  EXPECT_EQ(all[0].verdict, Verdict::inconclusive);
  EXPECT_EQ(judged({asked(Aim::above, -1.5)}, made_up)[0].verdict, Verdict::confirmed);
}

}  // namespace
}  // namespace taosweep
