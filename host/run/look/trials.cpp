#include "host/run/look/trials.hpp"

#include <algorithm>
#include <cstring>
#include <ctime>

#include "host/parallel/workers.hpp"
#include "host/run/cores.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"

namespace taosweep {
namespace {

/// Time that this thread has worked [s].
double worked() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double trial_cost(const Job& job) {
  const StepCounts counts = step_counts_of(job.parameters);
  return counts.steps + counts.ticks;
}

bool varies_its_clock(const Experiment& experiment) {
  return std::any_of(experiment.varied.begin(), experiment.varied.end(), [](const VariedKey& v) {
    return v.key.starts_with("time.") && !v.key.starts_with("time.days");
  });
}

/// Mixes the bytes of an array into a hash, eight at a time.
template <class T>
std::uint64_t mixed(std::uint64_t hash, const T* values, std::size_t count) {
  const auto* bytes = reinterpret_cast<const char*>(values);
  for (std::size_t at = 0, end = count * sizeof(T); at < end; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, std::min(sizeof word, end - at));
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace

Parameters trial_parameters(const Experiment& experiment, std::uint64_t point, std::uint64_t arm,
                            TrialClock clock) {
  const Parameters own = parameters_of(experiment, point, arm);
  if (varies_its_clock(experiment)) return own;
  Parameters coarse = own;
  coarse.time.opening_blocks = coarse.time.fine_days = 0;
  coarse.time.signal_blocks = std::max(
      {clock == TrialClock::coarse ? 1200. : 75., own.time.signal_blocks, own.time.step_blocks});
  // The longest step that fits an epoch.
  for (const double step : {300., 225., 150., 75., 25., 5., 1.}) {
    coarse.time.step_blocks = std::min(step, coarse.time.signal_blocks);
    if (check_parameters(coarse).empty()) return coarse;
  }
  return own;
}

Trials::Trials(double seconds, const std::atomic<bool>* stop)
    : threads_(std::min(2, usable_cores().count)),
      start_(std::chrono::steady_clock::now()),
      wall_(3 * seconds),
      allowed_(seconds * threads_),
      stop_(stop) {}

/// So short that to start threads would take as long.
bool Trials::are_short(const std::vector<Job>& jobs) const {
  constexpr double few_seconds = 0.002;
  if (cost_ == 0) return jobs.empty();
  double cost = 0;
  for (const Job& job : jobs) cost += trial_cost(job);
  return busy_ / cost_ * cost < few_seconds;
}

bool Trials::affordable(double cost) const {
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start_;
  const double left = share_ * allowed_ - busy_;
  if (left <= 0 || wall.count() >= wall_ || (stop_ && *stop_)) return false;
  return cost_ == 0 || busy_ / cost_ * cost < left;
}

Seen Trials::run(const Job& job) {
  Seen seen;
  const double cost = trial_cost(job);
  {
    const std::lock_guard lock(mutex_);
    if (!affordable(cost)) {
      ++refused_;
      return seen;
    }
  }
  const double begin = worked();
  RecordPlan plan;
  plan.days = job.parameters.time.days;
  plan.keep_paths = true;
  const EconomyResult result = advance_cpu({&job, 1}, plan, best_isa(), stop_).front();
  seen.ran = result.status != Status::not_run;
  seen.status = result.status;
  std::copy(std::begin(result.outcomes), std::end(result.outcomes), seen.outcomes.begin());
  auto told = seen.outcomes;
  for (int i = 0; i < outcome_count; ++i)
    if (is_rounding(i) || looks_beside_an_attack(i)) told[i] = 0;
  seen.bits = mixed(static_cast<std::uint64_t>(result.status), told.data(), outcome_count);
  seen.bits = mixed(seen.bits, result.series.data(), result.series.size());
  seen.bits = mixed(seen.bits, result.path.data(), result.path.size());
  const std::lock_guard lock(mutex_);
  cost_ += cost;
  busy_ += worked() - begin;
  return seen;
}

std::vector<Seen> Trials::run(const std::vector<Job>& jobs) {
  std::vector<Seen> seen(jobs.size());
  std::atomic<std::size_t> next = 0;
  Work work;
  work.watch = [] {};
  work.give_up = [&] { next = jobs.size(); };
  work.run = [&](int) {
    for (std::size_t i = next++; i < jobs.size(); i = next++) seen[i] = run(jobs[i]);
  };
  if (are_short(jobs))
    work.run(0);
  else if (!jobs.empty())
    run_workers(std::min(threads_, static_cast<int>(jobs.size())), work);
  return seen;
}

}  // namespace taosweep
