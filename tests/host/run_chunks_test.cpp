// How a sweep is cut into shards and chunks.
#include "host/run/chunks.hpp"

#include <gmock/gmock.h>

#include "host/run/jobs.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

TEST(ShardPoints, FollowEachOtherAndDifferByOnePointAtMost) {
  std::uint64_t next = 0;
  for (std::uint64_t i = 0; i < 3; ++i) {
    const PointRange range = shard_points(11, i, 3);
    EXPECT_EQ(range.first, next);
    EXPECT_EQ(range.points, i < 2 ? 4u : 3u);
    next += range.points;
  }
  EXPECT_EQ(next, 11u);
}

TEST(ShardPoints, AreRightWhereAProductWouldOverflow) {
  const std::uint64_t many = std::uint64_t{1} << 63;
  const PointRange last = shard_points(many, many - 1, many);
  EXPECT_EQ(last.first, many - 1);
  EXPECT_EQ(last.points, 1u);
}

TEST(ShardPoints, RefuseMoreShardsThanPointsAndNameTheNumberToUse) {
  try {
    shard_points(4, 0, 5);
    FAIL() << "five shards of four points";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("use 4 shards at most"));
  }
}

TEST(MissingPoints, AreTheGapsBeforeBetweenAndAfterChunks) {
  const auto missing =
      missing_points({10, 20}, {{"a", {12, 3, 0, 8}}, {"b", {15, 1, 0, 8}}, {"c", {20, 4, 0, 8}}});
  ASSERT_EQ(missing.size(), 3u);
  EXPECT_EQ(missing[0].first, 10u);
  EXPECT_EQ(missing[0].points, 2u);
  EXPECT_EQ(missing[1].first, 16u);
  EXPECT_EQ(missing[1].points, 4u);
  EXPECT_EQ(missing[2].first, 24u);
  EXPECT_EQ(missing[2].points, 6u);
}

TEST(MissingPoints, AreNoneWhereChunksHoldAll) {
  EXPECT_TRUE(missing_points({0, 5}, {{"a", {0, 2, 0, 8}}, {"b", {2, 3, 0, 8}}}).empty());
}

TEST(PlanChunks, CoverEachRangeInOrderAndNeverReachOverAGap) {
  const Experiment e = samples::experiment();
  const auto chunks = plan_chunks(e, whole_sweep(e), {{0, 2}, {4, 4}}, 1e30);
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(chunks[0].range.points, 2u);
  EXPECT_EQ(chunks[1].range.first, 4u);
  EXPECT_EQ(chunks[1].range.points, 4u);
}

TEST(PlanChunks, HoldAPointEachWhereAPointIsLongerThanTheTimeGiven) {
  const auto chunks =
      plan_chunks(samples::experiment(), whole_sweep(samples::experiment()), {{0, 8}}, 1);
  ASSERT_EQ(chunks.size(), 8u);
  for (const PlannedChunk& chunk : chunks) EXPECT_EQ(chunk.range.points, 1u);
}

TEST(PlanChunks, CostTheStepsOfTheirEconomies) {
  const Experiment e = samples::experiment();
  const auto chunks = plan_chunks(e, whole_sweep(e), {{1, 2}}, 1e30);
  ASSERT_EQ(chunks.size(), 1u);
  const double one = cost_of(parameters_of(e, 1, 0));
  EXPECT_EQ(chunks[0].cost, one * 2 * 8 * 2) << "points x replicates x arms";
}

TEST(PlanChunks, BecomeSmallerInProportionToTheTimeGiven) {
  const Experiment e = samples::experiment(1, 64);
  const auto whole = plan_chunks(e, whole_sweep(e), {{0, 64}}, 1e30);
  const double work =
      whole.front().cost * 1.1;  // steps of one block: looks at the market add 3.5/75
  EXPECT_EQ(plan_chunks(e, whole_sweep(e), {{0, 64}}, work, 1).size(), 1u);
  EXPECT_EQ(plan_chunks(e, whole_sweep(e), {{0, 64}}, work, 0.25).size(), 4u);
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
