// Which part of a sweep a file holds, in words.
#pragma once

#include <string>

#include "host/store/file/layout.hpp"

namespace taosweep {

/// ", shard 1/4: 2 of 8 points"; empty for a whole sweep.
std::string shard_text(const hdf5::File& root, const Layout& layout);

}  // namespace taosweep
