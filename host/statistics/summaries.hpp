// Quantiles and counts of many blocks of values, made where the economies ran.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kernels/engines/engine.hpp"

namespace taosweep {

/// Who sorts and counts: the host, or a device on which economies ran.
struct SummaryPlace {
  std::string name;
  Engine::Summarise summarise;
};
SummaryPlace summaries_on_the_host();
/// Their names, by comma.
std::string places_text(const std::vector<SummaryPlace>& places);

/// One block of values, as summarise() takes it.
struct SummaryJob {
  std::vector<double> values;
  std::vector<std::int32_t> segments;
  int segment_count;
  std::vector<double> edges;
};

/// Deals blocks to the places in turn. All places work at the same time, and what comes of a block
/// is handed on in the order of the blocks: the numbers do not depend on the places.
class SummaryQueue {
 public:
  using Then = std::function<void(const Summaries&)>;

  /// At least one place.
  explicit SummaryQueue(std::vector<SummaryPlace> places);
  /// `then` is called once every place has a block, or by finish(). Throws std::runtime_error with
  /// the name of the place that failed.
  void add(SummaryJob job, Then then);
  void finish();

 private:
  struct Waiting {
    SummaryJob job;
    Then then;
    Summaries summaries;
  };

  void make(const SummaryPlace& place, Waiting& waiting) const;

  std::vector<SummaryPlace> places_;
  std::vector<Waiting> waiting_;  // at most one for each place
};

}  // namespace taosweep
