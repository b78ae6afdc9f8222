// The blocks of a resolved config, without reading the rest of it.
#pragma once

#include <string>
#include <vector>

#include "host/design/blocks.hpp"

namespace taosweep {

/// Of the [vary NAME] sections. Throws UsageError where the text is no config.
std::vector<CellBlock> blocks_in(const std::string& resolved_config);

}  // namespace taosweep
