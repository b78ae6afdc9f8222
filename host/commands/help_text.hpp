// Tables that the program prints about itself.
#pragma once

#include <string>

namespace taosweep {

/// Parameters and settings that a word finds in key, range, unit, meaning or source (all where it
/// is empty), those whose keys start with it first. Throws UsageError where there is none.
std::string params_text(const std::string& word);

/// The same of outcomes: unit, what is better, bins, when undefined, meaning.
std::string outcomes_text(const std::string& word);

}  // namespace taosweep
