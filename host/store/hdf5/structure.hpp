// What a file is made of, looked at before any of its
// numbers are read: a file may come from anyone.
#pragma once

#include <string>
#include <vector>

#include "host/store/hdf5/group.hpp"

namespace taosweep::hdf5 {

/// The file is built in a way that this program never builds one: damaged, or hostile.
struct StructureError : Hdf5Error {
  using Hdf5Error::Hdf5Error;
};

struct FoundDataset {
  std::string path;
  Type type;
  Shape shape;
  std::uint64_t bytes = 0;  ///< in memory; of texts, of their places only
};

/// Every dataset of the file, whose size in bytes is `size`. Throws StructureError unless
/// - each object is reached once, through a hard link, at most one group below the root;
/// - types are those of enum Type, held by no object of their own, and shapes are fixed;
/// - all data lie in the file itself, behind shuffle and deflate at most, and claim
///   no more memory than as many bytes can inflate to;
/// - attributes are numbers, texts, or what makes dimension scales, and no larger than bounds.
/// Numbers of small datasets stay in memory with the file.
std::vector<FoundDataset> look_at_structure(const File& file, std::uint64_t size);

/// Texts of a dataset may lie anywhere: throws
/// StructureError where they are more than `most` bytes.
void check_text_size(const Dataset& dataset, std::uint64_t most);

/// Address of the first byte behind the file, as its own header says.
std::uint64_t end_of(const File& file);

}  // namespace taosweep::hdf5
