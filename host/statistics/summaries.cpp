#include "host/statistics/summaries.hpp"

#include <stdexcept>
#include <utility>

#include <fmt/core.h>

#include "host/parallel/workers.hpp"
#include "host/text/words.hpp"

namespace taosweep {

SummaryPlace summaries_on_the_host() {
  return {"cpu", summarise};
}

std::string places_text(const std::vector<SummaryPlace>& places) {
  return joined_as(places, [](const SummaryPlace& place) { return place.name; });
}

SummaryQueue::SummaryQueue(std::vector<SummaryPlace> places) : places_(std::move(places)) {
  if (places_.empty()) throw std::invalid_argument("nobody makes quantiles and counts");
}

void SummaryQueue::add(SummaryJob job, Then then) {
  waiting_.push_back({std::move(job), std::move(then), {}});
  if (waiting_.size() == places_.size()) finish();
}

void SummaryQueue::finish() {
  if (waiting_.size() == 1) {
    make(places_.front(), waiting_.front());
  } else if (!waiting_.empty()) {
    Work work;
    work.run = [&](int i) { make(places_[i], waiting_[i]); };
    work.watch = [] {};
    work.give_up = [] {};  // a block takes a moment
    run_workers(static_cast<int>(waiting_.size()), work);
  }
  const std::vector<Waiting> done = std::exchange(waiting_, {});
  for (const Waiting& block : done) block.then(block.summaries);
}

void SummaryQueue::make(const SummaryPlace& place, Waiting& waiting) const {
  const SummaryJob& job = waiting.job;
  try {
    waiting.summaries = place.summarise(job.values, job.segments, job.segment_count, job.edges);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(
        fmt::format("no quantiles and counts by {}: {}", place.name, error.what()));
  }
}

}  // namespace taosweep
