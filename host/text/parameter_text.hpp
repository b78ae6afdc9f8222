// Parameters by their keys, and their values as text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kernels/register/parameters.hpp"

namespace taosweep {

/// Value of a rule that is what the era in force says.
inline constexpr const char* era_word = "era";

/// Row of the parameter table, or nullptr.
const ParameterInfo* find_parameter(const std::string& key);

/// Row of the parameter table. Throws UsageError that names the nearest key.
const ParameterInfo& parameter(const std::string& key);

/// All keys, in the order of the table.
const std::vector<std::string>& parameter_keys();

/// "unknown key attack.dya; the nearest is attack.day", with `all_keys` as the candidates.
std::string unknown_key(const std::string& key, std::span<const std::string> all_keys);

/// Names of a choice, in the order of their values.
std::vector<std::string> choices_of(const ParameterInfo& info);

/// Value of a text: a number within the range, whole where the parameter is whole, or the name of a
/// choice (as its index), or `era` for a rule (as by_era). Throws UsageError that says what is
/// allowed.
double parse_value(const ParameterInfo& info, const std::string& text);

/// Throws UsageError unless `value` is within the range, and
/// whole where the parameter is whole or a choice.
void check_value(const ParameterInfo& info, double value);

/// Text that parse_value turns into the same value.
std::string value_text(const ParameterInfo& info, double value);

/// "[0, 3650] d", "whole, [1, 300] block", or "existing | fresh".
std::string range_text(const ParameterInfo& info);

/// Parts between commas outside parentheses, trimmed. Throws UsageError where one is empty.
std::vector<std::string> split_list(const std::string& text);

}  // namespace taosweep
