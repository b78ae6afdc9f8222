// One economy of a results file again.
#pragma once

#include <string>
#include <vector>

#include "host/run/devices.hpp"
#include "host/run/stored_sweep.hpp"
#include "host/store/parts/durable_file.hpp"

namespace taosweep {

/// An economy computed again from what a results file says about it.
struct Replayed {
  Job job;
  RecordPlan plan;       ///< with paths
  EconomyResult result;  ///< outcomes that compare arms filled in
};

/// Throws UsageError where the file does not hold the economy.
Replayed replay_economy(const StoredResults& stored, const std::string& file, std::uint64_t economy,
                        const Engine& engine);

/// Writes a small HDF5 file: /path (every subnet at each interval), /series, /outcomes.
void write_path_file(const Target& out, const StoredResults& stored, std::uint64_t economy,
                     const Replayed& replayed);

}  // namespace taosweep
