// Which jobs run side by side, and in which programs.
#include "kernels/gpu/batch_plan.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/chain/needs.hpp"
#include "kernels/gpu/task_length.hpp"

namespace taosweep {
namespace {

constexpr int day = 7200;
constexpr unsigned lean = families[0], full = families[std::size(families) - 1];

Parameters lasting(double days, int subnets = 20) {
  Parameters p;
  p.network.subnets = subnets;
  p.time.days = days;
  p.time.step_blocks = 300;
  return p;
}

/// A schedule that changes to rules with more state on a day.
Parameters changing(double days, double on) {
  Parameters p = lasting(days);
  p.schedule = {2, {{0, launch_2025_02}, {on, flow_2025_11}}};
  return p;
}

std::vector<FamilyUntil> families_of(const Parameters& p) {
  return families_in_time(setting_of(p, 1));
}

TEST(FamiliesInTime, AreThoseInWhichACpuRunsAnEconomy) {
  EXPECT_EQ(families_of(lasting(10)), (std::vector<FamilyUntil>{{10 * day, lean}}));
  const auto changed = families_of(changing(10, 4));
  ASSERT_EQ(changed.size(), 2u);
  EXPECT_EQ(changed[0].family, lean);
  EXPECT_EQ(changed[1], (FamilyUntil{10 * day, full}));
  EXPECT_LE(changed[0].block, 4 * day);
}

TEST(FamiliesInTime, OfSeveralHaveWhatAnyNeeds) {
  const std::vector<std::vector<FamilyUntil>> each{
      {{3 * day, lean}, {9 * day, full}}, {{5 * day, lean}, {8 * day, full}}, {{12 * day, lean}}};
  EXPECT_EQ(together(each),
            (std::vector<FamilyUntil>{{3 * day, lean}, {9 * day, full}, {12 * day, lean}}));
}

TEST(BatchPlan, SharesSettingsAmongReplicatesAndMixesNoSlots) {
  std::vector<Job> jobs;
  for (std::uint32_t replicate = 0; replicate < 5; ++replicate)
    for (const int subnets : {20, 100, 40})
      jobs.push_back({lasting(3, subnets), {1, 0, replicate}});
  const SortedJobs all = sorted(jobs, {3, 1, false});
  EXPECT_EQ(all.settings.size(), 3u);
  std::set<std::size_t> seen;
  std::vector<int> slots;
  for (std::size_t first = 0; first < jobs.size();) {
    const BatchPlan batch = batch_from(all, first, 100);
    EXPECT_EQ(batch.settings.size(), 1u);
    EXPECT_EQ(batch.jobs.size(), 5u);
    seen.insert(batch.jobs.begin(), batch.jobs.end());
    slots.push_back(batch.slots);
    first += batch.jobs.size();
  }
  EXPECT_EQ(slots, (std::vector{1, 2, 4}));
  EXPECT_EQ(seen.size(), jobs.size());
}

TEST(BatchPlan, PutsTogetherWhatNeedsTheSameProgramsAndLastsAlike) {
  std::vector<Job> jobs;
  for (std::uint32_t i = 0; i < 4; ++i)
    for (const Parameters& p : {lasting(3), changing(6, 2), lasting(9)})
      jobs.push_back({p, {1, i}});
  const SortedJobs all = sorted(jobs, {9, 1, false});
  const BatchPlan first = batch_from(all, 0, 4), last = batch_from(all, 8, 4);
  for (const BatchPlan& batch : {first, last, batch_from(all, 4, 4)})
    EXPECT_EQ(batch.settings.size(), 1u);
  EXPECT_EQ(first.stretches.size(), 1u);
  EXPECT_EQ(first.stretches[0].block, 9 * day);  // the longest first
}

TEST(BatchPlan, KnowsItsTickWithTheMostSteps) {
  Parameters fine = lasting(3);
  fine.time.step_blocks = 1;
  const std::vector<Job> jobs{{lasting(3), {1, 0}}, {fine, {1, 1}}};
  const BatchPlan batch = batch_from(sorted(jobs, {3, 1, false}), 0, 10);
  EXPECT_EQ(batch.steps_of_tick, most_steps_of_tick(make_clock(fine, 1)));
}

}  // namespace
}  // namespace taosweep
