#include "host/store/parts/chunk_source.hpp"

#include "host/experiment/economy_place.hpp"

namespace taosweep {

std::uint64_t ChunkSource::left_out_before(const Chunk& chunk) const {
  const std::uint64_t left_out = first_.left_out - all_.left_out;
  if (left_out == 0) return 0;
  return left_out * all_.cells.at(portion_.points.at(chunk.range.first_point));
}

ChunkRange ChunkSource::range(const Chunk& chunk) const {
  ChunkRange range = chunk.range;
  range.first_point -= left_out_before(chunk);
  return range;
}

PointResults ChunkSource::read(const Chunk& chunk, ChunkPart part) const {
  PointResults results = read_chunk(chunk.file, all_, portion_, part);
  const std::uint64_t before = left_out_before(chunk);
  if (before == 0) return results;
  results.first_point -= before;
  std::map<std::uint64_t, std::vector<float>> paths;
  for (auto& [economy, path] : results.paths)
    paths[economy - before * economies_per_point(all_)] = std::move(path);
  results.paths = std::move(paths);
  return results;
}

}  // namespace taosweep
