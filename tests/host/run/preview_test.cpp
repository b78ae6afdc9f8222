// A first impression of a sweep.
#include "host/run/preview.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::atomic<bool> never{false};

/// All that economies give in a minute, whatever one takes.
PreviewWay whole(Isa isa, int threads) {
  PreviewWay way;
  way.isa = isa;
  way.threads = threads;
  way.seconds = way.longest = 60;
  way.stop = &never;
  return way;
}

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
  const Preview preview = make_preview(experiment, whole_sweep(experiment), whole(best_isa(), 2));
  EXPECT_EQ(preview.pairs, 20u);
  EXPECT_EQ(preview.points, 10u);
  ASSERT_FALSE(preview.rows.empty());
  for (const PreviewRow& row : preview.rows) {
    EXPECT_LE(row.low, row.median);
    EXPECT_LE(row.median, row.high);
    EXPECT_LE(row.n, 20);
  }
  const Preview on_one = make_preview(experiment, whole_sweep(experiment), whole(reference_isa, 1));
  EXPECT_EQ(preview_lines(on_one, experiment).back(), preview_lines(preview, experiment).back());
}

// What was registered stands first, also where it is no flag and no share.
TEST(Preview, BeginsWithTheOutcomesThatSomethingWasRegisteredOf) {
  const Experiment experiment = experiment_of(
      "[network]\nsubnets = 4\n[time]\ndays = 2\nstep_blocks = 300\nfine_days = 0\n"
      "[arm low]\nvalue.anchor_sum = 1\n[arm high]\nvalue.anchor_sum = 3\n"
      "[contrasts]\ndearer = sum_of_prices: high - low > 0\n[sweep]\nreplicates = 8\n");
  const Preview preview = make_preview(experiment, whole_sweep(experiment), whole(best_isa(), 1));
  ASSERT_GT(preview.rows.size(), 2u);
  EXPECT_EQ(preview.rows[0].outcome, outcome_sum_of_prices);
  EXPECT_EQ(preview.rows[1].outcome, outcome_sum_of_prices) << "once for each arm";
  EXPECT_NE(preview.rows[2].outcome, outcome_sum_of_prices);
}

TEST(Preview, ShowsQuantilesOfEightValuesOrMore) {
  const Experiment all = tiny();
  const Preview preview = make_preview(all, whole_sweep(all), whole(best_isa(), 2));
  for (const PreviewRow& row : preview.rows) EXPECT_GE(row.n, fewest_previewed);
  Preview left = preview;
  left.left_out = 3;
  EXPECT_EQ(preview_lines(left, all).back(),
            "preview: 3 outcomes left out where fewer than 8 economies define them");

  Experiment seven = tiny();
  seven.replicates = 1;
  const Portion first{0, 1, {0, 1, 2, 3, 4, 5, 6}};
  const Preview small = make_preview(seven, first, whole(best_isa(), 2));
  EXPECT_EQ(small.pairs, 7u);
  EXPECT_TRUE(small.rows.empty());
  EXPECT_THAT(preview_lines(small, seven),
              testing::ElementsAre(AllOf(HasSubstr("preview: 14 of 14 economies"),
                                         HasSubstr("no preview"), HasSubstr("status"))));
}

TEST(Preview, BeginsNothingAfterItsTime) {
  const Experiment experiment = tiny();
  PreviewWay way = whole(best_isa(), 1);
  way.seconds = 0;
  EXPECT_EQ(make_preview(experiment, whole_sweep(experiment), way).pairs, 0u);
}

/// An economy of some tenths of a second on one lane.
Experiment heavy() {
  return experiment_of(
      "[network]\nsubnets = 120\n[time]\ndays = 2\nstep_blocks = 1\nfine_days = 0\n"
      "[sweep]\nreplicates = 20\n");
}

TEST(Preview, BeginsNothingWhereAnEconomyWouldTakeTooLong) {
  const Experiment experiment = heavy();
  PreviewWay way = whole(reference_isa, 1);
  way.longest = 0.01;
  const Preview preview = make_preview(experiment, whole_sweep(experiment), way);
  EXPECT_EQ(preview.pairs, 0u);
  EXPECT_LT(preview.seconds, 0.1);
  EXPECT_THAT(
      preview_lines(preview, experiment),
      testing::ElementsAre(AllOf(HasSubstr("an economy is expected to take longer than 1 s"),
                                 HasSubstr("no preview"))));
}

TEST(Preview, SaysOnceThatItWaitsForWhatItHasBegun) {
  const Experiment experiment = heavy();
  PreviewWay way = whole(reference_isa, 1);
  int told = 0;
  way.seconds = 0.05;
  way.patience = 1e-3;
  way.still_waiting = [&] { ++told; };
  EXPECT_EQ(make_preview(experiment, whole_sweep(experiment), way).pairs, 1u);
  EXPECT_EQ(told, 1);
}

TEST(Preview, EndsAtOnceWhereTheRunIsStopped) {
  const Experiment experiment = tiny();
  const std::atomic<bool> stopped{true};
  PreviewWay way = whole(best_isa(), 2);
  way.stop = &stopped;
  EXPECT_EQ(make_preview(experiment, whole_sweep(experiment), way).pairs, 0u);
}

TEST(Preview, SaysInItsFirstLineOfHowLittleItTells) {
  const Experiment experiment = tiny();
  const Preview preview = make_preview(experiment, whole_sweep(experiment), whole(best_isa(), 2));
  const std::vector<std::string> lines = preview_lines(preview, experiment);
  EXPECT_THAT(lines.front(),
              HasSubstr("preview, not a result: 40 of 40 economies, at 10 of 10 points"));
  for (const std::string& line : lines) EXPECT_TRUE(line.starts_with("preview")) << line;
}

}  // namespace
}  // namespace taosweep
