// The economies of a run, all at once or the first points first.
#pragma once

#include <string>
#include <vector>

#include "host/run/chunks.hpp"
#include "host/run/devices.hpp"

namespace taosweep {

class RunStages {
 public:
  /// `chunks` were finished by earlier runs.
  RunStages(const Experiment& experiment, const Portion& portion, const std::string& out,
            const Devices& devices, std::vector<Chunk> chunks)
      : experiment_(experiment),
        portion_(portion),
        out_(out),
        devices_(devices),
        chunks_(std::move(chunks)) {}

  /// Makes what is missing of these points, ranges ascending, none of which a chunk may hold
  /// together with other points; false where a signal came before that was all. `name` stands
  /// before progress.
  bool run(const std::vector<PointRange>& points, const std::string& name, bool quiet);

  /// All that are finished, by point and replicate.
  const std::vector<Chunk>& chunks() const { return chunks_; }
  double steps() const { return steps_; }
  double economy_cpu_seconds() const { return economy_cpu_seconds_; }

 private:
  const Experiment& experiment_;
  const Portion& portion_;
  const std::string& out_;
  const Devices& devices_;
  std::vector<Chunk> chunks_;
  double steps_ = 0, economy_cpu_seconds_ = 0;
};

}  // namespace taosweep
