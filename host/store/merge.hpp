// One results file out of the shards of a sweep.
#pragma once

#include <string>
#include <vector>

#include "host/store/file/write.hpp"

namespace taosweep {

/// One file out of all shards of a sweep, with the content digest of an unsharded run. Throws
/// UsageError for gaps, overlaps, files that are whole sweeps, other configs, designs, model or
/// schema versions, and where OUT.parts/ holds work of a run that is not finished.
Findings merge_results(const Target& out, const std::vector<std::string>& shards,
                       const std::string& command_line, const WriteWatch& watch = {});

}  // namespace taosweep
