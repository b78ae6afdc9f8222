// Group /paths: everything about the kept economies, step by step.
#include <algorithm>
#include <stdexcept>

#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"

namespace taosweep {

PathWriter::PathWriter(hdf5::Group& root, const Layout& layout)
    : layout_(layout), group_(create_group(root, layout, "paths")) {
  if (layout.kept.empty()) return;
  const std::uint64_t arms = layout.arms.size();
  std::vector<std::int64_t> points, replicates;
  std::vector<std::string> labels;
  for (const std::uint64_t economy : layout.kept) {
    points.push_back(static_cast<std::int64_t>(economy / (arms * layout.replicates)));
    replicates.push_back(static_cast<std::int64_t>(economy / arms % layout.replicates));
    labels.push_back(layout.arms[economy % arms]);
  }
  group_.dataset("economy").write(
      std::vector<std::int64_t>(layout.kept.begin(), layout.kept.end()));
  group_.dataset("point").write(points);
  group_.dataset("replicate").write(replicates);
  group_.dataset("arm").write_texts(labels);
}

void PathWriter::write(std::uint64_t economy, const std::vector<float>& path) {
  const auto found = std::lower_bound(layout_.kept.begin(), layout_.kept.end(), economy);
  if (found == layout_.kept.end() || *found != economy) return;
  const std::uint64_t position = static_cast<std::uint64_t>(found - layout_.kept.begin());
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
