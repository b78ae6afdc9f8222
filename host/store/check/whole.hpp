// Is a results file whole, and does it hold what it says.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// Everything that does not hold, one sentence each: digest, input hashes, datasets of the schema
/// with their axes and units, attributes that do not follow from the config, intervals that do not
/// follow from the outcomes, economies that were not run. Empty = whole. Throws UsageError where it
/// is no results file at all.
std::vector<std::string> check_results(const std::string& file);

}  // namespace taosweep
