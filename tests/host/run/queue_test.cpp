// Economies handed out one by one, and their results put together.
#include "host/run/queue.hpp"

#include <gmock/gmock.h>

#include "host/run/jobs.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;

/// A result that carries its economy's id in every number.
EconomyResult numbered(const Experiment& e, std::uint64_t economy, bool path = false) {
  RecordPlan plan = record_plan(e);
  plan.keep_paths = path;
  EconomyResult result = empty_result(plan);
  result.status = Status::ok;
  for (int k = 0; k < outcome_count; ++k)
    result.outcomes[k] = static_cast<double>(economy) + 1000 * k;
  for (float& x : result.series) x = static_cast<float>(economy);
  return result;
}

PlannedChunk planned(const ChunkRange& range) {
  return {range, {8, 16}};
}

Ticket ticket(std::uint64_t economy) {
  return {economy, economy};
}

std::vector<std::uint64_t> ids(const std::vector<Ticket>& tickets) {
  std::vector<std::uint64_t> ids;
  for (const Ticket& each : tickets) ids.push_back(each.economy);
  return ids;
}

TEST(RunQueue, HandsOutEveryEconomyOnceInOrder) {
  const Experiment e = samples::experiment(2, 4);  // 4 economies a point
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({0, 1, 0, 2}), planned({2, 1, 1, 1}), planned({3, 1, 0, 2})});
  EXPECT_THAT(ids(queue.take(3)), ElementsAre(0, 1, 2));
  EXPECT_THAT(ids(queue.take(4)), ElementsAre(3, 10, 11, 12));
  EXPECT_THAT(ids(queue.take(100)), ElementsAre(13, 14, 15));
  EXPECT_TRUE(queue.take(1).empty());
}

TEST(RunQueue, HandsOutTheEconomiesOfThePointsOfAShard) {
  const Experiment e = samples::experiment(2, 8);  // 4 economies a point
  const Portion shard{1, 2, {1, 4, 6}};
  RunQueue queue(e, shard, {planned({1, 2, 0, 2})});
  const auto tickets = queue.take(8);
  EXPECT_THAT(ids(tickets), ElementsAre(16, 17, 18, 19, 24, 25, 26, 27));
  std::optional<PointResults> chunk;
  for (const Ticket& each : tickets)
    chunk = queue.put(each, numbered(e, each.economy, each.economy == 25));
  ASSERT_TRUE(chunk);
  EXPECT_EQ(chunk->first_point, 1u) << "a position, not a point";
  EXPECT_EQ(chunk->outcomes[outcome_sum_of_prices * 8 + 4], 24 + 1000 * outcome_sum_of_prices);
  EXPECT_EQ(chunk->paths.begin()->first, 25u);
}

TEST(RunQueue, HandsOutNothingOnceClosed) {
  const Experiment e = samples::experiment(2, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({0, 4, 0, 2})});
  queue.take(1);
  queue.close();
  EXPECT_TRUE(queue.take(1).empty());
}

TEST(RunQueue, GivesAChunkBackWithItsLastEconomyWhateverTheOrder) {
  const Experiment e = samples::experiment(2, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({0, 1, 0, 2}), planned({1, 1, 0, 2})});
  queue.take(8);
  for (const std::uint64_t economy : {7, 2, 0, 5, 3}) {
    EXPECT_FALSE(queue.put(ticket(economy), numbered(e, economy))) << economy;
  }
  const auto first = queue.put(ticket(1), numbered(e, 1));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->first_point, 0u);
  EXPECT_EQ(first->points, 1u);
  EXPECT_EQ(first->replicates, 2u);
  EXPECT_THAT(first->status, ElementsAre(0, 0, 0, 0));
  const double* prices = &first->outcomes[outcome_sum_of_prices * 4];
  for (int i = 0; i < 4; ++i) EXPECT_EQ(prices[i], i + 1000 * outcome_sum_of_prices);
  const std::size_t length = first->series.size() / 4;
  EXPECT_EQ(first->series[0], 0);
  EXPECT_EQ(first->series[(length - 1) * 4 + 3], 3);
  EXPECT_EQ(queue.done().economies, 4u) << "economies 5 and 7 wait for the other arm";
  EXPECT_DOUBLE_EQ(queue.done().steps, 12);
  EXPECT_DOUBLE_EQ(queue.done().work, 24);
}

TEST(RunQueue, KeepsPathsUnderTheIdOfTheirEconomy) {
  const Experiment e = samples::experiment(1, 4);  // 2 economies a point
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({3, 1, 0, 1})});
  queue.take(2);
  queue.put(ticket(7), numbered(e, 7, true));
  const auto chunk = queue.put(ticket(6), numbered(e, 6));
  ASSERT_TRUE(chunk);
  ASSERT_EQ(chunk->paths.size(), 1u);
  EXPECT_EQ(chunk->paths.begin()->first, 7u);
}

TEST(RunQueue, FillsOutcomesThatCompareArms) {
  const Experiment e = samples::experiment(1, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({0, 1, 0, 1})});
  queue.take(2);
  EconomyResult baseline = numbered(e, 0), acted = numbered(e, 1);
  baseline.outcomes[outcome_share_30d_after] = 0.4;
  acted.outcomes[outcome_share_30d_after] = 0.1;
  queue.put(ticket(0), std::move(baseline));
  const auto chunk = queue.put(ticket(1), std::move(acted));
  ASSERT_TRUE(chunk);
  EXPECT_NE(chunk->outcomes[outcome_stopped * 2], chunk->outcomes[outcome_stopped * 2]);
  EXPECT_EQ(chunk->outcomes[outcome_stopped * 2 + 1], 1);
}

TEST(RunQueue, GivesFinishedPairsOfBegunChunksBackAsChunksOfTheirOwn) {
  const Experiment e = samples::experiment(3, 4);  // 3 replicates, 2 arms: 6 economies a point
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {planned({0, 3, 0, 3}), planned({3, 1, 0, 3})});
  queue.take(24);
  // Pairs 1 to 5 are whole: the rest of point 0, all of point 1. Of pair 6 one arm is missing.
  for (const std::uint64_t economy : {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22, 23})
    queue.put(ticket(economy), numbered(e, economy, economy == 9));
  const auto parts = queue.finished_parts();
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].first_point, 0u);
  EXPECT_EQ(parts[0].first_replicate, 1u);
  EXPECT_EQ(parts[0].replicates, 2u);
  EXPECT_EQ(parts[1].first_point, 1u);
  EXPECT_EQ(parts[1].replicates, 3u);
  EXPECT_EQ(parts[2].first_point, 3u);
  EXPECT_EQ(parts[2].first_replicate, 2u);
  const double* prices = &parts[1].outcomes[outcome_sum_of_prices * 6];
  for (int i = 0; i < 6; ++i) EXPECT_EQ(prices[i], 6 + i + 1000 * outcome_sum_of_prices);
  EXPECT_EQ(parts[2].series[1], 23);
  EXPECT_TRUE(parts[0].paths.empty());
  EXPECT_EQ(parts[1].paths.begin()->first, 9u);
  EXPECT_TRUE(queue.finished_parts().empty());
}

}  // namespace
}  // namespace taosweep
