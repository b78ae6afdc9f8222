// What a run takes of a machine, from counts alone: the same for validate, run and dry run.
#pragma once

#include <string>

#include "host/experiment/outline.hpp"
#include "host/run/devices.hpp"
#include "host/run/economy_cost.hpp"
#include "host/run/file_size.hpp"
#include "host/store/portion.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// How large a sweep is, and the part of it that one process runs.
struct SweepCounts {
  double points_total = 1, points = 1, replicates = 1, arms = 1, cells = 1;
  double kept_paths = 0;  ///< economies
  double defined = 1;     ///< part of all outcomes that any economy defines; 1 = not known
  bool acts = true;       ///< false: no economy has an action, and so no series after one
  std::vector<std::string> varied;
  std::vector<std::uint64_t> input_bytes;
  bool shard = false;
  RecordPlan record;
  Cost each;  ///< of an economy, mean

  double economies() const { return points * replicates * arms; }
};

/// Of one of `shards` shards.
SweepCounts counts_of(const Outline& outline, std::uint64_t shards = 1);
SweepCounts counts_of(const Experiment& experiment, const Portion& portion, const Cost& all);

struct Demand {
  double memory = 0;    ///< [B] resident on the host at most
  double chunks = 0;    ///< [B] on disk before the results file is written
  double file = 0;      ///< [B] the results file
  double overhead = 0;  ///< [s] of what follows the set-up beside the economies: chunks, the file
};

/// `packing`: what a probe says of the numbers.
Demand demand_of(const SweepCounts& counts, const Devices& devices, const Packing& packing = {});

/// Throws UsageError where a run would take more memory than this process is left, or more space
/// than the disk of `out` has, and names the largest number that fits.
void check_room(const Outline& outline, const Devices& devices, std::uint64_t shards,
                const std::string& out);

/// "12 kB", "1.2 MB", "60.00 TB".
std::string bytes_text(double bytes);

}  // namespace taosweep
