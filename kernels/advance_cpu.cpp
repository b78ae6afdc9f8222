// Economies on the CPU: set up, run by the back end asked for, finish.
#include <memory>

#include "kernels/back_ends.hpp"
#include "kernels/outcomes/finish.hpp"

namespace taosweep {

int time_count(TimeAxis axis, const RecordPlan& plan) {
  if (axis == TimeAxis::since_action) return fall_times;
  return static_cast<int>(whole_blocks(plan.days) / row_blocks(plan.series_days)) + 1;
}

std::vector<double> time_values(TimeAxis axis, const RecordPlan& plan) {
  std::vector<double> times(time_count(axis, plan));
  const bool days = axis == TimeAxis::day;
  const std::int64_t interval = days ? row_blocks(plan.series_days) : fall_interval;
  const double unit = days ? blocks_per_day : blocks_per_hour;
  for (std::size_t i = 0; i < times.size(); ++i)
    times[i] = static_cast<double>(static_cast<std::int64_t>(i) * interval) / unit;
  return times;
}

EconomyResult empty_result(const RecordPlan& plan) {
  EconomyResult result;
  for (double& x : result.outcomes) x = undefined;
  std::size_t size = 0;
  for (const SeriesInfo& info : series_table) size += time_count(info.axis, plan);
  result.series.assign(size, static_cast<float>(undefined));
  if (plan.keep_paths) {
    result.path.assign(std::size_t{path_count} * time_count(TimeAxis::day, plan) * path_subnets,
                       static_cast<float>(undefined));
  }
  return result;
}

namespace {

template <int Slots>
EconomyResult run_job(const Job& job, const Clock& clock, const RecordPlan& plan, Isa isa) {
  EconomyResult result = empty_result(plan);
  const Recorder recorder{result.series.data(), plan.keep_paths ? result.path.data() : nullptr,
                          time_count(TimeAxis::day, plan)};
  const auto state = std::make_unique<EconomyState<Slots>>();
  const auto flows = std::make_unique<TickFlows<Slots>>();
  const Segments segments = make_segments(job.parameters);
  const EconomyView<Slots> view{job.parameters, clock, segments, job.key, *state, *flows, recorder};
  begin_on(isa, view, job.start);
  for (std::int32_t from = 0; from < clock.stop;) {
    const std::int32_t end = end_of_family(job.parameters, clock, segments, from);
    run_on(isa, needs_between(job.parameters, segments, from, end), view, end);
    from = end;
  }
  finish(job.parameters, clock, segments, *state, result);
  return result;
}

EconomyResult run_job(const Job& job, const RecordPlan& plan, Isa isa) {
  const Clock clock = make_clock(job.parameters, plan.series_days);
  switch (clock.slots) {
    case 1:
      return run_job<1>(job, clock, plan, isa);
    case 2:
      return run_job<2>(job, clock, plan, isa);
    case 3:
      return run_job<3>(job, clock, plan, isa);
    default:
      return run_job<4>(job, clock, plan, isa);
  }
}

}  // namespace

std::vector<EconomyResult> advance_cpu(std::span<const Job> jobs, const RecordPlan& plan, Isa isa,
                                       const std::atomic<bool>* stop) {
  std::vector<EconomyResult> results;
  results.reserve(jobs.size());
  for (const Job& job : jobs) {
    results.push_back(stop && *stop ? empty_result(plan) : run_job(job, plan, isa));
  }
  return results;
}

}  // namespace taosweep
