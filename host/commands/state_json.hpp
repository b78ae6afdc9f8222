// A state of the network for programs; `taosweep state` reads it again.
#pragma once

#include <string>

#include "host/network/look.hpp"

namespace taosweep {

std::string state_json(const StateLook& look, const std::string& file);

}  // namespace taosweep
