#include "host/run/queue.hpp"

#include <algorithm>
#include <limits>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"

namespace taosweep {

RunQueue::RunQueue(const Experiment& experiment, const Portion& portion,
                   const std::vector<PlannedChunk>& chunks)
    : experiment_(experiment),
      portion_(portion),
      series_length_(empty_result(record_plan(experiment)).series.size()),
      waiting_(chunks.begin(), chunks.end()) {}

void RunQueue::open(const PlannedChunk& chunk) {
  const std::uint64_t economies = chunk.range.points * economies_per_point(experiment_);
  OpenChunk opened;
  opened.results.first_point = chunk.range.first;
  opened.results.points = chunk.range.points;
  opened.results.replicates = experiment_.replicates;
  opened.results.status.assign(economies, static_cast<std::int32_t>(Status::not_run));
  opened.results.outcomes.assign(economies * outcome_count,
                                 std::numeric_limits<double>::quiet_NaN());
  opened.results.series.assign(economies * series_length_, std::numeric_limits<float>::quiet_NaN());
  opened.missing = economies;
  opened.cost_each = chunk.cost / static_cast<double>(economies);
  next_ = portion_.points[chunk.range.first] * economies_per_point(experiment_);
  end_ = next_ + economies;
  open_.emplace(next_, std::move(opened));
}

std::vector<std::uint64_t> RunQueue::take(std::size_t at_most) {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> ids;
  while (ids.size() < at_most) {
    if (next_ == end_) {
      if (waiting_.empty()) break;
      open(waiting_.front());
      waiting_.pop_front();
    }
    ids.push_back(next_++);
  }
  return ids;
}

void RunQueue::close() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
  next_ = end_;
}

std::optional<PointResults> RunQueue::put(std::uint64_t economy, EconomyResult&& result) {
  const std::lock_guard lock(mutex_);
  const auto place = std::prev(open_.upper_bound(economy));
  OpenChunk& chunk = place->second;
  PointResults& results = chunk.results;
  const std::uint64_t economies = results.status.size(), i = economy - place->first;
  results.status[i] = static_cast<std::int32_t>(result.status);
  for (int k = 0; k < outcome_count; ++k) results.outcomes[k * economies + i] = result.outcomes[k];
  for (std::size_t column = 0; column < series_length_; ++column)
    results.series[column * economies + i] = result.series[column];
  if (!result.path.empty()) results.paths[economy] = std::move(result.path);

  ++done_.economies;
  done_.cost += chunk.cost_each;
  if (--chunk.missing > 0) return std::nullopt;
  PointResults complete = std::move(results);
  open_.erase(place);
  derive_outcomes(complete, experiment_.arms.size());
  return complete;
}

RunQueue::Done RunQueue::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

}  // namespace taosweep
