// Size of a results file, and what writing it takes.
#pragma once

#include "host/run/demand.hpp"

namespace taosweep {

/// [B] of the results file.
double file_bytes(const SweepCounts& counts);

/// [B] of memory that writing it takes at most, besides the program and the design.
double finishing_bytes(const SweepCounts& counts);

}  // namespace taosweep
