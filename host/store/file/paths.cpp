// Group /paths: everything about the kept economies, step by step.
#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "host/store/file/sections.hpp"

namespace taosweep {

PathWriter::PathWriter(hdf5::Group& root, const Layout& layout,
                       const std::vector<std::uint64_t>& kept)
    : layout_(layout), group_(root.create_group("paths")) {
  for (std::uint64_t economy : kept)
    if (layout.holds(economy)) economies_.push_back(economy);
  if (economies_.empty()) {
    group_.set_text("note", "no economy of these points is kept");
    return;
  }
  const std::vector<std::int64_t> ids(economies_.begin(), economies_.end());
  std::vector<std::int32_t> positions(ids.size()), subnets(path_subnets);
  std::iota(positions.begin(), positions.end(), 0);
  std::iota(subnets.begin(), subnets.end(), 0);
  group_.create_axis("path", positions, {"1", "kept economy"});
  create_axes(group_, layout, {"day"});
  group_.create_axis("subnet", subnets, {"1", "slot of the subnet"});
  group_.put("economy", {"path"}, ids,
             {"1", "id of the economy: (point * replicates + replicate) * arms + arm"});
  for (const PathInfo& info : path_table)
    group_.create(info.name, hdf5::Type::float32, {"path", "day", "subnet"},
                  {info.unit, info.sentence},
                  {1, layout.day.size(), static_cast<std::uint64_t>(path_subnets)});
}

void PathWriter::write(std::uint64_t economy, const std::vector<float>& path) {
  const auto found = std::lower_bound(economies_.begin(), economies_.end(), economy);
  if (found == economies_.end() || *found != economy) return;
  const std::uint64_t position = static_cast<std::uint64_t>(found - economies_.begin());
  const std::uint64_t days = layout_.day.size(), size = days * path_subnets;
  if (path.size() != size * path_count)
    throw std::invalid_argument("a path does not hold all its quantities");
  for (int i = 0; i < path_count; ++i) {
    group_.dataset(path_table[i].name)
        .write_block<float>({position, 0, 0}, {1, days, path_subnets},
                            std::span<const float>(path).subspan(i * size, size));
  }
}

void PathWriter::add(const PointResults& results) {
  for (const auto& [economy, path] : results.paths) write(economy, path);
}

void PathWriter::copy(const hdf5::Group& shard_root) {
  const hdf5::Group shard = shard_root.group("paths");
  if (!shard.has("economy")) return;
  const std::vector<std::int64_t> ids = shard.dataset("economy").read<std::int64_t>();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::vector<float> path;
    for (const PathInfo& info : path_table) {
      const std::vector<float> quantity = shard.dataset(info.name).read_block<float>(
          {i, 0, 0}, {1, layout_.day.size(), static_cast<std::uint64_t>(path_subnets)});
      path.insert(path.end(), quantity.begin(), quantity.end());
    }
    write(static_cast<std::uint64_t>(ids[i]), path);
  }
}

}  // namespace taosweep
