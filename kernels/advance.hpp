// The door between the host and the economies: jobs in,
// numbers out. No file, no command line behind it.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kernels/lanes/isa.hpp"
#include "kernels/outcomes/result.hpp"
#include "kernels/register/parameters.hpp"
#include "kernels/register/registry.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

/// One economy to run.
struct Job {
  Parameters parameters;
  ShockKey key;
  /// Where it begins: a recorded state, of which parameters.network names block, root's TAO,
  /// issuance and the highest netuid; nullptr: at the launch. The same for all jobs of a call.
  const StartState* start = nullptr;
};

/// What is written down while economies run. The same for all jobs of a batch.
struct RecordPlan {
  double days = 0;          ///< horizon [d]: the longest of the batch
  double series_days = 1;   ///< interval of the day series [d]
  bool keep_paths = false;  ///< also keep every subnet at each interval
};

/// Number of times on each axis. Day series: 0, series_days, ... <= days. since_action: every half
/// hour to 48 h.
int time_count(TimeAxis axis, const RecordPlan& plan);
/// The times themselves: [d] for day, [h] for since_action. Each is one division of whole blocks,
/// so that it is the number nearest to what is meant: 0.3, not 0.30000000000000004.
std::vector<double> time_values(TimeAxis axis, const RecordPlan& plan);

/// A result before its economy has run: nothing is defined.
EconomyResult empty_result(const RecordPlan& plan);

/// Runs jobs on the calling thread. Results do not depend on the instruction set, on the number of
/// jobs, or on which jobs stand beside each other. `stop` is looked at between economies: what is
/// not run has status not_run.
std::vector<EconomyResult> advance_cpu(std::span<const Job> jobs, const RecordPlan& plan, Isa isa,
                                       const std::atomic<bool>* stop = nullptr);

/// A CUDA device, as far as the host needs to know it.
struct DeviceInfo {
  int index;
  std::string name;
  std::string compute_capability;
  std::uint64_t memory_bytes;
  int multiprocessors;
};
/// Devices at hand; empty without a GPU, a driver, or a build without CUDA.
std::vector<DeviceInfo> cuda_devices();
/// True in builds that hold the GPU program.
bool cuda_compiled();
/// The same as advance_cpu on GPU `device`. Throws
/// std::runtime_error with the reason of the driver.
std::vector<EconomyResult> advance_cuda(std::span<const Job> jobs, const RecordPlan& plan,
                                        int device, const std::atomic<bool>* stop = nullptr);

/// The stages of a block in the order in which they run, a sentence each; of one without pools too.
std::vector<std::string> stages_of_a_block(bool pools = true);

/// Whether shares of TAO follow protocol.share_formula under any of its rules.
bool follows_formula(const Parameters& parameters);

/// Reasons why a set of parameters cannot be run (steps that do not divide each other, and the
/// like); empty = fine.
std::vector<std::string> check_parameters(const Parameters& parameters);

/// What a job will cost, for plans, progress and dry runs.
struct StepCounts {
  double steps = 0;  ///< [subnet-steps]
  double ticks = 0;  ///< looks at the market among them [subnet-ticks]
};

/// Of parameters that check_parameters accepts. Counted, not run: it is asked for each of millions
/// of points. The foundation counts as acting as early as it could.
StepCounts step_counts_of(const Parameters& parameters);

/// First day on which the foundation could act [d], were the trigger share reached as early as it
/// can be; infinite without an attack. It acts if an economy lasts beyond that day.
double earliest_action_day(const Parameters& parameters);

}  // namespace taosweep
