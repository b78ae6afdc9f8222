// Two results files held against each other.
#pragma once

#include "host/commands/commands.hpp"
#include "host/store/hdf5/group.hpp"

namespace taosweep {

/// What `taosweep compare FILE FILE2` does.
int compare_two_files(const CompareOptions& options);

/// Throws UsageError where the file is a part of a sweep.
void refuse_shard(const hdf5::File& root, const std::string& file);

}  // namespace taosweep
