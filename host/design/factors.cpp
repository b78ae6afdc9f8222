#include "host/design/factors.hpp"

#include <algorithm>
#include <set>

#include "host/design/blocks.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

std::size_t place_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  const auto place = static_cast<std::size_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return place;
}

/// Throws UsageError where the key is none, or none that may be varied.
void check_in_group(const std::string& group, const std::string& key) {
  try {
    varied_parameter(key);
  } catch (const UsageError& error) {
    throw UsageError("group " + group + ": " + error.what());
  }
}

}  // namespace

std::vector<AxisGroup> parse_groups(const std::string& text) {
  std::vector<AxisGroup> groups;
  std::set<std::string> names, keys;
  for (const std::string& part : split_list(text)) {
    if (part.find('(') == std::string::npos)
      throw UsageError("'" + part + "': a group is NAME(KEY, KEY, ..)");
    const FunctionCall call = parse_call(part);
    check_block_name(call.name);
    if (!names.insert(call.name).second) throw UsageError("group " + call.name + " stands twice");
    if (call.arguments.size() < 2)
      throw UsageError("group " + call.name + " joins two drawn axes or more");
    for (const std::string& key : call.arguments) {
      check_in_group(call.name, key);
      if (!keys.insert(key).second) throw UsageError(key + " stands in the groups twice");
    }
    groups.push_back({call.name, call.arguments});
  }
  return groups;
}

std::string groups_text(const std::vector<AxisGroup>& groups) {
  return joined_as(
      groups, [](const AxisGroup& group) { return group.name + "(" + joined(group.keys) + ")"; });
}

std::string group_of(const std::vector<AxisGroup>& groups, const std::string& key) {
  for (const AxisGroup& group : groups)
    if (std::find(group.keys.begin(), group.keys.end(), key) != group.keys.end()) return group.name;
  return "";
}

std::size_t factor_count(std::size_t axes, const std::vector<AxisGroup>& groups) {
  std::size_t count = axes;
  for (const AxisGroup& group : groups) count -= std::min(count, group.keys.size() - 1);
  return count;
}

Factors factors_of(const std::vector<std::string>& keys, const std::vector<std::string>& groups) {
  Factors factors;
  for (std::size_t axis = 0; axis < keys.size(); ++axis)
    factors.of_axis.push_back(
        place_of(factors.names, groups[axis].empty() ? keys[axis] : groups[axis]));
  return factors;
}

}  // namespace taosweep
