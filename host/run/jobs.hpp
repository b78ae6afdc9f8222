// The job behind an economy id.
#pragma once

#include <cstdint>

#include "host/experiment/economy_parameters.hpp"
#include "host/experiment/economy_place.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// Parameters and shock key of one economy; all arms of a point and replicate share the key.
Job job_of(const Experiment& experiment, std::uint64_t economy);
/// The same, quicker for many.
Job job_of(const Experiment& experiment, const EconomyParameters& economies, std::uint64_t economy);

/// True where the experiment keeps the economy's path.
bool is_kept(const Experiment& experiment, std::uint64_t economy);

}  // namespace taosweep
