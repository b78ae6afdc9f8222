// Is a results file whole, does it hold what it says, and where does another one differ.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// Everything that does not hold, one sentence each: digest, input hashes, datasets of the schema
/// with their axes and units, attributes that do not follow from the config, intervals that do not
/// follow from the outcomes, economies that were not run. Empty = whole. Throws UsageError where it
/// is no results file at all.
std::vector<std::string> check_results(const std::string& file);

/// Datasets under the determinism contract that differ, one sentence each, with the first index
/// that does.
std::vector<std::string> compare_results(const std::string& file, const std::string& against);

}  // namespace taosweep
