// The walk through a file of unknown origin. To be called in a quarantine.
#pragma once

#include "host/store/check/admission.hpp"

namespace taosweep {

Admission walk_results(const std::string& file, bool past_a_broken_seal);

/// Why a chunk may not be opened; empty = it may.
std::string walk_chunk(const std::string& file);

/// Elsewhere than at the first byte HDF5 looks for its signature too: such files are not ours.
/// Throws UnreadableFile.
bool begins_as_hdf5(const std::string& file);

}  // namespace taosweep
