// How the jobs of a call become batches: economies that a card runs side by side.
#pragma once

#include <span>
#include <vector>

#include "kernels/advance.hpp"
#include "kernels/gpu/families_in_time.hpp"
#include "kernels/gpu/setting.hpp"

namespace taosweep {

/// Jobs by what they have in common. Those of one number of slots, whose rules change on the same
/// days, and that last alike stand side by side: few batches then need more than each of their
/// economies, or wait for one that lasts longer.
struct SortedJobs {
  std::vector<Setting> settings;                   ///< each once
  std::vector<std::vector<FamilyUntil>> families;  ///< of each setting
  std::vector<std::uint32_t> setting;              ///< of each job
  std::vector<std::size_t> order;                  ///< of the jobs
  const StartState* start = nullptr;               ///< of all jobs
  bool branched = false;                           ///< shocks of some job have branches
};
/// Throws std::invalid_argument where jobs do not all begin at one state.
SortedJobs sorted(std::span<const Job> jobs, const RecordPlan& plan);

/// Economies that run side by side, all of one number of slots.
struct BatchPlan {
  int slots = 0;
  std::vector<std::size_t> jobs;       ///< places of its economies among the jobs
  std::vector<Setting> settings;       ///< each once
  std::vector<std::uint32_t> setting;  ///< of each economy
  std::vector<FamilyUntil> stretches;
  int steps_of_tick = 0;  ///< of the tick with the most [steps]
  const StartState* start = nullptr;
  bool branched = false;
};

/// Those from place `first` of the order on, at most `economies` and of one number of slots.
BatchPlan batch_from(const SortedJobs& jobs, std::size_t first, std::size_t economies);

}  // namespace taosweep
