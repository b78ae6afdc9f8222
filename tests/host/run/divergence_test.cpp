// Where two economies part.
#include "host/run/divergence.hpp"

#include <gmock/gmock.h>

#include "kernels/chain/block_time.hpp"
#include "tests/host/run/short_attack.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

constexpr RecordPlan plan{3, 1, false};

Job job() {
  return short_attack();
}

std::string parting(const Job& a, const Job& b) {
  const auto found = first_divergence(a, b, best_isa());
  return found.value_or("nowhere");
}

TEST(Divergence, IsNoneBetweenEqualJobs) {
  EXPECT_EQ(parting(job(), job()), "nowhere");
}

TEST(Divergence, IsFoundAtTheLaunch) {
  Job other = job();
  other.key.seed = 8;
  EXPECT_THAT(parting(job(), other), HasSubstr("the launch, netuid 1, price_ema: "));
}

/// The launch, whose price averages are faster from a block on.
Schedule faster_from(int block) {
  Rules faster;
  faster.ema_alpha = 1e-3;
  return {2, {{0, Rules{}}, {block / blocks_per_day, faster}}};
}

TEST(Divergence, IsTheStepInWhichARuleActsFirst) {
  Job a = job(), b = job();
  for (Job* one : {&a, &b}) one->parameters.time.step_blocks = 1;
  a.parameters.schedule = faster_from(3 * 7200);
  b.parameters.schedule = faster_from(7230);
  EXPECT_THAT(parting(a, b),
              MatchesRegex("day 1\\.00430555555[0-9]+, in the step from block 7230 to 7231, netuid "
                           "1, price_ema: 0\\.[0-9]{14,} and 0\\.[0-9]{14,} TAO/alpha; likewise 7 "
                           "other subnets"));
}

TEST(Divergence, IsTheStepForLongStepsToo) {
  Job a = job(), b = job();
  a.parameters.schedule = faster_from(3 * 7200);
  b.parameters.schedule = faster_from(7200 + 150);
  EXPECT_THAT(parting(a, b),
              HasSubstr(", in the step from block 7350 to 7425, netuid 1, price_ema: "));
}

TEST(Divergence, IsTheLookAtTheMarketWhereBehaviourDiffers) {
  Job one = job();
  one.parameters.attack.shock_day = 0.5;
  Job other = one;
  other.parameters.attack.shock = 7;
  EXPECT_THAT(parting(one, other),
              MatchesRegex("day [0-9.]+, when the market is looked at and orders are set at block "
                           "[0-9]+, netuid 3, attention: .* and .*; [0-9]+ more quantities .*"));
}

TEST(Divergence, OfEconomiesWhoseTicksDifferIsAtABlockThatBothReach) {
  Job a = job(), b = job();
  a.parameters.time.signal_blocks = 75;
  b.parameters.time.signal_blocks = b.parameters.time.step_blocks = 100;
  b.parameters.time.fine_step_blocks = 100;
  EXPECT_THAT(parting(a, b), HasSubstr("at block 0, netuid 1, attention: "));
  b = a;
  b.parameters.time.signal_blocks = 150;
  EXPECT_THAT(parting(a, b), HasSubstr(" at block 0, "));
}

TEST(Divergence, OfEconomiesOfOtherSizesIsTheSubnetThatOneOfThemLacks) {
  Job other = job();
  other.parameters.network.subnets = 40;
  EXPECT_THAT(parting(job(), other), HasSubstr("the launch, netuid 9, tao: 0 and 1 TAO"));
}

TEST(Divergence, IsNotSoughtBeyondTheEndOfTheShorterOne) {
  Job longer = job();
  longer.parameters.time.days = 2.5;
  EXPECT_EQ(parting(job(), longer), "nowhere");
  longer.parameters.schedule = faster_from(2 * 7200);
  EXPECT_EQ(parting(job(), longer), "nowhere");
}

EconomyResult quiet() {
  EconomyResult result = empty_result(plan);
  result.status = Status::ok;
  return result;
}

TEST(Divergence, OfTheSignOfZeroCounts) {
  const Quantity& last = state_quantities().back();
  const std::vector<double> none(last.start + last.count);
  std::vector<double> other = none;
  EXPECT_FALSE(first_difference(none, other));
  other[state_quantities()[1].start + 3] = -0.0;
  EXPECT_EQ(first_difference(none, other), "netuid 4, alpha: 0 and -0 alpha");
}

TEST(Divergence, IsLookedForInSeriesAndOutcomesToo) {
  EXPECT_FALSE(first_divergence(quiet(), quiet(), plan)) << "undefined bits are equal too";
  EconomyResult series = quiet(), outcome = quiet(), status = quiet();
  series.series.back() = 2;
  outcome.outcomes[outcome_sum_of_prices] = 1;
  status.status = Status::reserve;
  EXPECT_THAT(*first_divergence(quiet(), series, plan),
              HasSubstr("hours since the action 48, fall_since_action: undefined and 2"));
  EXPECT_THAT(*first_divergence(quiet(), outcome, plan),
              HasSubstr("the end, sum_of_prices: undefined and 1"));
  EXPECT_THAT(*first_divergence(quiet(), status, plan), HasSubstr("status: 0 and 4"));
}

TEST(Divergence, InPathsIsTheFirstDayThenTheSubnetThenTheQuantity) {
  RecordPlan kept = plan;
  kept.keep_paths = true;
  const EconomyResult a = empty_result(kept);
  EconomyResult b = a;
  const auto at = [&](int quantity, int day, int netuid) -> float& {
    return b.path[(quantity * 4 + day) * path_subnets + netuid - 1];  // days 0 to 3
  };
  at(0, 3, 1) = at(2, 2, 7) = at(1, 2, 7) = at(0, 2, 8) = 5;
  const std::string quantity = path_table[1].name;
  EXPECT_THAT(first_divergence(a, b, kept).value_or("nowhere"),
              HasSubstr("day 2, netuid 7, " + quantity + ": undefined and 5"));
}

}  // namespace
}  // namespace taosweep
