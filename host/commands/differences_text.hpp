// Where two results files differ, so that a reader sees the answer and what it comes from.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// In how many datasets two files differ, then the sentences of compare_results for what comes
/// first: the design and inputs; where these are equal, outcomes and paths; where these are too,
/// the groups that follow from them. What comes later is counted by group, in one line.
std::string differences_text(const std::string& file, const std::string& against,
                             const std::vector<std::string>& differences);

}  // namespace taosweep
