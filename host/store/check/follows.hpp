// Does what a results file says outside the content digest follow from what is inside it.
#pragma once

#include <string>
#include <vector>

#include "host/store/file/layout.hpp"

namespace taosweep {

// Each returns what does not hold, one sentence each.

/// Attributes of the root, /design and the ids of the kept paths, against the stored config.
std::vector<std::string> check_origin(const hdf5::Group& root, const Layout& layout);

/// Attributes of the outcomes that say how to read them, against this program's table.
std::vector<std::string> check_outcome_attributes(const hdf5::Group& root);

/// Every dataset of /intervals: there, readable, with axes and units; and its numbers, where this
/// very build wrote them, computed again.
std::vector<std::string> check_intervals(const hdf5::Group& root, const Layout& layout);

}  // namespace taosweep
