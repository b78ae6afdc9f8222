// How a sweep is cut into chunks, and the job behind each economy.
#include "host/run/chunks.hpp"

#include <gmock/gmock.h>

#include "host/run/jobs.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;

std::vector<PlannedChunk> plan(const Experiment& e, const std::vector<PairRange>& missing,
                               double speed, double seconds = 1) {
  return plan_chunks(e, whole_sweep(e), missing, speed, seconds);
}

TEST(MissingPairs, AreTheGapsBeforeBetweenAndAfterChunks) {
  // Points of 10 replicates: whole ones, and parts of point 5.
  const std::vector<Chunk> chunks = {
      {"a", {1, 3, 0, 10}}, {"b", {4, 1, 0, 10}}, {"c", {5, 1, 2, 3}}, {"d", {5, 1, 7, 3}}};
  EXPECT_THAT(missing_pairs({{0, 7}}, 10, chunks),
              ElementsAre(PairRange{0, 10}, PairRange{50, 2}, PairRange{55, 2}, PairRange{60, 10}));
}

TEST(MissingPairs, AreNoneWhereChunksHoldAll) {
  EXPECT_TRUE(
      missing_pairs({{0, 2}}, 4, {{"a", {0, 1, 0, 4}}, {"b", {1, 1, 0, 3}}, {"c", {1, 1, 3, 1}}})
          .empty());
}

TEST(RangesOfPairs, AreWholePointsAndPartsOfOneEachAlone) {
  EXPECT_THAT(ranges_of({3, 20}, 5),
              ElementsAre(ChunkRange{0, 1, 3, 2}, ChunkRange{1, 3, 0, 5}, ChunkRange{4, 1, 0, 3}));
  EXPECT_THAT(ranges_of({6, 2}, 5), ElementsAre(ChunkRange{1, 1, 1, 2}));
  EXPECT_THAT(ranges_of({5, 10}, 5), ElementsAre(ChunkRange{1, 2, 0, 5}));
  EXPECT_TRUE(ranges_of({5, 0}, 5).empty());
}

TEST(PlanChunks, CoverEachRangeInOrderAndNeverReachOverAGap) {
  const Experiment e = samples::experiment();
  const auto chunks = plan(e, {{0, 16}, {32, 32}}, 1e30);
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(chunks[0].range, (ChunkRange{0, 2, 0, 8}));
  EXPECT_EQ(chunks[1].range, (ChunkRange{4, 4, 0, 8}));
}

TEST(PlanChunks, ArePartsOfAPointWhereItIsLongerThanTheTimeGiven) {
  const Experiment e = samples::experiment();  // 8 replicates
  ParametersInTurn economies(e);
  const double pair = cost_of_pair(economies, 0, 2).work;
  const auto chunks = plan(e, {{0, 16}}, 3.5 * pair);
  ASSERT_EQ(chunks.size(), 6u);
  EXPECT_EQ(chunks[0].range, (ChunkRange{0, 1, 0, 3}));
  EXPECT_EQ(chunks[1].range, (ChunkRange{0, 1, 3, 3}));
  EXPECT_EQ(chunks[2].range, (ChunkRange{0, 1, 6, 2}));
  EXPECT_EQ(chunks[3].range, (ChunkRange{1, 1, 0, 3}));
}

TEST(PlanChunks, HoldTheArmsOfAReplicateTogetherHoweverLong) {
  const auto chunks = plan(samples::experiment(), {{0, 64}}, 1);
  ASSERT_EQ(chunks.size(), 64u);
  EXPECT_EQ(chunks[9].range, (ChunkRange{1, 1, 1, 1}));
}

TEST(PlanChunks, GoOnInTheMiddleOfAPoint) {
  const auto chunks = plan(samples::experiment(), {{5, 14}}, 1e30);
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_EQ(chunks[0].range, (ChunkRange{0, 1, 5, 3}));
  EXPECT_EQ(chunks[1].range, (ChunkRange{1, 1, 0, 8}));
  EXPECT_EQ(chunks[2].range, (ChunkRange{2, 1, 0, 3}));
}

TEST(PlanChunks, AreBoundedInMemoryWhereEconomiesAreShort) {
  const Experiment e = samples::experiment(100000, 2);
  const auto chunks = plan(e, {{0, 200000}}, 1e30);
  ASSERT_GT(chunks.size(), 20u);
  for (const PlannedChunk& chunk : chunks) EXPECT_LE(chunk.range.replicates, 8192u);
}

TEST(PlanChunks, CostTheStepsOfTheirEconomies) {
  const Experiment e = samples::experiment();
  const auto chunks = plan(e, {{8, 16}}, 1e30);
  ASSERT_EQ(chunks.size(), 1u);
  const double one = step_counts_of(parameters_of(e, 1, 0)).steps;
  EXPECT_EQ(chunks[0].cost.steps, one * 2 * 8 * 2) << "points x replicates x arms";
}

TEST(PlanChunks, BecomeSmallerInProportionToTheTimeGiven) {
  const Experiment e = samples::experiment(1, 64);
  const double work = plan(e, {{0, 64}}, 1e30).front().cost.work * 1.01;
  EXPECT_EQ(plan(e, {{0, 64}}, work, 1).size(), 1u);
  EXPECT_EQ(plan(e, {{0, 64}}, work, 0.25).size(), 4u);
}

TEST(Places, ReadTheEconomyIdArmFastest) {
  const Experiment e = samples::experiment();  // 8 replicates, 2 arms
  const EconomyPlace place = place_of(e, (5 * 8 + 3) * 2 + 1);
  EXPECT_EQ(place.point, 5u);
  EXPECT_EQ(place.replicate, 3u);
  EXPECT_EQ(place.arm, 1u);
}

TEST(Jobs, OfOneReplicateShareTheirShocksOverArms) {
  const Experiment e = samples::experiment();
  const Job no = job_of(e, 86), yes = job_of(e, 87), next = job_of(e, 88);
  EXPECT_EQ(no.key.seed, e.seed);
  EXPECT_EQ(no.key.point, 5u);
  EXPECT_EQ(yes.key.replicate, no.key.replicate);
  EXPECT_EQ(yes.key.point, no.key.point);
  EXPECT_EQ(next.key.replicate, no.key.replicate + 1);
}

TEST(Jobs, ShareTheirShocksOverPointsWhereAskedTo) {
  Experiment e = samples::experiment();
  e.common_shocks = true;
  EXPECT_EQ(job_of(e, 16).key.point, 0u);
  EXPECT_EQ(job_of(e, 87).key.point, 0u);
}

}  // namespace
}  // namespace taosweep
