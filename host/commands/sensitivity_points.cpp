#include "host/commands/sensitivity_points.hpp"

#include <algorithm>

namespace taosweep {

SensitivityPoints::SensitivityPoints(const hdf5::Group& root, const Layout& layout, std::size_t arm,
                                     std::uint32_t cell)
    : layout_(layout), outcomes_(root), arm_(arm) {
  for (std::uint64_t position = 0; position < layout.points(); ++position)
    if (layout.cells[position] == cell) positions_.push_back(position);
  const hdf5::Group design = root.group("design");
  std::vector<std::string> groups;
  for (const std::string& name : layout.varied) {
    const hdf5::Dataset dataset = design.dataset(name);
    if (dataset.whole("sampled") == 0) continue;
    names_.push_back(name);
    groups.push_back(dataset.text_or("group", ""));
    const std::vector<double> all = dataset.read<double>();
    auto& column = drawn_.emplace_back();
    for (const std::uint64_t position : positions_)
      column.push_back(all.at(layout.point_ids[position]));
  }
  factors_ = factors_of(names_, groups);
  const std::vector<std::size_t>& failed = outcomes_.failed();
  for (std::size_t point = 0; point < count(); ++point) {
    const auto in_point = [&](std::size_t at) {
      return at >= place(point, 0) && at < place(point, 0) + layout.replicates;
    };
    const auto here = std::count_if(failed.begin(), failed.end(), in_point);
    failed_ += static_cast<std::size_t>(here);
    with_failed_.push_back(here > 0);
  }
}

std::vector<std::vector<double>> SensitivityPoints::groups_of(int outcome) const {
  const std::vector<double> values = outcomes_.read(outcome);
  std::vector<std::vector<double>> groups(count());
  for (std::size_t point = 0; point < count(); ++point)
    for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate) {
      const double value = values[place(point, replicate)];
      if (value == value) groups[point].push_back(value);
    }
  return groups;
}

bool SensitivityPoints::censored(int outcome) const {
  const int seen = observed_of(outcome);
  if (is_flag(outcome_table[outcome]) || seen < 0) return false;
  const std::vector<double> all = outcomes_.read(seen);
  for (std::size_t point = 0; point < count(); ++point)
    for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate)
      if (all[place(point, replicate)] == 0) return true;
  return false;
}

}  // namespace taosweep
