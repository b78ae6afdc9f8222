#include "host/experiment/arm_words.hpp"

#include <algorithm>

#include "host/text/near_key.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {

int outcome_named(const std::string& name) {
  std::vector<std::string> names;
  for (const OutcomeInfo& info : outcome_table) names.emplace_back(info.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  throw UsageError("'" + name + "' is no outcome; the nearest is " + nearest(name, names));
}

bool is_arm(const std::string& name, const std::vector<std::string>& arms) {
  return std::find(arms.begin(), arms.end(), name) != arms.end();
}

std::size_t arm_named(const std::string& name, const std::vector<std::string>& arms) {
  const auto found = std::find(arms.begin(), arms.end(), name);
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  throw UsageError("there is no arm '" + name + "'; the nearest is '" + nearest(name, arms) + "'");
}

std::pair<std::size_t, std::size_t> two_arms(const std::string& text,
                                             const std::vector<std::string>& arms,
                                             const std::string& form) {
  std::string unknown;
  for (auto at = text.find(" - "); at != std::string::npos; at = text.find(" - ", at + 1)) {
    const std::string left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + 3));
    const bool first = is_arm(left, arms);
    if (first && is_arm(right, arms)) return {arm_named(left, arms), arm_named(right, arms)};
    if (unknown.empty() || first) unknown = first ? right : left;
  }
  if (unknown.empty()) throw UsageError("'" + text + "' is no difference of two arms: " + form);
  const std::size_t throws = arm_named(unknown, arms);
  return {throws, throws};
}

}  // namespace taosweep
