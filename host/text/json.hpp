// JSON for programs that read what the program says.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace taosweep {

/// Members stay in the order in which they were set.
using Json = nlohmann::ordered_json;

/// null where the number is not finite, which JSON cannot say.
inline Json or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}
/// null where the text is empty.
inline Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}
/// null where there is none.
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A member a line, or all in one line; in ASCII, so that no terminal and no locale changes it.
/// Bytes that are no UTF-8, as in names of files, are shown as the replacement character.
inline std::string json_text(const Json& json, bool one_line = false) {
  return json.dump(one_line ? -1 : 2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace taosweep
