#include "host/run/queue.hpp"

#include <algorithm>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

PointResults empty_results(const ChunkRange& range, std::uint64_t arms, std::size_t series_length) {
  const std::uint64_t economies = range.points * range.replicates * arms;
  PointResults results;
  results.first_point = range.first_point;
  results.points = range.points;
  results.first_replicate = range.first_replicate;
  results.replicates = range.replicates;
  results.status.assign(economies, static_cast<std::int32_t>(Status::not_run));
  results.outcomes.assign(economies * outcome_count, undefined);
  results.series.assign(economies * series_length, static_cast<float>(undefined));
  return results;
}

/// True where all arms of a point and replicate are finished.
bool is_whole(const std::vector<std::int32_t>& statuses, std::uint64_t pair, std::uint64_t arms) {
  const auto* status = &statuses[pair * arms];
  return std::none_of(status, status + arms, [](std::int32_t each) {
    return each == static_cast<std::int32_t>(Status::not_run);
  });
}

/// Copies `count` columns of every row, from column `from` on.
template <class T>
void copy_columns(const std::vector<T>& source, std::uint64_t width, std::uint64_t from,
                  std::vector<T>& target, std::uint64_t count) {
  const std::uint64_t rows = source.size() / width;
  for (std::uint64_t row = 0; row < rows; ++row)
    std::copy_n(&source[row * width + from], count, &target[row * count]);
}

}  // namespace

RunQueue::RunQueue(const Experiment& experiment, const Portion& portion,
                   const std::vector<PlannedChunk>& chunks)
    : experiment_(experiment),
      portion_(portion),
      per_point_(economies_per_point(experiment)),
      arms_(experiment.arms.size()),
      series_length_(empty_result(record_plan(experiment)).series.size()),
      waiting_(chunks.begin(), chunks.end()) {}

std::uint64_t RunQueue::id_of(std::uint64_t place) const {
  return portion_.points[place / per_point_] * per_point_ + place % per_point_;
}

void RunQueue::open(const PlannedChunk& chunk) {
  const PairRange pairs = pairs_of(chunk.range, experiment_.replicates);
  OpenChunk opened;
  opened.results = empty_results(chunk.range, arms_, series_length_);
  opened.missing = pairs.pairs * arms_;
  opened.each = chunk.cost * (1 / static_cast<double>(opened.missing));
  next_ = pairs.first * arms_;
  end_ = next_ + opened.missing;
  open_.emplace(next_, std::move(opened));
}

std::vector<Ticket> RunQueue::take(std::size_t at_most) {
  const std::lock_guard lock(mutex_);
  std::vector<Ticket> tickets;
  while (tickets.size() < at_most) {
    if (next_ == end_) {
      if (waiting_.empty()) break;
      open(waiting_.front());
      waiting_.pop_front();
    }
    tickets.push_back({next_, id_of(next_)});
    ++next_;
  }
  return tickets;
}

void RunQueue::close() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
  next_ = end_;
}

std::optional<PointResults> RunQueue::put(const Ticket& ticket, EconomyResult&& result) {
  const std::lock_guard lock(mutex_);
  const auto found = std::prev(open_.upper_bound(ticket.place));
  OpenChunk& chunk = found->second;
  PointResults& results = chunk.results;
  const std::uint64_t economies = results.status.size(), i = ticket.place - found->first;
  results.status[i] = static_cast<std::int32_t>(result.status);
  for (int k = 0; k < outcome_count; ++k) results.outcomes[k * economies + i] = result.outcomes[k];
  for (std::size_t column = 0; column < series_length_; ++column)
    results.series[column * economies + i] = result.series[column];
  if (!result.path.empty()) results.paths[ticket.economy] = std::move(result.path);

  if (is_whole(results.status, i / arms_, arms_)) done_.economies += arms_;
  done_.steps += chunk.each.steps;
  done_.work += chunk.each.work;
  if (--chunk.missing > 0) return std::nullopt;
  PointResults complete = std::move(results);
  open_.erase(found);
  derive_outcomes(complete, arms_);
  return complete;
}

std::vector<PointResults> RunQueue::finished_parts() {
  const std::lock_guard lock(mutex_);
  std::vector<PointResults> parts;
  for (auto& [first, chunk] : open_) {
    PointResults& all = chunk.results;
    const std::uint64_t economies = all.status.size(), pairs = economies / arms_;
    const auto finished = [&](std::uint64_t pair) { return is_whole(all.status, pair, arms_); };
    for (std::uint64_t pair = 0; pair < pairs;) {
      std::uint64_t end = pair;
      while (end < pairs && finished(end)) ++end;
      const PairRange done{first / arms_ + pair, end - pair};
      pair = end + 1;
      for (const ChunkRange& range : ranges_of(done, experiment_.replicates)) {
        const PairRange held = pairs_of(range, experiment_.replicates);
        const std::uint64_t from = held.first * arms_ - first, count = held.pairs * arms_;
        PointResults& part = parts.emplace_back(empty_results(range, arms_, series_length_));
        copy_columns(all.status, economies, from, part.status, count);
        copy_columns(all.outcomes, economies, from, part.outcomes, count);
        copy_columns(all.series, economies, from, part.series, count);
        for (std::uint64_t i = 0; i < count; ++i) {
          const auto path = all.paths.find(id_of(first + from + i));
          if (path != all.paths.end()) part.paths.insert(all.paths.extract(path));
        }
        derive_outcomes(part, arms_);
      }
    }
  }
  open_.clear();
  return parts;
}

RunQueue::Done RunQueue::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

}  // namespace taosweep
