// The numbers of many economies on every back end, beside the table pins.txt: whoever means to keep
// the bits does not touch it. CONTRIBUTING.md, "When numbers change", has the line that prints it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "tests/at_hand.hpp"
#include "tests/bits/corners.hpp"
#include "tests/bits/numbers_hash.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {
namespace {

struct Economies {
  std::vector<Job> jobs;
  RecordPlan plan;
};

Economies corner_economy(int index) {
  const Parameters p = corner(index);
  EXPECT_THAT(check_parameters(p), testing::IsEmpty()) << "choose another draw in corners.cpp";
  return {{{p, {20250213, static_cast<std::uint32_t>(index), 0}}}, {p.time.days, 0.5, true}};
}

/// Money without end: an economy that fails, whose bits count as well.
Economies failing_economy() {
  Economies failing = corner_economy(0);
  failing.jobs[0].parameters.capital.burst_tao = __builtin_inf();
  return failing;
}

/// An attacked subnet whose attacker leaves: from the existing one when the foundation acts, from
/// the fresh one after a day.
Parameters attacked(bool fresh, int step_blocks) {
  Parameters p;
  p.time.step_blocks = step_blocks;
  p.time.days = step_blocks == 1 ? 2 : step_blocks == 25 ? 5 : 80;
  p.time.fine_days = 0.5;
  p.network.subnets = fresh ? 64 : 30;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
  p.attack.day = step_blocks == 1 ? 0 : 1;
  p.attack.shock_day = 0.25;
  p.attack.exit_on_action = !fresh;
  p.attack.exit_after = fresh ? 1 : 3650;
  p.foundation.delay_days = 1;
  return p;
}

constexpr ShockKey attacked_key{28, 1, 2};

Economies attacked_economy(bool fresh, int step_blocks) {
  const Parameters p = attacked(fresh, step_blocks);
  return {{{p, attacked_key}}, {p.time.days, 1, false}};
}

/// Under the rules of one era from the launch on, with owners that burn.
Economies era_economy(int era, int step_blocks) {
  Parameters p = attacked(false, step_blocks);
  p.schedule = {1, {{0, era_table[era].rules}}};
  p.network.subnets = 40;
  p.miners.burning = 0.3;
  p.miners.burned = 0.9;
  return {{{p, attacked_key}}, {p.time.days, 1, true}};
}

/// Under all of them, one after the other.
Economies history_economy() {
  Economies it = era_economy(0, 300);
  Schedule& schedule = it.jobs[0].parameters.schedule;
  schedule.count = 0;
  for (int era = 0; era < era_count; ++era)
    schedule.of[schedule.count++] = {5.3 * era, era_table[era].rules};
  return it;
}

/// An attacked economy under an era with something changed, at two lengths of a step.
struct Variant {
  const char* name;
  Rules era;
  void (*change)(Parameters&);
};
constexpr Variant variants[] = {
    {"capped_buy", hill_rank_2026_08,
     [](Parameters& p) { p.protocol.injection = InjectionRule::capped_buy; }},
    {"emission_switch", hill_rank_2026_08,
     [](Parameters& p) { p.foundation.by = FoundationBy::emission_switch; }},
    {"recycled_pay", price_2026_07, [](Parameters& p) { p.miners.burned_to = BurnedTo::recycled; }},
    {"split_vectors", etao_2026_10,
     [](Parameters& p) {
       p.protocol.split = SplitRule::vector;
       p.owners.taking = 0.4;
       p.owners.giving = 0.3;
       p.owners.split_day = 1;
     }},
};

Economies variant_economy(const Variant& variant, int step_blocks) {
  Economies it = era_economy(0, step_blocks);
  Parameters& p = it.jobs[0].parameters;
  p.schedule = {1, {{0, variant.era}}};
  variant.change(p);
  return it;
}

/// A shipped config at its quick size: the lines of NAME.quick stand in for its own.
Economies shipped(const std::string& name) {
  const std::string root = TAOSWEEP_SOURCE_DIR;
  std::ifstream file(root + "/tests/bits/" + name + ".quick");
  std::vector<std::string> sets;
  for (std::string line; std::getline(file, line);) sets.push_back(line);
  const Experiment experiment = load_experiment(root + "/configs/" + name + ".ini", sets);
  Economies all{{}, record_plan(experiment)};
  for (std::uint64_t i = 0; i < experiment.economies(); ++i)
    all.jobs.push_back(job_of(experiment, i));
  return all;
}

struct Case {
  std::string name;
  std::function<Economies()> economies;
  friend void PrintTo(const Case& it, std::ostream* out) { *out << it.name; }
};

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (int i = 0; i < corner_count; ++i)
    cases.push_back({"corner_" + std::to_string(i), [i] { return corner_economy(i); }});
  cases.push_back({"failing", failing_economy});
  for (const int step : {1, 25, 300})
    for (const bool fresh : {false, true})
      cases.push_back({std::string(fresh ? "fresh" : "existing") + "_step_" + std::to_string(step),
                       [=] { return attacked_economy(fresh, step); }});
  for (int era = 0; era < era_count; ++era) {
    std::string name = std::string("era_") + era_table[era].name;
    std::replace(name.begin(), name.end(), '-', '_');
    cases.push_back({name, [=] { return era_economy(era, 25); }});
    cases.push_back({name + "_step_1", [=] { return era_economy(era, 1); }});
  }
  for (const Variant& variant : variants)
    for (const int step : {1, 25})
      cases.push_back({std::string(variant.name) + "_step_" + std::to_string(step),
                       [&variant, step] { return variant_economy(variant, step); }});
  cases.push_back({"history", history_economy});
  for (const char* name : {"sn28", "sn28_rules"})
    cases.push_back({name, [=] { return shipped(name); }});
  return cases;
}

/// name -> digest, of pins.txt.
std::map<std::string, std::string> pinned() {
  std::ifstream file(TAOSWEEP_SOURCE_DIR "/tests/bits/pins.txt");
  std::map<std::string, std::string> pins;
  for (std::string name, digest; file >> name >> digest;) pins[name] = digest;
  return pins;
}

std::string digest_of(const std::vector<EconomyResult>& results, const RecordPlan& plan) {
  NumbersHash hash;
  for (const EconomyResult& result : results) hash.add(result, plan);
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash.value()));
  return text;
}

void expect_pinned(const std::string& name, const std::string& back_end,
                   const std::string& digest) {
  EXPECT_EQ(digest, pinned()["numbers." + name])
      << name << " on " << back_end
      << " gives other numbers than are pinned in tests/bits/pins.txt";
}

class Pinned : public testing::TestWithParam<std::tuple<Case, Isa>> {};

TEST_P(Pinned, NumbersAreWhatTheyWere) {
  const auto& [it, isa] = GetParam();
  if (!isa_available(isa)) GTEST_SKIP() << no_isa(isa);
  const Economies economies = it.economies();
  const std::string digest =
      digest_of(advance_cpu(economies.jobs, economies.plan, isa), economies.plan);
  if (isa == reference_isa) std::printf("PIN numbers.%s %s\n", it.name.c_str(), digest.c_str());
  expect_pinned(it.name, isa_name(isa), digest);
}

std::string test_name(const testing::TestParamInfo<std::tuple<Case, Isa>>& info) {
  const auto& [it, isa] = info.param;
  return it.name + "_" + isa_name(isa);
}

INSTANTIATE_TEST_SUITE_P(All, Pinned,
                         testing::Combine(testing::ValuesIn(all_cases()), on_each_back_end()),
                         test_name);

TEST(PinnedOnAGpu, NumbersAreWhatTheyWere) {
  if (cuda_devices().empty()) GTEST_SKIP() << no_gpu;
  for (const Case& it : all_cases()) {
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
