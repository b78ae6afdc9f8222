// The numbers of many economies on every back end, beside the table pins.txt: whoever means to keep
// the bits does not touch it. CONTRIBUTING.md, "When numbers change", has the line that prints it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/at_hand.hpp"
#include "tests/bits/pinned_cases.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {
namespace {

class Pinned : public testing::TestWithParam<std::tuple<PinnedCase, Isa>> {};

TEST_P(Pinned, NumbersAreWhatTheyWere) {
  const auto& [it, isa] = GetParam();
  if (!isa_available(isa)) GTEST_SKIP() << no_isa(isa);
  const Economies economies = it.economies();
  const std::string digest =
      digest_of(advance_cpu(economies.jobs, economies.plan, isa), economies.plan);
  if (isa == reference_isa) std::printf("PIN numbers.%s %s\n", it.name.c_str(), digest.c_str());
  expect_pinned(it.name, isa_name(isa), digest);
}

std::string test_name(const testing::TestParamInfo<std::tuple<PinnedCase, Isa>>& info) {
  const auto& [it, isa] = info.param;
  return it.name + "_" + isa_name(isa);
}

INSTANTIATE_TEST_SUITE_P(All, Pinned,
                         testing::Combine(testing::ValuesIn(all_pinned_cases()),
                                          on_each_back_end()),
                         test_name);

TEST(PinnedOnAGpu, NumbersAreWhatTheyWere) {
  if (cuda_devices().empty()) GTEST_SKIP() << no_gpu;
  for (const PinnedCase& it : all_pinned_cases()) {
    const Economies economies = it.economies();
    expect_pinned(it.name, "cuda:0",
                  digest_of(advance_cuda(economies.jobs, economies.plan, 0), economies.plan));
  }
}

/// Of economies that are run so many at a time, the last batch the smaller.
template <class Advance>
std::string batched_digest(const Economies& it, std::size_t size, const Advance& advance) {
  std::vector<EconomyResult> results;
  const std::span<const Job> jobs = it.jobs;
  for (std::size_t first = 0; first < jobs.size(); first += size)
    for (EconomyResult& result :
         advance(jobs.subspan(first, std::min(size, jobs.size() - first)), it.plan))
      results.push_back(std::move(result));
  return digest_of(results, it.plan);
}

class PinnedInBatches : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Of, PinnedInBatches, testing::Values("sn28", "sn28_rules"),
                         [](const auto& info) { return info.param; });

TEST_P(PinnedInBatches, NumbersAreThoseOfOneBatch) {
  const std::string name = GetParam();
  const Economies it = shipped(name);
  ASSERT_GT(it.jobs.size(), 3u) << "batches of 1 and 3 are to be smaller than all";
  for (const std::size_t size : {1, 3})
    expect_pinned(name, "the CPU, " + std::to_string(size) + " economies at a time,",
                  batched_digest(it, size, [](const auto& jobs, const RecordPlan& plan) {
                    return advance_cpu(jobs, plan, best_isa());
                  }));
}

/// The card makes batches itself, by its memory.
TEST_P(PinnedInBatches, NumbersAreThoseOfOneBatchOnACard) {
  const std::string name = GetParam();
  const Economies it = shipped(name);
  std::size_t most = 0;
  for (const std::size_t room : {100, 3, 1}) {
    MadeUpMachine machine(2);
    machine.limit = room * card_bytes_each(4, it.plan);
    Card card;
    expect_pinned(name, "a made-up card with room for " + std::to_string(room) + " economies",
                  digest_of(advance_on(machine, card, it.jobs, it.plan, nullptr), it.plan));
    EXPECT_GT(machine.batches, most);  // the less room, the more
    most = machine.batches;
  }
}

/// Of one stopped in the middle, and gone on from the state and the rows alone.
template <int Slots>
std::string interrupted_digest(const Parameters& p, Isa isa) {
  Simulation<Slots> first(p, attacked_key, isa), second(p, attacked_key, isa);
  EXPECT_EQ(first.clock.slots, Slots);
  first.run_to_day(p.time.days / 2);
  *second.state = *first.state;
  second.result = first.result;
  return digest_of({second.finish_run()}, second.plan);
}

class PinnedInTheMiddle : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, PinnedInTheMiddle, on_each_back_end(), name_of_isa);

TEST_P(PinnedInTheMiddle, NumbersAreThoseOfAnInterruptedEconomy) {
  const Isa isa = GetParam();
  const std::string back_end = std::string(isa_name(isa)) + ", interrupted,";
  expect_pinned("existing_step_25", back_end, interrupted_digest<1>(attacked(false, 25), isa));
  expect_pinned("fresh_step_300", back_end, interrupted_digest<3>(attacked(true, 300), isa));
}

}  // namespace
}  // namespace taosweep
