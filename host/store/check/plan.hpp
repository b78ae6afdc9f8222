// Does a file hold the datasets that schema.def declares for it, and no others.
#pragma once

#include <string>
#include <vector>

#include "host/store/file/layout.hpp"

namespace taosweep {

/// What does not hold, one sentence each: datasets that are missing or too many, their types,
/// shapes, axes and units. Reads no number.
std::vector<std::string> check_plan(const hdf5::Group& root, const Layout& layout);

}  // namespace taosweep
