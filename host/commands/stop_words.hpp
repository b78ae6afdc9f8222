// What a results file says of the rule that stopped its sweep.
#pragma once

#include <string>

#include "host/store/file/layout.hpp"

namespace taosweep {

/// Why there are as many points as there are: "RULE: met at look 2 of 3, 128 of at most 256 points,
/// 0.41 from 0.39 to 0.43 at 98.333 %".
std::string stop_text(const hdf5::Group& root, const Layout& layout);

/// The same as a sentence about the file, with what other intervals are beside that of the rule.
/// Empty without a rule.
std::string stop_remark(const std::string& file, const hdf5::Group& root, const Layout& layout);

}  // namespace taosweep
