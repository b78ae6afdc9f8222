// How far the outcomes of two results files are apart, economy by economy.
#pragma once

#include <string>

namespace taosweep {

/// A table of the outcomes that differ, for people: in how many economies, by how much at most, and
/// the mean of the second file less the first over pairs, with its interval. Or why there is none.
/// Both files may be opened, as compare_results opens them.
std::string outcome_differences(const std::string& file, const std::string& against);

}  // namespace taosweep
