// The numbers of the device code, lane by lane on a processor, beside the pinned ones.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/warp/digest_on_warps.hpp"
#include "tests/warp/rare_cases.hpp"

namespace taosweep {
namespace {

/// All, but for those of many economies, which take long.
std::vector<PinnedCase> cases_of_warps() {
  std::vector<PinnedCase> cases = all_pinned_cases();
  if (std::getenv("TAOSWEEP_LONG") == nullptr)
    std::erase_if(cases, [](const PinnedCase& it) { return it.name.starts_with("sn28"); });
  return cases;
}

class PinnedOnAWarp : public testing::TestWithParam<PinnedCase> {};
INSTANTIATE_TEST_SUITE_P(All, PinnedOnAWarp, testing::ValuesIn(cases_of_warps()),
                         [](const auto& info) { return info.param.name; });

TEST_P(PinnedOnAWarp, NumbersAreWhatTheyWere) {
  const PinnedCase& it = GetParam();
  expect_pinned(it.name, "a warp lane by lane", digest_on_warps(it.economies(), 1, 1));
}

class RareOnAWarp : public testing::TestWithParam<PinnedCase> {};
INSTANTIATE_TEST_SUITE_P(All, RareOnAWarp, testing::ValuesIn(rare_cases()),
                         [](const auto& info) { return info.param.name; });

TEST_P(RareOnAWarp, NumbersAreThoseOfAProcessor) {
  const Economies it = GetParam().economies();
  const std::vector<EconomyResult> expected = advance_cpu(it.jobs, it.plan, best_isa());
  for (const EconomyResult& result : expected) EXPECT_EQ(result.status, Status::ok);
  EXPECT_EQ(digest_on_warps(it, 1, 1), digest_of(expected, it.plan));
}

/// In whatever order the lanes take their turns.
TEST(PinnedOnWarps, NumbersDoNotRestOnTheOrderOfTurns) {
  int cases = 0;
  for (const PinnedCase& it : all_pinned_cases()) {
    if (it.name != "corner_3" && it.name != "fresh_step_300" && it.name != "capped_buy_step_25")
      continue;
    ++cases;
    const Economies economies = it.economies();
    for (std::uint64_t order = 2; order < 6; ++order)
      expect_pinned(it.name, "a warp lane by lane, order " + std::to_string(order),
                    digest_on_warps(economies, 1, order));
  }
  EXPECT_EQ(cases, 3);
}

/// Warps take each other's economies over, task by task.
TEST(PinnedOnWarps, NumbersAreThoseOfAProcessor) {
  const Economies it = five_attacked(3);
  const std::string expected = digest_on_a_processor(it);
  for (const std::uint32_t warps : {2u, 3u}) EXPECT_EQ(digest_on_warps(it, warps, 9), expected);
}

}  // namespace
}  // namespace taosweep
