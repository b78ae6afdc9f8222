// JSON from files of unknown origin.
#pragma once

#include <string>

#include "host/text/json.hpp"

namespace taosweep {

/// Throws UsageError with the place in `file` where the text is no JSON, nests deeper than 64
/// levels, has more than 1000 members in one object, or a name in it twice.
Json parse_json(const std::string& text, const std::string& file);

}  // namespace taosweep
