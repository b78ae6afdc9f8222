#include "host/store/check/plan.hpp"

#include <optional>
#include <set>

#include <fmt/core.h>

#include "host/store/hdf5/axes.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

std::string listed(const hdf5::Shape& shape) {
  return joined_as(shape, [](std::uint64_t length) { return std::to_string(length); });
}

std::string fault_of(const hdf5::Dataset& stored, const PlannedDataset& planned,
                     hdf5::AxisNames& axis_names) {
  if (stored.type() != planned.type)
    return fmt::format("has the type {}, not {}", hdf5::type_name(stored.type()),
                       hdf5::type_name(planned.type));
  if (stored.shape() != planned.shape)
    return fmt::format("has the shape ({}), not ({})", listed(stored.shape()),
                       listed(planned.shape));
  const std::vector<std::string> axes = axis_names.of(stored);
  if (axes != planned.axes)
    return fmt::format("has the axes ({}), not ({})", joined(axes), joined(planned.axes));
  const std::string unit = stored.units();
  if (unit != planned.unit) return fmt::format("has the units '{}', not '{}'", unit, planned.unit);
  return "";
}

}  // namespace

std::vector<std::string> check_plan(const hdf5::Group& root, const Layout& layout) {
  std::vector<std::string> faults;
  const SchemaCounts counts = counts_of(layout);
  hdf5::AxisNames axis_names;
  std::set<std::string> planned_paths, absent, groups{"run"};
  for (const PlannedGroup& group : planned_groups(counts)) {
    groups.insert(group.name);
    if (root.has(group.name)) continue;
    absent.insert(group.name);
    faults.push_back(fmt::format("the group /{} is missing", group.name));
  }
  std::optional<hdf5::Group> group;
  for (const PlannedDataset& planned : planned_datasets(counts)) {
    planned_paths.insert(planned.path());
    if (absent.contains(planned.group)) continue;
    // Of a group all follow each other: it is opened once.
    if (!group || group->path() != "/" + planned.group) group.emplace(root.group(planned.group));
    if (!group->has(planned.name)) {
      if (planned.later) continue;
      faults.push_back(fmt::format("the dataset {} is missing", planned.path()));
      continue;
    }
    const std::string fault = fault_of(group->dataset(planned.name), planned, axis_names);
    if (!fault.empty()) faults.push_back(fmt::format("{} {}", planned.path(), fault));
  }
  for (const std::string& name : root.members()) {
    if (!groups.contains(name)) {
      faults.push_back(fmt::format("/{} is not of the schema", name));
      continue;
    }
    for (const std::string& member : root.group(name).members()) {
      const std::string path = "/" + name + "/" + member;
      if (!planned_paths.contains(path)) faults.push_back(path + " is not of the schema");
    }
  }
  return faults;
}

}  // namespace taosweep
