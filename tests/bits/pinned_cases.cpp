#include "tests/bits/pinned_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "tests/bits/corners.hpp"
#include "tests/bits/numbers_hash.hpp"

namespace taosweep {

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

namespace {

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

/// name -> digest, of pins.txt.
std::map<std::string, std::string> pinned() {
  std::ifstream file(TAOSWEEP_SOURCE_DIR "/tests/bits/pins.txt");
  std::map<std::string, std::string> pins;
  for (std::string name, digest; file >> name >> digest;) pins[name] = digest;
  return pins;
}

}  // namespace

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

std::vector<PinnedCase> all_pinned_cases() {
  std::vector<PinnedCase> cases;
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

}  // namespace taosweep
