// Where two economies part.
#include "host/run/divergence.hpp"

#include <gmock/gmock.h>

#include "host/experiment/experiment.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

constexpr RecordPlan plan{3, 1, true};  // days 0, 1, 2, 3

EconomyResult quiet() {
  EconomyResult result = empty_result(plan);
  result.status = Status::ok;
  return result;
}

std::size_t at(int quantity, int day, int subnet) {
  return (quantity * 4 + day) * path_subnets + subnet;
}

TEST(Divergence, IsNoneBetweenEqualBitsUndefinedOnesToo) {
  EXPECT_FALSE(first_divergence(quiet(), quiet(), plan));
}

TEST(Divergence, IsTheEarliestTimeNotTheFirstQuantity) {
  EconomyResult other = quiet();
  other.path[at(0, 3, 0)] = 7;
  other.path[at(2, 1, 9)] = 5;
  const auto found = first_divergence(quiet(), other, plan);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->day, 1);
  EXPECT_EQ(found->sentence, "day 1, subnet 9, alpha_in: undefined and 5 alpha");
}

TEST(Divergence, OfTheSignOfZeroCounts) {
  EconomyResult other = quiet();
  other.path[at(1, 2, 3)] = -0.0f;
  EXPECT_TRUE(first_divergence(quiet(), other, plan));
}

TEST(Divergence, IsLookedForInSeriesAndOutcomesToo) {
  EconomyResult series = quiet(), outcome = quiet(), status = quiet();
  series.series.back() = 2;
  outcome.outcomes[outcome_sum_of_prices] = 1;
  status.status = Status::reserve;
  EXPECT_THAT(first_divergence(quiet(), series, plan)->sentence,
              HasSubstr("hours since the action 48, fall_since_action: undefined and 2"));
  EXPECT_THAT(first_divergence(quiet(), outcome, plan)->sentence,
              HasSubstr("at the end, sum_of_prices: undefined and 1"));
  EXPECT_THAT(first_divergence(quiet(), status, plan)->sentence, HasSubstr("status: 0 and 4"));
}

/// Two jobs whose economies differ from block 7500 on: the budget marks which is which.
EconomyResult parting(const Job& job, const RecordPlan& asked) {
  EconomyResult result = empty_result(asked);
  const auto days = time_values(TimeAxis::day, asked);
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (days[row] * 7200 >= 7500 - 1e-6) {
      result.path[row * path_subnets + 4] = static_cast<float>(job.parameters.attack.budget_tao);
    }
  }
  return result;
}

TEST(Divergence, IsSoughtAgainAtEverySignalTick) {
  Job a, b;
  a.parameters.time.step_blocks = b.parameters.time.step_blocks = 75;
  b.parameters.attack.budget_tao = 1;
  const auto found = first_divergence(a, b, plan, parting);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->day, 7500.0 / 7200, 1e-9) << "and not day 2, the first recorded one";
  EXPECT_THAT(found->sentence, HasSubstr("subnet 4, price: 500 and 1 TAO/alpha"));
}

TEST(Divergence, IsRefusedBetweenEconomiesWithoutCommonTimes) {
  Job a, b;
  a.parameters.time.signal_blocks = 75;
  b.parameters.time.signal_blocks = 100;
  EXPECT_THROW(first_divergence(a, b, plan, parting), UsageError);
}

}  // namespace
}  // namespace taosweep
