// Economies that are looked at step by step.
#include "kernels/watched.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

Job job() {
  Job job{small_economy(), {3, 1, 2}};
  job.parameters.time.days = 5;
  job.parameters.attack.mode = AttackMode::meme_holders;
  job.parameters.attack.day = 1;
  return job;
}

/// Bits of a state: undefined numbers are equal too.
std::vector<std::uint64_t> bits(const WatchedEconomy& economy) {
  std::vector<std::uint64_t> all;
  for (double x : economy.state()) all.push_back(std::bit_cast<std::uint64_t>(x));
  return all;
}

TEST(WatchedEconomy, HasTheBitsOfEveryBackEndWhetherItIsWatchedOrRun) {
  WatchedEconomy watched(job());
  int looks = 0;
  watched.watch_to(watched.end(), [&](Moment, int, const auto&) { ++looks; });
  EXPECT_GT(looks, 3 * 5 * 24) << "steps of an hour at the most";
  EXPECT_EQ(watched.block(), 5 * 7200);
  for (const IsaInfo& info : isa_table) {
    if (!isa_available(info.isa)) continue;
    WatchedEconomy run(job());
    run.run_to(run.end(), info.isa);
    EXPECT_EQ(bits(run), bits(watched)) << info.name;
  }
}

// Two attackers, on both of whose subnets the foundation follows who sells.
TEST(WatchedEconomy, ShowsTheContestsOfAllAttackers) {
  Job many = job();
  many.parameters.attack.count = 2;
  many.parameters.attack.every = 0;
  many.parameters.foundation.targets = FoundationTargets::all;
  WatchedEconomy watched(many), run(many);
  watched.watch_to(watched.end(), [](Moment, int, const auto&) {});
  run.run_to(run.end(), best_isa());
  EXPECT_EQ(bits(run), bits(watched));
  const auto state = run.state();
  double sold = 0;
  for (const Quantity& quantity : state_quantities())
    if (quantity.name.ends_with("on the subnet of attack 2") && quantity.unit == std::string("TAO"))
      sold += state[quantity.start];
  EXPECT_GT(sold, 0);
}

TEST(WatchedEconomy, BeginsAtARecordedState) {
  const StartState start = made_up_start();
  const Job job{begun_at(hill_rank_2026_08, 2), {3, 1, 2}, &start};
  WatchedEconomy watched(job), run(job);
  EXPECT_EQ(watched.state()[0], 30000) << "TAO in the first pool";
  watched.watch_to(watched.end(), [](Moment, int, const auto&) {});
  run.run_to(run.end(), best_isa());
  EXPECT_EQ(bits(run), bits(watched));
}

TEST(WatchedEconomy, IsSeenAtEachStepOnceInOrder) {
  WatchedEconomy watched(job());
  std::pair<int, Moment> before{0, Moment::tick_done};
  watched.watch_to(7200, [&](Moment moment, int block, const auto&) {
    EXPECT_LT(before, std::make_pair(block, moment));
    if (moment == Moment::step) {
      EXPECT_LE(block - before.first, 300);
    }
    before = {block, moment};
  });
  EXPECT_EQ(before, std::make_pair(7200, Moment::tick_done));
}

TEST(WatchedEconomy, GoesOnFromACopy) {
  WatchedEconomy first(job());
  first.run_to(7200, reference_isa);
  const WatchedEconomy copy = first;
  first.run_to(2 * 7200, reference_isa);
  EXPECT_EQ(copy.block(), 7200);
  WatchedEconomy again = copy;
  again.run_to(2 * 7200, best_isa());
  EXPECT_EQ(bits(again), bits(first));
}

}  // namespace
}  // namespace taosweep
