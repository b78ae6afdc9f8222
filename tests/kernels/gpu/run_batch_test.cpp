// Whole batches on a made-up card: the results of advance_cpu, bit for bit.
#include "kernels/gpu/run_batch.hpp"

#include <gmock/gmock.h>

#include <cstring>

#include "tests/kernels/gpu/made_up_machine.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

Parameters attacked(int subnets, double days, double step) {
  Parameters p;
  p.network.subnets = subnets;
  p.time.days = days;
  p.time.step_blocks = step;
  p.time.fine_days = 0.5;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = subnets % 2 ? AttackSubnet::fresh : AttackSubnet::existing;
  p.attack.netuid = 11;
  p.attack.day = 1;
  p.foundation.delay_days = 1;
  return p;
}

/// Slots, horizons, schedules, steps and shocks that differ, none beside its like.
std::vector<Job> mixed_jobs() {
  std::vector<Job> jobs;
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate)
    for (const int subnets : {20, 63, 65, 127, 30}) {
      Parameters p = attacked(subnets, 3 + subnets % 3, replicate == 1 ? 75 : 300);
      if (subnets == 63 || replicate == 2)
        p.schedule = {3, {{0, launch_2025_02}, {1.5, subsidy_2025_07}, {3, price_2026_07}}};
      jobs.push_back({p, {7, static_cast<std::uint32_t>(subnets), replicate}});
    }
  return jobs;
}

constexpr RecordPlan mixed_plan{5, 0.5, false};

void expect_equal(const std::vector<EconomyResult>& a, const std::vector<EconomyResult>& b) {
  ASSERT_EQ(a.size(), b.size());
  const auto same = [](const std::vector<float>& x, const std::vector<float>& y) {
    return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(float)) == 0;
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].status, b[i].status) << i;
    EXPECT_EQ(std::memcmp(a[i].outcomes, b[i].outcomes, sizeof a[i].outcomes), 0) << i;
    EXPECT_TRUE(same(a[i].series, b[i].series)) << i;
    EXPECT_TRUE(same(a[i].path, b[i].path)) << i;
  }
}

std::vector<EconomyResult> on_a_card(MadeUpMachine& machine, const std::vector<Job>& jobs,
                                     const RecordPlan& plan,
                                     const std::atomic<bool>* stop = nullptr) {
  Card card;
  return advance_on(machine, card, jobs, plan, stop);
}

TEST(RunBatch, GivesTheResultsOfTheCpu) {
  const std::vector<Job> jobs = mixed_jobs();
  const std::vector<EconomyResult> expected = advance_cpu(jobs, mixed_plan, best_isa());
  for (const EconomyResult& result : expected) ASSERT_EQ(result.status, Status::ok);
  for (const std::uint32_t warps : {1u, 2u, 7u}) {
    MadeUpMachine machine(warps);
    expect_equal(on_a_card(machine, jobs, mixed_plan), expected);
    EXPECT_GE(machine.batches, 4u);  // slots are not mixed
  }
}

/// Wherever launches cut an economy.
TEST(RunBatch, GivesTheResultsOfTheCpuOnCardsOfAnySpeed) {
  const std::vector<Job> jobs = mixed_jobs();
  const std::vector<EconomyResult> expected = advance_cpu(jobs, mixed_plan, best_isa());
  std::size_t most = 0;
  for (const double seconds : {1e-6, 10.0}) {
    MadeUpMachine machine(2);
    machine.time = [seconds] { return seconds; };
    expect_equal(on_a_card(machine, jobs, mixed_plan), expected);
    EXPECT_GT(machine.families.size(), most);  // the slower, the more launches
    most = machine.families.size();
  }
  EXPECT_GT(most, 200u);
}

TEST(RunBatch, BeginsAllEconomiesAtTheRecordedState) {
  const StartState start = made_up_start();
  std::vector<Job> jobs;
  for (std::uint32_t i = 0; i < 6; ++i)
    jobs.push_back({begun_at(i % 2 ? hill_rank_2026_08 : flow_2025_12, 3), {7, i, 0}, &start});
  MadeUpMachine machine(3);
  const std::vector<EconomyResult> expected = advance_cpu(jobs, mixed_plan, best_isa());
  for (const EconomyResult& result : expected) ASSERT_EQ(result.status, Status::ok);
  expect_equal(on_a_card(machine, jobs, mixed_plan), expected);
  jobs.back().start = nullptr;
  EXPECT_THROW(on_a_card(machine, jobs, mixed_plan), std::invalid_argument);
}

TEST(RunBatch, BringsBranchesToTheCard) {
  std::vector<Job> jobs = mixed_jobs();
  const std::vector<EconomyResult> plain = advance_cpu(jobs, mixed_plan, best_isa());
  std::vector<ShockBranches> branches(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); i += 2) {
    branches[i] = {2, {{1, 100 + i}, {2, 200 + i}}};
    jobs[i].key.branches = &branches[i];
  }
  const std::vector<EconomyResult> expected = advance_cpu(jobs, mixed_plan, best_isa());
  MadeUpMachine machine(3);
  expect_equal(on_a_card(machine, jobs, mixed_plan), expected);
  for (std::size_t i = 0; i < jobs.size(); ++i)
    EXPECT_EQ(std::memcmp(expected[i].series.data(), plain[i].series.data(),
                          plain[i].series.size() * sizeof(float)) == 0,
              i % 2 == 1)
        << i;
}

TEST(RunBatch, KeepsPathsWhereTheyAreAskedFor) {
  std::vector<Job> jobs = mixed_jobs();
  jobs.resize(4);
  RecordPlan plan = mixed_plan;
  plan.keep_paths = true;
  MadeUpMachine machine(2);
  expect_equal(on_a_card(machine, jobs, plan), advance_cpu(jobs, plan, best_isa()));
}

TEST(RunBatch, RunsTheLeanProgramWhileItDoes) {
  MadeUpMachine machine(2);
  on_a_card(machine, {{attacked(20, 2, 300), {1, 0}}}, {2, 1, false});
  for (const unsigned family : machine.families) EXPECT_EQ(family, families[0]);
}

/// Of a hundred, one lasts the longest.
TEST(RunBatch, PassesOverThoseThatHaveEndedAFewTimesAtMost) {
  std::vector<Job> jobs(100, {attacked(20, 2, 300), {1, 0}});
  jobs[37].parameters.time.days = 60;
  MadeUpMachine machine(2);
  machine.time = [] { return 0.2; };
  const RecordPlan plan{60, 1, false};
  expect_equal(on_a_card(machine, jobs, plan), advance_cpu(jobs, plan, best_isa()));
  EXPECT_GT(machine.tasks, 150u);
  EXPECT_LT(machine.tickets, 3 * machine.tasks);
}

TEST(RunBatch, BringsOutcomesAndSeriesBackAndNoStates) {
  const std::vector<Job> jobs(40, {attacked(127, 2, 300), {1, 0}});
  const RecordPlan plan{2, 1, false};
  MadeUpMachine machine(2);
  on_a_card(machine, jobs, plan);
  EXPECT_LT(machine.back, jobs.size() * sizeof(EconomyState<4>) / 5);
}

TEST(RunBatch, HeedsAStopBetweenLaunches) {
  std::atomic<bool> stop = false;
  MadeUpMachine machine(2);
  int launches = 0;
  machine.time = [&] {
    stop = ++launches == 3;
    return 1e-3;
  };
  std::vector<Job> jobs(10, {attacked(20, 5, 300), {1, 0}});
  const auto results = on_a_card(machine, jobs, mixed_plan, &stop);
  EXPECT_EQ(launches, 3);
  for (const EconomyResult& result : results) EXPECT_EQ(result.status, Status::not_run);
  expect_equal({results[0]}, {empty_result(mixed_plan)});
}

TEST(RunBatch, MeetsACardThatRefusesMemoryWithSmallerBatches) {
  const std::vector<Job> jobs(20, {attacked(20, 2, 300), {1, 0}});
  const RecordPlan plan{2, 1, false};
  MadeUpMachine machine(2);
  machine.limit = 3 * card_bytes_each(1, plan);  // though it says that there is more
  expect_equal(on_a_card(machine, jobs, plan), advance_cpu(jobs, plan, best_isa()));
  EXPECT_EQ(machine.refusals, 1);  // once is enough to know
  EXPECT_EQ(machine.batches, 5u);
}

TEST(RunBatch, SaysThatNotOneEconomyFits) {
  MadeUpMachine machine(2);
  machine.limit = 1000;
  const std::vector<Job> jobs{{attacked(20, 2, 300), {1, 0}}};
  try {
    on_a_card(machine, jobs, {2, 1, false});
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("bytes on the card"));
  }
}

/// Several threads use the card at a time, as engines of one device do.
TEST(RunBatch, GivesTheResultsOfTheCpuFromSeveralThreads) {
  const std::vector<Job> jobs = mixed_jobs();
  const std::vector<EconomyResult> expected = advance_cpu(jobs, mixed_plan, best_isa());
  Card card;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      MadeUpMachine machine(2);
      expect_equal(advance_on(machine, card, jobs, mixed_plan, nullptr), expected);
    });
}

}  // namespace
}  // namespace taosweep
