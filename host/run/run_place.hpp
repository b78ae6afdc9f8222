// What stands at the place of the results file before a run starts.
#pragma once

#include "host/run/run_chunks.hpp"
#include "host/run/run_sweep.hpp"

namespace taosweep {

struct Standing {
  bool complete = false;      ///< OUT already is the file that the run would write
  std::vector<Chunk> chunks;  ///< finished points to go on from, ascending
  std::vector<std::string>
      unusable;  ///< broken chunk files, with the reason; their points run again
};

/// Throws UsageError where OUT cannot be written to, or holds what must not be lost. With
/// Existing::replace, OUT.parts/ is removed.
Standing prepare_place(const Experiment& experiment, const SweepOptions& options,
                       const PointRange& range);

}  // namespace taosweep
