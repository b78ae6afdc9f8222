// Chunks as a results file takes them, which may hold fewer points than they were made for.
#pragma once

#include "host/store/parts/chunks.hpp"

namespace taosweep {

class ChunkSource {
 public:
  /// Of the experiment and portion that the chunks were made for. All must outlive it.
  ChunkSource(const Experiment& experiment, const Portion& portion)
      : ChunkSource(experiment, experiment, portion) {}
  /// Of a sweep that stopped: `first` is what is left of `all` (first_points), whose cells each
  /// end earlier, so that points and economies have other numbers.
  ChunkSource(const Experiment& first, const Experiment& all, const Portion& portion)
      : first_(first), all_(all), portion_(portion) {}

  /// By the numbers of the file.
  ChunkRange range(const Chunk& chunk) const;
  PointResults read(const Chunk& chunk, ChunkPart part = ChunkPart::everything) const;
  ChunkColumns columns(const Chunk& chunk) const { return columns_of(chunk.file, all_, portion_); }

 private:
  /// Points that cells before that of a chunk have left out.
  std::uint64_t left_out_before(const Chunk& chunk) const;

  const Experiment &first_, &all_;
  const Portion& portion_;
};

}  // namespace taosweep
