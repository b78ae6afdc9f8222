#include "host/run/look/trial_comparison.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "host/run/jobs.hpp"

namespace taosweep {
namespace {

// Economies to which questions are put at each point: one arm may read what another does not.
constexpr std::size_t asked_arms = 3;

}  // namespace

/// One trial economy, and two more in which half of its questions' keys are changed at once. A half
/// that changes nothing answers all its questions with one run; the other is then asked one by one.
/// What stands in which half turns with the bits of the questions' numbers, so that any two are
/// told apart: one change cannot hide another for long.
struct TrialComparison::Case {
  std::size_t arm;
  Job base;
  bool counts;                     ///< it runs to its end
  std::vector<std::size_t> unfit;  // questions with no other value
  std::vector<std::size_t> halves[2];
  std::optional<Job> changed[2];
};

std::optional<Parameters> with_another_value(const Question& question, const Parameters& base,
                                             std::size_t turn) {
  std::vector<Parameters> fitting;
  for (const double value : question.values) {
    if (value == question.info->of(base)) continue;
    Parameters other = base;
    question.info->of(other) = value;
    if (check_parameters(other).empty()) fitting.push_back(other);
  }
  if (fitting.empty()) return {};
  return fitting[turn % fitting.size()];
}

TrialComparison::TrialComparison(const Experiment& experiment, Trials& trials)
    : experiment_(experiment), trials_(trials), questions_(questions_of(experiment)) {
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm)
    kinds_.push_back(arm < most_arms ? 0 : arm);
}

bool TrialComparison::has_twin(std::size_t arm) const {
  return std::count(kinds_.begin(), kinds_.end(), kinds_[arm]) > 1;
}

bool TrialComparison::open() const {
  for (const Question& question : questions_)
    if (!question.read) return true;
  return twins();
}

bool TrialComparison::twins() const {
  for (std::size_t arm = 0; arm < kinds_.size(); ++arm)
    if (has_twin(arm)) return true;
  return false;
}

void TrialComparison::split_questions(Case& one) const {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const Question& question = questions_[i];
    if (question.read || !concerns(question, experiment_.arms[one.arm])) continue;
    (with_another_value(question, one.base.parameters, turn_) ? open : one.unfit).push_back(i);
  }
  const auto bits =
      static_cast<std::size_t>(std::bit_width(std::max<std::size_t>(1, open.size() - 1)));
  for (std::size_t i = 0; i < open.size(); ++i)
    one.halves[i >> (turn_ % bits) & 1].push_back(open[i]);
  for (int half = 0; half < 2; ++half) {
    if (one.halves[half].empty()) continue;
    Job changed = one.base;
    for (const std::size_t i : one.halves[half]) {
      const ParameterInfo& info = *questions_[i].info;
      info.of(changed.parameters) =
          info.of(*with_another_value(questions_[i], one.base.parameters, turn_));
    }
    if (check_parameters(changed.parameters).empty()) one.changed[half] = changed;
  }
}

std::vector<TrialComparison::Case> TrialComparison::cases_of(std::uint64_t point,
                                                             const Extent& extent) const {
  const std::size_t arms = experiment_.arms.size();
  std::vector<Case> cases;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < arms; ++i) {
    const std::size_t arm = (turn_ + i) % arms;
    const bool asks = asked < asked_arms;
    if (!asks && !has_twin(arm)) continue;
    Case one{arm, job_of(experiment_, point * economies_per_point(experiment_) + arm), true, {}, {},
             {}};
    Parameters& p = one.base.parameters = trial_parameters(experiment_, point, arm, extent.clock);
    // The finer clock runs economies that have been counted.
    one.counts = extent.days >= p.time.days && extent.clock == TrialClock::coarse;
    p.time.days = std::min(p.time.days, extent.days);
    if (!check_parameters(p).empty()) return {};
    if (asks) split_questions(one);
    ++asked;
    cases.push_back(one);
  }
  return cases;
}

void TrialComparison::tell_arms_apart(const std::vector<Case>& cases,
                                      const std::vector<Seen>& bases) {
  std::map<std::pair<std::size_t, std::uint64_t>, std::size_t> first;
  std::vector<std::size_t> kinds = kinds_;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::size_t arm = cases[i].arm;
    if (!has_twin(arm)) continue;
    // A kind is called by one of its arms: no two kinds share a name.
    kinds[arm] = first.emplace(std::pair(kinds_[arm], bases[i].bits), arm).first->second;
  }
  kinds_ = kinds;
}

bool TrialComparison::answer(const Case& one, const Seen& base, const std::vector<Seen>& halves) {
  for (const std::size_t i : one.unfit) questions_[i].unfit = questions_[i].unfit || one.counts;
  std::vector<std::size_t> alone;
  for (int half = 0; half < 2; ++half) {
    const auto& questions = one.halves[half];
    if (one.changed[half] && halves[half].bits == base.bits) {
      for (const std::size_t i : questions) questions_[i].tried += one.counts;
    } else if (one.changed[half] && questions.size() == 1) {
      questions_[questions.front()].read = true;
    } else {
      for (const std::size_t i : questions)
        if (!questions_[i].read) alone.push_back(i);
    }
  }
  std::vector<Job> jobs;
  for (const std::size_t i : alone) {
    jobs.push_back(one.base);
    jobs.back().parameters = *with_another_value(questions_[i], one.base.parameters, turn_);
  }
  const std::vector<Seen> seen = trials_.run(jobs);
  bool all = true;
  for (std::size_t i = 0; i < alone.size(); ++i) {
    Question& question = questions_[alone[i]];
    if (!seen[i].ran) {
      all = false;
    } else if (seen[i].bits != base.bits) {
      question.read = true;
    } else {
      question.tried += one.counts;
    }
  }
  return all;
}

TrialComparison::Look TrialComparison::look_at(std::uint64_t point, const Extent& extent) {
  const std::vector<Case> cases = cases_of(point, extent);
  if (cases.empty()) return Look::unfit;
  std::vector<Job> jobs;
  for (const Case& one : cases) jobs.push_back(one.base);
  for (const Case& one : cases)
    for (const auto& changed : one.changed)
      if (changed) jobs.push_back(*changed);
  const std::vector<Seen> seen = trials_.run(jobs);
  for (const Seen& one : seen)
    if (!one.ran) return Look::out_of_time;
  const std::vector<Seen> bases(seen.begin(), seen.begin() + static_cast<int>(cases.size()));
  // An economy that failed, perhaps by its coarse clock, tells nothing.
  for (const Seen& base : bases)
    if (base.status != Status::ok) return Look::unfit;

  tell_arms_apart(cases, bases);
  std::size_t next = cases.size();
  bool counts = true, all = true;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::vector<Seen> halves(2);
    for (int half = 0; half < 2; ++half)
      if (cases[i].changed[half]) halves[half] = seen[next++];
    all = answer(cases[i], bases[i], halves) && all;
    counts = counts && cases[i].counts;
  }
  points_told_ += counts;
  asked_ += cases.size();
  return all ? Look::done : Look::out_of_time;
}

bool TrialComparison::look(const std::vector<std::uint64_t>& points, const Extent& extent) {
  asked_ = 0;
  for (const std::uint64_t point : points) {
    if (!open() || (asked_ >= extent.economies && trials_.spent() >= extent.spent)) return true;
    if (look_at(point, extent) == Look::out_of_time) return false;
    ++turn_;
  }
  return true;
}

}  // namespace taosweep
