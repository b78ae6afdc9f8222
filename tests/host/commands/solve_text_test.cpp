// What `taosweep solve` says of estimates that lie close to the target.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/commands/solve.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

std::string sentence_of(double reached, double missed) {
  SolvedSearch solved;
  solved.question.key = find_parameter("attack.budget_tao");
  solved.question.outcome = outcome_sum_of_prices;
  solved.question.arms = {"base"};
  solved.question.target.level = 0.5;
  solved.result.reached = 110;
  solved.result.missed = 100;
  solved.result.bounds = {90, 120};
  Evaluated low{100, {}}, high{110, {}};
  low.found.estimate = missed;
  high.found.estimate = reached;
  solved.result.evaluated = {low, high};
  return solved_sentence(solved);
}

TEST(SolvedSentence, ShowsOnWhichSideOfTheTargetAnEstimateLies) {
  EXPECT_THAT(sentence_of(0.5, 0.49999996), HasSubstr("it is 0.5 with 110 TAO, and 0.49999996 "));
  EXPECT_THAT(sentence_of(0.500001, 0.4), HasSubstr("it is 0.500001 with 110 TAO, and 0.4 with"));
  EXPECT_THAT(sentence_of(0.61234567, 0.41234567), HasSubstr("is 0.6123 with 110 TAO, and 0.4123"));
}

}  // namespace
}  // namespace taosweep
