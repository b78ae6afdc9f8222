// A first impression of a sweep.
#include "host/run/preview.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

const std::atomic<bool> never{false};

Experiment tiny() {
  return experiment_of(
      "[network]\nsubnets = 4\n[time]\ndays = 2\nstep_blocks = 300\nfine_days = 0\n"
      "[attack]\nmode = meme_holders\nnetuid = 2\n[foundation]\ndelay_days = 0\n"
      "[vary]\nattack.shock = loguniform(3, 100)\n[arms]\nfoundation.acts = no, yes\n"
      "[sweep]\npoints = 10\nreplicates = 2\n");
}

TEST(Preview, LooksAtEveryPointOnceBeforeAnyAgainAndFarApart) {
  for (const std::uint64_t points : {1, 2, 7, 10, 64, 1000, 4097}) {
    std::set<std::uint64_t> seen;
    for (std::uint64_t turn = 0; turn < points; ++turn) {
      const auto [point, replicate] = preview_pair(turn, points);
      EXPECT_TRUE(point < points && replicate == 0);
      seen.insert(point);
    }
    EXPECT_EQ(seen.size(), points);
    EXPECT_EQ(preview_pair(points, points), (std::pair<std::uint64_t, std::uint64_t>(0, 1)));
  }
  // The first eight of a thousand lie in seven different tenths of the design.
  std::set<std::uint64_t> tenths;
  for (std::uint64_t turn = 0; turn < 8; ++turn)
    tenths.insert(preview_pair(turn, 1000).first / 100);
  EXPECT_EQ(tenths.size(), 7u);
}

TEST(Preview, OfASmallSweepHasTheQuantilesOfTheWholeOne) {
  const Experiment experiment = tiny();
  const Preview preview =
      make_preview(experiment, whole_sweep(experiment), best_isa(), 2, 60, &never);
  EXPECT_EQ(preview.pairs, 20u);
  EXPECT_EQ(preview.points, 10u);
  ASSERT_FALSE(preview.rows.empty());
  for (const PreviewRow& row : preview.rows) {
    EXPECT_LE(row.low, row.median);
    EXPECT_LE(row.median, row.high);
    EXPECT_LE(row.n, 20);
  }
  const Preview on_one =
      make_preview(experiment, whole_sweep(experiment), reference_isa, 1, 60, &never);
  EXPECT_EQ(preview_lines(on_one, experiment).back(), preview_lines(preview, experiment).back());
}

// What was registered stands first, also where it is no flag and no share.
TEST(Preview, BeginsWithTheOutcomesThatSomethingWasRegisteredOf) {
  const Experiment experiment = experiment_of(
      "[network]\nsubnets = 4\n[time]\ndays = 2\nstep_blocks = 300\nfine_days = 0\n"
      "[arm low]\nvalue.anchor_sum = 1\n[arm high]\nvalue.anchor_sum = 3\n"
      "[contrasts]\ndearer = sum_of_prices: high - low > 0\n[sweep]\nreplicates = 2\n");
  const Preview preview =
      make_preview(experiment, whole_sweep(experiment), best_isa(), 1, 60, &never);
  ASSERT_GT(preview.rows.size(), 2u);
  EXPECT_EQ(preview.rows[0].outcome, outcome_sum_of_prices);
  EXPECT_EQ(preview.rows[1].outcome, outcome_sum_of_prices) << "once for each arm";
  EXPECT_NE(preview.rows[2].outcome, outcome_sum_of_prices);
}

TEST(Preview, WaitsForOnePairAndNoMore) {
  const Experiment experiment = tiny();
  const Preview preview =
      make_preview(experiment, whole_sweep(experiment), best_isa(), 1, 0, &never);
  EXPECT_EQ(preview.pairs, 1u);
}

TEST(Preview, EndsAtOnceWhereTheRunIsStopped) {
  const Experiment experiment = tiny();
  const std::atomic<bool> stopped{true};
  EXPECT_EQ(make_preview(experiment, whole_sweep(experiment), best_isa(), 2, 60, &stopped).pairs,
            0u);
}

TEST(Preview, SaysInItsFirstLineOfHowLittleItTells) {
  const Experiment experiment = tiny();
  const Preview preview =
      make_preview(experiment, whole_sweep(experiment), best_isa(), 1, 0, &never);
  const std::vector<std::string> lines = preview_lines(preview, experiment);
  EXPECT_THAT(lines.front(),
              HasSubstr("preview, not a result: 2 of 40 economies, at 1 of 10 points"));
  for (const std::string& line : lines) EXPECT_TRUE(line.starts_with("preview")) << line;
}

}  // namespace
}  // namespace taosweep
