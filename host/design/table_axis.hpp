// Values of a listed axis from a table in a file: key = table(FILE.csv, COLUMN).
#pragma once

#include <optional>
#include <string>

#include "host/design/vary.hpp"

namespace taosweep {

/// The call where the value of a line of [vary] is table(..). Throws UsageError where its
/// parentheses are wrong, and where it names no file.
std::optional<FunctionCall> table_call(const std::string& value);

/// What the line says with the values of the file in place of its name: `list(1, 2)`, or the
/// tuples of a zip, a row each. Columns are those that the call names, or else those with the names
/// of the keys. Throws UsageError with FILE:LINE:COLUMN.
std::string spelt_out(const std::string& key, const FunctionCall& call, const std::string& bytes,
                      const std::string& file);

}  // namespace taosweep
