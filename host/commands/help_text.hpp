// Tables that the program prints about itself.
#pragma once

#include <string>

namespace taosweep {

/// Parameters and settings whose keys start with `prefix` (all where it is empty): default, range,
/// unit, meaning, source. Throws UsageError where there is none.
std::string params_text(const std::string& prefix);

/// Eras in short, or one era with its stages and constants. Throws UsageError for an unknown name.
std::string eras_text(const std::string& name);

}  // namespace taosweep
