// What stands at the place of the results file before a run starts.
#pragma once

#include "host/run/chunks.hpp"
#include "host/run/sweep.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/lock.hpp"

namespace taosweep {

struct PreparedPlace {
  PartsLock lock;             ///< as long as the run writes
  Target target;              ///< where the file is to appear
  bool complete = false;      ///< OUT already is the file that the run would write
  std::vector<Chunk> chunks;  ///< finished points to go on from, ascending
  std::vector<std::string>
      unusable;  ///< broken chunk files, with the reason; their points run again
};

/// Throws UsageError where OUT cannot be written to, is being written by another process, or holds
/// what must not be lost, or where the file system would refuse what the run needs later. Only what
/// is ours in OUT.parts/ is removed, and only after all that: unfinished files; with
/// Existing::replace all chunks, with Existing::replace_and_go_on those that are not of this run.
PreparedPlace prepare_place(const Experiment& experiment, const SweepOptions& options,
                            const Portion& portion);

/// True where the run may put its file in the place of another.
bool replaces(Existing existing);

/// A sentence about what stands there already, for a dry run; empty where nothing does. Throws
/// UsageError where OUT cannot be written to. Changes nothing.
std::string place_remark(const std::string& out, Existing existing);

}  // namespace taosweep
