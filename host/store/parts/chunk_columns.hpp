// The series of a chunk, read by columns: they lie one after the other in the file.
#pragma once

#include <string>
#include <vector>

#include "host/store/parts/stored_rows.hpp"

namespace taosweep {

/// Keeps no file open, so that a point may be spread over any number of chunks.
class ChunkColumns {
 public:
  /// `rows` of the array that begins at the byte `offset`.
  ChunkColumns(std::string file, StoredRows rows, std::uint64_t offset)
      : file_(std::move(file)), rows_(std::move(rows)), offset_(offset) {}
  std::uint64_t economies() const { return rows_.economies(); }
  /// Columns [first, first + count) of every economy: [column][economy]. Throws
  /// std::runtime_error that names the file where it is not whole.
  std::vector<float> read(std::uint64_t first, std::uint64_t count) const;

 private:
  std::string file_;
  StoredRows rows_;
  std::uint64_t offset_ = 0;
};

}  // namespace taosweep
