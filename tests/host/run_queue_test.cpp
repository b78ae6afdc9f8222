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

TEST(RunQueue, HandsOutEveryEconomyOnceInOrder) {
  const Experiment e = samples::experiment(2, 4);  // 4 economies a point
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {{{0, 1}, 1}, {{2, 2}, 1}});
  EXPECT_THAT(queue.take(3), ElementsAre(0, 1, 2));
  EXPECT_THAT(queue.take(4), ElementsAre(3, 8, 9, 10));
  EXPECT_THAT(queue.take(100), ElementsAre(11, 12, 13, 14, 15));
  EXPECT_TRUE(queue.take(1).empty());
}

TEST(RunQueue, HandsOutNothingOnceClosed) {
  const Experiment e = samples::experiment(2, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {{{0, 4}, 1}});
  queue.take(1);
  queue.close();
  EXPECT_TRUE(queue.take(1).empty());
}

TEST(RunQueue, GivesAChunkBackWithItsLastEconomyWhateverTheOrder) {
  const Experiment e = samples::experiment(2, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {{{0, 1}, 8}, {{1, 1}, 8}});
  queue.take(8);
  for (const std::uint64_t economy : {7, 2, 0, 5, 3}) {
    EXPECT_FALSE(queue.put(economy, numbered(e, economy))) << economy;
  }
  const auto first = queue.put(1, numbered(e, 1));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->first_point, 0u);
  EXPECT_EQ(first->points, 1u);
  EXPECT_THAT(first->status, ElementsAre(0, 0, 0, 0));
  const double* prices = &first->outcomes[outcome_sum_of_prices * 4];
  for (int i = 0; i < 4; ++i) EXPECT_EQ(prices[i], i + 1000 * outcome_sum_of_prices);
  const std::size_t length = first->series.size() / 4;
  EXPECT_EQ(first->series[0], 0);
  EXPECT_EQ(first->series[(length - 1) * 4 + 3], 3);
  EXPECT_EQ(queue.done().economies, 6u);
  EXPECT_DOUBLE_EQ(queue.done().cost, 12);
}

TEST(RunQueue, KeepsPathsUnderTheIdOfTheirEconomy) {
  const Experiment e = samples::experiment(1, 4);  // 2 economies a point
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {{{3, 1}, 1}});
  queue.take(2);
  queue.put(7, numbered(e, 7, true));
  const auto chunk = queue.put(6, numbered(e, 6));
  ASSERT_TRUE(chunk);
  ASSERT_EQ(chunk->paths.size(), 1u);
  EXPECT_EQ(chunk->paths.begin()->first, 7u);
}

TEST(RunQueue, FillsOutcomesThatCompareArms) {
  const Experiment e = samples::experiment(1, 4);
  const Portion all = whole_sweep(e);
  RunQueue queue(e, all, {{{0, 1}, 1}});
  queue.take(2);
  EconomyResult baseline = numbered(e, 0), acted = numbered(e, 1);
  baseline.outcomes[outcome_share_30d_after] = 0.4;
  acted.outcomes[outcome_share_30d_after] = 0.1;
  queue.put(0, std::move(baseline));
  const auto chunk = queue.put(1, std::move(acted));
  ASSERT_TRUE(chunk);
  EXPECT_NE(chunk->outcomes[outcome_stopped * 2], chunk->outcomes[outcome_stopped * 2]);
  EXPECT_EQ(chunk->outcomes[outcome_stopped * 2 + 1], 1);
}

}  // namespace
}  // namespace taosweep
