// Rules on one cell of a map, or on all of them: what they say, and what is left of a sweep that
// stopped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/experiment/cell_labels.hpp"
#include "host/experiment/economy_place.hpp"
#include "host/experiment/first_points.hpp"
#include "host/run/chunks.hpp"
#include "host/run/jobs.hpp"
#include "host/text/words.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> arms = {"no", "yes"};
const std::vector<std::string> cells = {"when: attack.day=10, noise.common=0",
                                        "when: attack.day=30, noise.common=0", "size: x=1"};

std::string round_trip(const std::string& text) {
  return until_text(parse_until(text, arms, cells), arms, cells);
}

std::string refusal_of(const std::string& text, const std::vector<std::string>& labels = cells) {
  try {
    parse_until(text, arms, labels);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "taken";
}

TEST(UntilCell, GoesRound) {
  for (const char* text : {"stopped[yes] halfwidth < 0.03 in when: attack.day=30, noise.common=0",
                           "root_controls[yes - no] halfwidth < 0.03 in size: x=1",
                           "quantile(top_10_share[yes], 0.9) halfwidth < 1e-05 in every cell"})
    EXPECT_EQ(round_trip(text), text);
}

TEST(UntilCell, IsNamedAsTheFileLabelsItButForBlanks) {
  const Until until = parse_until(
      "stopped[yes].halfwidth<0.03  in  when:attack.day = 30,noise.common = 0", arms, cells);
  EXPECT_EQ(until.cell, 1u);
  EXPECT_EQ(until.cells, 1u);
}

TEST(UntilCell, OfEachIsOneOfSoManyIntervals) {
  const Until until = parse_until("stopped[yes] halfwidth < 0.03 in every cell", arms, cells);
  EXPECT_FALSE(until.cell);
  EXPECT_EQ(until.cells, 3u);
  for (const char* text : {"every  cell", "Every cell", "everycell"})
    EXPECT_EQ(round_trip(std::string("stopped[yes] halfwidth < 0.03 in ") + text),
              "stopped[yes] halfwidth < 0.03 in every cell");
  EXPECT_THAT(refusal_of("stopped[yes] halfwidth < 0.03 in evry cell"),
              HasSubstr("there is no cell 'evry cell'; the nearest is 'every cell'"));
  // 5 % over 4 looks at 3 cells.
  EXPECT_DOUBLE_EQ(level_of(4, 3), 1 - 0.05 / 12);
  const Stopping stopping{until, "", looks_of(512), cells};
  EXPECT_DOUBLE_EQ(stopping.level(), level_of(4, 3));
}

TEST(UntilCell, IsAskedForOnAMapAlone) {
  EXPECT_THAT(refusal_of("stopped[yes] halfwidth < 0.03"),
              HasSubstr("which cell? listed axes of [vary] make 3"));
  EXPECT_THAT(refusal_of("stopped[yes] halfwidth < 0.03"),
              HasSubstr("There is: when: attack.day="));
  const std::vector<std::string> one = {"attack.day=10"};
  for (const char* cell : {"", " in every cell", " in attack.day=10"}) {
    const Until until = parse_until("stopped[yes] halfwidth < 0.03" + std::string(cell), arms, one);
    EXPECT_EQ(until_text(until, arms, one), "stopped[yes] halfwidth < 0.03") << cell;
    EXPECT_EQ(until.cells, 1u);
  }
}

TEST(UntilCell, ThatThereIsNotIsRefusedWithTheNearest) {
  const std::string rule = "stopped[yes] halfwidth < 0.03 in ";
  EXPECT_THAT(refusal_of(rule + "when: attack.day=31, noise.common=0"),
              HasSubstr("the nearest is 'when: attack.day=30, noise.common=0'. There is: when:"));
  EXPECT_THAT(refusal_of(trimmed(rule)), HasSubstr("expected OUTCOME halfwidth"));
  std::vector<std::string> many;
  for (int i = 0; i < 30; ++i) many.push_back("a=" + std::to_string(i));
  EXPECT_THAT(refusal_of(rule + "a=30", many), HasSubstr("a=10; a=11; and 18 more"));
}

const std::string config =
    "[vary]\nattack.day = grid(10, 20, 30)\nnoise.target = uniform(0, 1)\n[arms]\n"
    "foundation.acts = no, yes\n[sweep]\npoints = 500\nreplicates = 2\n";
const std::string subject = "sweep.until=root_controls[foundation.acts=yes] halfwidth < 0.05";

TEST(UntilKeyOnAMap, NamesACellInTheConfig) {
  const Experiment e = experiment_of(config, {subject + " in attack.day = 20"});
  EXPECT_THAT(
      e.config,
      HasSubstr("until = root_controls[foundation.acts=yes] halfwidth < 0.05 in attack.day=20\n"));
  EXPECT_EQ(e.stopping->rule.cell, 1u);
  EXPECT_THAT(e.stopping->cells, ElementsAre("attack.day=10", "attack.day=20", "attack.day=30"));
  EXPECT_THAT(e.stopping->looks, ElementsAre(64, 128, 256, 500));
  EXPECT_EQ(e.design_hash, experiment_of(config).design_hash);
}

TEST(UntilKeyOnAMap, NamesABlockAndWhatItVaries) {
  const std::string blocks =
      "[vary]\nnoise.target = uniform(0, 1)\n[vary when]\nattack.day = grid(10, 20)\n"
      "[vary noise]\nnoise.common = grid(0.2, 0.4)\n[sweep]\npoints = 500\n";
  const Experiment e = experiment_of(
      blocks, {"sweep.until=root_controls halfwidth < 0.05 in noise: noise.common=0.4"});
  EXPECT_EQ(e.stopping->rule.cell, 3u);
}

TEST(UntilKeyOnAMap, IsRefusedWithoutACell) {
  EXPECT_THAT(complaint_of(config, {subject}),
              HasSubstr("There is: attack.day=10; attack.day=20; attack.day=30"));
}

TEST(UntilKeyOnAMap, IsRefusedWhereNoLabelsTellItsCells) {
  EXPECT_THAT(
      complaint_of(config, {subject + " in every cell", "vary.attack.day=range(0, 300, 300)",
                            "vary.noise.common=range(0, 1, 250)"}),
      HasSubstr("more than 65536 have no labels"));
}

TEST(UntilKeyOnAMap, KnowsThatMoreIntervalsAreWider) {
  // 1,000 economies without a hit: (1 - (0.05 / 4 / 2)^(1/1000)) / 2 = 0.00253 in one cell, and
  // (1 - (0.05 / 12 / 2)^(1/1000)) / 2 = 0.00308 in each of three.
  const std::string narrow = "sweep.until=root_controls[foundation.acts=no] halfwidth < 0.0028 in ";
  experiment_of(config, {narrow + "attack.day=10"});
  EXPECT_THAT(complaint_of(config, {narrow + "every cell"}), HasSubstr("is never met with 500"));
}

TEST(FirstPointsOfAMap, AreThoseOfEachCell) {
  const Experiment whole = experiment_of(config, {subject + " in every cell"});
  const Experiment first = first_points(whole, 64);
  ASSERT_EQ(first.points.size(), 192u);
  EXPECT_EQ(first.cell_count, 3u);
  for (std::uint64_t point = 0; point < 192; ++point) {
    EXPECT_EQ(first.cells[point], point / 64);
    const std::uint64_t of_whole = point / 64 * 500 + point % 64;
    EXPECT_EQ(rows_of(first.points)[point], rows_of(whole.points)[of_whole]) << point;
    EXPECT_EQ(planned_point(first, point), of_whole);
  }
}

TEST(FirstPointsOfAMap, KeepTheirShocks) {
  const Experiment whole = experiment_of(config, {subject + " in every cell"});
  const Experiment first = first_points(whole, 64);
  // Third cell, point 5 of it, second replicate, arm yes.
  const Job job = job_of(first, ((128 + 5) * 2 + 1) * 2 + 1);
  const Job of_whole = job_of(whole, ((1000 + 5) * 2 + 1) * 2 + 1);
  EXPECT_EQ(job.key.point, 1005u);
  EXPECT_EQ(job.key.point, of_whole.key.point);
  EXPECT_EQ(job.key.replicate, of_whole.key.replicate);
  EXPECT_EQ(job.parameters.attack.day, 30);
  EXPECT_EQ(job.parameters.noise.target, of_whole.parameters.noise.target);
}

TEST(FirstPointsOfAMap, AreASweepOfTheirOwn) {
  // Kept: points 0, 64 and 500 of all, all arms of a replicate; 64 is beyond the first look.
  const Experiment whole =
      experiment_of(config, {subject + " in every cell", "keep.economies=0, 1, 256, 2000, 2001"});
  const Experiment first = first_points(whole, 64);
  EXPECT_THAT(first.keep.economies, ElementsAre(0, 1, 256, 257));
  const Experiment again = restore_experiment(first.config, first.inputs, first.points);
  EXPECT_EQ(again.design_hash, first.design_hash);
  EXPECT_EQ(again.config_hash, first.config_hash);
  EXPECT_EQ(again.keep.economies, first.keep.economies);
  EXPECT_EQ(again.cells, first.cells);
  EXPECT_EQ(again.left_out, 436u);
  EXPECT_EQ(job_of(again, 767).key.point, job_of(first, 767).key.point);
  EXPECT_THROW(restore_experiment(whole.config, whole.inputs, first_points(whole, 65).points),
               UsageError);
}

TEST(FirstPointsOfAMap, OfAFileThatStoppedCountFromAllThatMightHaveRun) {
  const Experiment whole = experiment_of(config, {subject + " in every cell"});
  const Experiment half = first_points(whole, 128), less = first_points(half, 64);
  EXPECT_EQ(less.left_out, 436u);
  EXPECT_EQ(planned_point(less, 191), 1063u);
}

Chunk chunk(std::uint64_t first, std::uint64_t points) {
  return {"", {first, points, 0, 2}};
}

TEST(CellsThatRun, AreMadeAsFarAsTheLookGoes) {
  const Experiment whole = experiment_of(config, {subject + " in every cell"});
  const std::vector<PointRange> look = first_of_cells(whole, 64);
  EXPECT_THAT(look, ElementsAre(PointRange{0, 64}, PointRange{500, 64}, PointRange{1000, 64}));
  EXPECT_THAT(first_of_cells(whole, 512).back(), (PointRange{1000, 500}));
  // Of the second cell a part is there, and of the first something beyond.
  const std::vector<Chunk> chunks = {chunk(0, 64), chunk(64, 10), chunk(510, 20), chunk(1000, 60)};
  EXPECT_EQ(chunks_in(look, chunks).size(), 3u);
  EXPECT_THAT(missing_pairs(look, 2, chunks),
              ElementsAre(PairRange{1000, 20}, PairRange{1060, 68}, PairRange{2120, 8}));
}

}  // namespace
}  // namespace taosweep
