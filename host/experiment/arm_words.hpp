// Outcomes and arms by name, in lines that speak of them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace taosweep {

/// Number of an outcome. Throws UsageError with the nearest name where there is none.
int outcome_named(const std::string& name);

/// True for the label of an arm.
bool is_arm(const std::string& name, const std::vector<std::string>& arms);

/// Number of an arm. Throws UsageError with the nearest label where there is none.
std::size_t arm_named(const std::string& name, const std::vector<std::string>& arms);

/// Both arms of "ARM - ARM". Labels may hold " - " themselves: the place counts at which both sides
/// are one. Throws UsageError, with `form` as what a difference looks like, and where the text can
/// be read as two differences.
std::pair<std::size_t, std::size_t> two_arms(const std::string& text,
                                             const std::vector<std::string>& arms,
                                             const std::string& form);

/// Number of the arm of that label. Throws UsageError as arm_named does, and where the text can be
/// read as a difference of two others as well.
std::size_t one_arm(const std::string& text, const std::vector<std::string>& arms);

}  // namespace taosweep
