// The resolved config: what an experiment rests on, written out in full.
#pragma once

#include <string>

#include "host/experiment/request.hpp"

namespace taosweep {

/// Config text with every key, defaults included, one per line. It reads back to the same request.
/// Keys that are varied, or set by every arm, stand in [vary] and [arms] alone.
std::string resolved_text(const Request& request);

}  // namespace taosweep
