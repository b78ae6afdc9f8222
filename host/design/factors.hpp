// Groups of drawn axes that a Saltelli design moves together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace taosweep {

struct AxisGroup {
  std::string name;
  std::vector<std::string> keys;

  bool operator==(const AxisGroup&) const = default;
};

/// Reads "NAME(KEY, KEY), NAME(..)". Throws UsageError with the reason.
std::vector<AxisGroup> parse_groups(const std::string& text);
/// parse_groups reads it back.
std::string groups_text(const std::vector<AxisGroup>& groups);

/// Name of the group that a key is in; empty where it is in none.
std::string group_of(const std::vector<AxisGroup>& groups, const std::string& key);

/// What rows move at once over so many axes: groups, and axes that are in none.
std::size_t factor_count(std::size_t axes, const std::vector<AxisGroup>& groups);

/// The same by name, in the order of their first axes.
struct Factors {
  std::vector<std::string> names;    ///< of a group, or the key of an axis in none
  std::vector<std::size_t> of_axis;  ///< [axis] number of its factor

  bool grouped() const { return names.size() < of_axis.size(); }
};
/// `groups`: name of each axis' group, empty where it is in none.
Factors factors_of(const std::vector<std::string>& keys, const std::vector<std::string>& groups);

}  // namespace taosweep
