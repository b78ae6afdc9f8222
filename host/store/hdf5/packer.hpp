// How much smaller numbers become in a file.
#pragma once

#include "host/store/hdf5/group.hpp"

namespace taosweep::hdf5 {

/// Compresses numbers as datasets do, in memory.
class Packer {
 public:
  /// [B] that the numbers take as one block of a compressed dataset.
  /// `bytes`: as they are stored, little-endian.
  std::uint64_t packed(Type type, const std::vector<std::byte>& bytes);

 private:
  File scratch_ = File::in_memory();
};

}  // namespace taosweep::hdf5
