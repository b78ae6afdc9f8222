// Where two results files differ.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// Datasets under the determinism contract that differ, one sentence each, with the first index
/// that does. Throws UsageError where one is no results file.
std::vector<std::string> compare_results(const std::string& file, const std::string& against);

}  // namespace taosweep
