#include "host/store/file/create.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"

namespace taosweep {
namespace {

std::vector<double> lower_edges(std::vector<double> edges) {
  edges.insert(edges.begin(), -std::numeric_limits<double>::infinity());
  return edges;
}

template <class T>
std::vector<T> counting(std::uint64_t n, T first = 0) {
  std::vector<T> values(n);
  std::iota(values.begin(), values.end(), first);
  return values;
}

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (const OutcomeInfo& info : outcome_table) names.emplace_back(info.name);
  return names;
}

template <class T>
void put_axis(hdf5::Group& group, const PlannedDataset& axis, const std::vector<T>& values) {
  group.create_axis(axis.name, values, {axis.unit, axis.sentence});
}

void create_axis(hdf5::Group& group, const Layout& layout, const PlannedDataset& axis) {
  const hdf5::Description about{axis.unit, axis.sentence};
  const std::uint64_t length = axis.shape.front();
  switch (axis.axis) {
    case AxisId::arm:
      group.create_text_axis(axis.name, layout.arms, about);
      break;
    case AxisId::compared_arm:
      group.create_text_axis(axis.name, {layout.arms.begin() + 1, layout.arms.end()}, about);
      break;
    case AxisId::point:
      put_axis(group, axis,
               std::vector<std::int64_t>(layout.point_ids.begin(), layout.point_ids.end()));
      break;
    case AxisId::design_point:
    case AxisId::cell:
    case AxisId::cell_number:
      put_axis(group, axis, counting<std::int64_t>(length));
      break;
    case AxisId::replicate:
      group.create_axis(axis.name, counting<std::int64_t>(length), about)
          .set_text("standard_name", "realization");
      break;
    case AxisId::day:
      put_axis(group, axis, layout.day);
      break;
    case AxisId::since_action:
      put_axis(group, axis, layout.since_action);
      break;
    case AxisId::quantile: {
      std::vector<double> quantiles;
      for (int percent : quantile_percent) quantiles.push_back(percent / 100.0);
      put_axis(group, axis, quantiles);
      break;
    }
    case AxisId::bound:
      group.create_text_axis(axis.name, {"low", "high"}, about);
      break;
    case AxisId::outcome:
      group.create_text_axis(axis.name, outcome_names(), about);
      break;
    case AxisId::path:
    case AxisId::byte:
      put_axis(group, axis, counting<std::int32_t>(length));
      break;
    case AxisId::netuid:
      put_axis(group, axis, counting<std::int32_t>(length, 1));
      break;
    case AxisId::bin:
      put_axis(group, axis,
               lower_edges(axis.group == "shard" ? bin_edges(series_table[axis.item])
                                                 : bin_edges(outcome_table[axis.item])));
      break;
  }
}

}  // namespace

/// Chunks of one arm each that stay in the library's cache together while arms are written in turn.
hdf5::Shape chunk_of(const PlannedDataset& planned) {
  constexpr std::uint64_t compress_from = 16 * 1024, cache = 1 << 20;  // [B]
  const std::uint64_t bytes = hdf5::bytes_of(planned.type);
  if (planned.type == hdf5::Type::text || hdf5::elements(planned.shape) * bytes <= compress_from)
    return {};
  const std::uint64_t at_most =
      std::clamp<std::uint64_t>(cache / planned.shape.front(), 8 * 1024, 128 * 1024) / bytes;
  hdf5::Shape chunk(planned.shape.size(), 1);
  std::uint64_t room = at_most;
  const std::size_t slowest = planned.shape.size() > 1 ? 1 : 0;
  for (std::size_t axis = planned.shape.size(); axis-- > slowest;) {
    chunk[axis] = std::clamp<std::uint64_t>(room, 1, planned.shape[axis]);
    room /= chunk[axis];
    if (chunk[axis] < planned.shape[axis]) break;
  }
  return chunk;
}

void create_axis(hdf5::Group& group, const Layout& layout, AxisId axis) {
  create_axis(group, layout, planned_axis(axis, counts_of(layout)));
}

hdf5::Group create_group(hdf5::Group& root, const Layout& layout, const std::string& name) {
  return create_group(root, layout, name, planned_datasets(counts_of(layout), name));
}

hdf5::Group create_group(hdf5::Group& root, const Layout& layout, const std::string& name,
                         const std::vector<PlannedDataset>& members) {
  std::vector<std::string> names;
  for (const PlannedDataset& planned : members) names.push_back(planned.name);
  hdf5::Group group = root.create_group(name, names);
  for (const PlannedGroup& planned : planned_groups(counts_of(layout)))
    if (planned.name == name && !planned.note.empty()) group.set_text("note", planned.note);
  std::vector<hdf5::NewDataset> wanted;
  for (const PlannedDataset& planned : members) {
    if (planned.is_axis)
      create_axis(group, layout, planned);
    else
      wanted.push_back({planned.name,
                        planned.type,
                        planned.axes,
                        {planned.unit, planned.sentence},
                        chunk_of(planned)});
  }
  group.create_all(wanted);
  return group;
}

void describe_flags(hdf5::Dataset& dataset, const std::vector<std::string>& meanings) {
  // CF parts meanings by blanks.
  std::string words;
  for (std::string meaning : meanings) {
    std::replace(meaning.begin(), meaning.end(), ' ', '_');
    words += (words.empty() ? "" : " ") + meaning;
  }
  dataset.set_counting("flag_values", meanings.size());
  dataset.set_text("flag_meanings", words);
}

}  // namespace taosweep
