#include "host/run/look/switches.hpp"

#include <algorithm>
#include <string>

#include "host/run/jobs.hpp"
#include "host/run/look/trial_comparison.hpp"

namespace taosweep {
namespace {

bool is_of_the_clock(const ParameterInfo& info) {
  return std::string(info.key).starts_with("time.");
}

/// It goes with the state that economies begin at, and alone means nothing.
bool is_of_the_start(const ParameterInfo& info) {
  return std::string(info.key) == "network.start_block";
}

}  // namespace

SwitchSearch::SwitchSearch(const Experiment& experiment, Trials& trials,
                           const std::vector<Question>& questions,
                           const std::vector<std::uint64_t>& points)
    : experiment_(experiment),
      trials_(trials),
      questions_(questions),
      points_(points),
      found_(questions.size()) {}

void SwitchSearch::look(const std::vector<Switch>& switches, double days, std::size_t points) {
  const std::size_t arms = std::min<std::size_t>(3, experiment_.arms.size());
  const std::size_t refused = trials_.refused();
  for (const Switch& one : switches) {
    std::size_t fitting = 0;
    for (std::size_t i = 0; i < points_.size() && fitting < points; ++i) {
      // Others of the same length cost as much, and to prepare them would take the time as well.
      if (trials_.refused() > refused) return;
      bool fits = false;
      for (std::size_t arm = 0; arm < arms; ++arm)
        fits = look(one, days, points_[i], (i + arm) % experiment_.arms.size()) || fits;
      fitting += fits;
    }
  }
}

std::optional<Job> SwitchSearch::with_switch(const Switch& one, double days, std::uint64_t point,
                                             std::size_t arm) {
  const auto [kept, is_new] = bases_.try_emplace({point, arm});
  const Job& base = kept->second;
  if (is_new) {
    kept->second = job_of(experiment_, point * economies_per_point(experiment_) + arm);
    kept->second.parameters = trial_parameters(experiment_, point, arm, TrialClock::coarse);
  }
  if (one.info->of(base.parameters) == one.value) return {};
  Job job = base;
  one.info->of(job.parameters) = one.value;
  job.parameters.time.days = std::min(job.parameters.time.days, days);
  if (!check_parameters(job.parameters).empty()) return {};
  return job;
}

/// False where the economy cannot run with the switch.
bool SwitchSearch::look(const Switch& one, double days, std::uint64_t point, std::size_t arm) {
  const std::optional<Job> base = with_switch(one, days, point, arm);
  if (!base) return false;
  Job all = *base;
  std::vector<std::size_t> asked;
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const Question& question = questions_[i];
    if (found_[i] || question.read || question.info == one.info ||
        !concerns(question, experiment_.arms[arm]))
      continue;
    const auto other = with_another_value(question, base->parameters, arm);
    if (!other) continue;
    asked.push_back(i);
    jobs.push_back(*base);
    jobs.back().parameters = *other;
    question.info->of(all.parameters) = question.info->of(*other);
  }
  if (asked.empty()) return true;
  // One economy with all these keys changed answers for all where it stays the same.
  if (asked.size() > 1 && check_parameters(all.parameters).empty()) {
    const std::vector<Seen> both = trials_.run({*base, all});
    if (!both[0].ran || !both[1].ran || both[0].bits == both[1].bits) return true;
  }
  jobs.push_back(*base);
  const std::vector<Seen> seen = trials_.run(jobs);
  const Seen& before = seen.back();
  if (!before.ran || before.status != Status::ok) return false;
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (seen[i].ran && seen[i].bits != before.bits) found_[asked[i]] = one;
  return true;
}

std::vector<Switch> choice_switches() {
  std::vector<Switch> switches;
  for (const ParameterInfo& info : parameter_table) {
    if (info.kind != ParameterKind::choice || is_of_the_clock(info)) continue;
    for (double choice = info.low; choice <= info.high; ++choice)
      switches.push_back({&info, choice});
  }
  return switches;
}

std::vector<Switch> number_switches() {
  std::vector<Switch> switches;
  for (const ParameterInfo& info : parameter_table) {
    if (info.kind == ParameterKind::choice || is_of_the_clock(info) || is_of_the_start(info))
      continue;
    for (const double value : {info.fallback(), info.low, info.high})
      switches.push_back({&info, value});
  }
  return switches;
}

}  // namespace taosweep
