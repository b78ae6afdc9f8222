// No lane of a warp reads or writes a word that another writes, but with a barrier between: the
// device code under the sanitizer of races, which knows lanes as threads (seen_by_sanitizers.hpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/warp/digest_on_warps.hpp"
#include "tests/warp/races_on_purpose.hpp"
#include "tests/warp/rare_cases.hpp"

static int reports = 0;

/// The sanitizer calls it with each race that it sees.
extern "C" void __tsan_on_report(void*) {
  ++reports;
}

namespace taosweep {
namespace {

/// What the sanitizer says of lanes that share a word.
void share_a_word(void (*lane)(int&)) {
  int word = 0;
  run_warp(1, [&] { lane(word); });
  std::exit(testing::Test::HasFailure() ? 1 : 0);
}

TEST(Races, AreSeen) {
  EXPECT_EXIT(share_a_word(write_and_read), testing::ExitedWithCode(66), "data race");
}

TEST(Races, AreSeenWhereAShuffleLiesBetween) {
  EXPECT_EXIT(share_a_word(write_shuffle_and_read), testing::ExitedWithCode(66), "data race");
}

TEST(Races, AreNoneWhereABarrierLiesBetween) {
  EXPECT_EXIT(share_a_word(write_sync_and_read), testing::ExitedWithCode(0), "");
}

std::vector<PinnedCase> cases_of_races() {
  std::vector<PinnedCase> cases = all_pinned_cases();
  if (std::getenv("TAOSWEEP_LONG") == nullptr)
    std::erase_if(cases, [](const PinnedCase& it) {
      return !it.name.starts_with("corner_1") && it.name != "history" &&
             it.name != "fresh_step_300" && it.name != "capped_buy_step_25" &&
             it.name != "split_vectors_step_25" && it.name != "era_hill_2026_07";
    });
  return cases;
}

class LanesOfAWarp : public testing::TestWithParam<PinnedCase> {};
INSTANTIATE_TEST_SUITE_P(All, LanesOfAWarp, testing::ValuesIn(cases_of_races()),
                         [](const auto& info) { return info.param.name; });

TEST_P(LanesOfAWarp, DoNotRace) {
  const PinnedCase& it = GetParam();
  const int before = reports;
  expect_pinned(it.name, "a warp lane by lane", digest_on_warps(it.economies(), 1));
  EXPECT_EQ(reports, before);
}

TEST(LanesOfAWarp, AreLookedAtInCasesOfEachKind) {
  EXPECT_GE(cases_of_races().size(), 16u);
}

class LanesInRareCases : public testing::TestWithParam<PinnedCase> {};
INSTANTIATE_TEST_SUITE_P(All, LanesInRareCases, testing::ValuesIn(rare_cases()),
                         [](const auto& info) { return info.param.name; });

TEST_P(LanesInRareCases, DoNotRace) {
  const Economies it = GetParam().economies();
  const int before = reports;
  EXPECT_EQ(digest_on_warps(it, 1), digest_on_a_processor(it));
  EXPECT_EQ(reports, before);
}

TEST(Warps, DoNotRaceForTheEconomiesThatTheyTakeOver) {
  const Economies it = five_attacked(2);
  const int before = reports;
  EXPECT_EQ(digest_on_warps(it, 3), digest_on_a_processor(it));
  EXPECT_EQ(reports, before);
}

}  // namespace
}  // namespace taosweep
