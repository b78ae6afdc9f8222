// JSON for programs that read what the program says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace taosweep {

/// Members stay in the order in which they were set.
using Json = nlohmann::ordered_json;

/// A member a line, or all in one line; in ASCII, so that no terminal and no locale changes it.
/// Bytes that are no UTF-8, as in names of files, are shown as the replacement character.
inline std::string json_text(const Json& json, bool one_line = false) {
  return json.dump(one_line ? -1 : 2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace taosweep
