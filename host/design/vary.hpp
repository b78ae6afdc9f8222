// One axis of a design, as a line of [vary] gives it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/design/distribution.hpp"

namespace taosweep {

struct Axis {
  std::vector<std::string> keys;            ///< more than one for zip
  std::vector<std::vector<double>> values;  ///< [value][key]; empty where the axis is sampled
  bool sampled = false;
  Distribution distribution;         ///< only where sampled
  std::string key_text, value_text;  ///< canonical text of the line
  std::string where;                 ///< place of the line, for messages
};

/// How many axes are drawn.
std::uint64_t sampled_count(const std::vector<Axis>& axes);

/// Reads `key = value` of [vary]: grid, range, logrange, list, zip, or a distribution; tables have
/// been spelt out. Throws UsageError with the reason (the caller adds the place).
Axis parse_axis(const std::string& key, const std::string& value);

/// Sections of axes: [vary], whose axes all cells have, and [vary NAME] of some of them.
bool is_vary_section(const std::string& section);

/// Row of a parameter that an axis may set, and a value that it may have there. Throws UsageError.
const ParameterInfo& varied_parameter(const std::string& key);
double axis_value(const ParameterInfo& info, const std::string& text);

/// Name and arguments of "name(a, b)". Throws UsageError where the text is anything else.
struct FunctionCall {
  std::string name;
  std::vector<std::string> arguments;
};
FunctionCall parse_call(const std::string& text);

}  // namespace taosweep
