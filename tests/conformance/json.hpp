// The one place of the JSON library.
#pragma once

#include <nlohmann/json.hpp>

namespace taosweep::conformance {

using Json = nlohmann::json;

}  // namespace taosweep::conformance
