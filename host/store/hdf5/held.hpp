// A small dataset whose numbers are held in memory, and which is opened in its file only where more
// is asked of it: the library needs 20 kB and a tenth of a millisecond for each that is open.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// Writes what is still to be written, and opens the dataset in its file.
using OpenInFile = std::function<Handle()>;

class Held {
 public:
  /// One that stands in the file with these numbers, as they are stored.
  Held(Type type, Shape shape, std::vector<std::byte> numbers, OpenInFile open);
  /// One that is not in the file yet: floats are NaN, whole numbers 0 until they are put.
  Held(Type type, Shape shape, OpenInFile open);

  /// True where the numbers are in memory as this type.
  bool holds(Type type) const { return numbers_ && type == type_; }
  /// The block into `values`, or the values into the block, where it holds them. Else the file is
  /// to be asked; what it holds after put() is then no longer what the file has, and forgotten.
  bool get(Type type, const Shape& start, const Shape& count, void* values) const;
  bool put(Type type, const Shape& start, const Shape& count, const void* values);

  /// Is written with the dataset, in order, where that does not stand in the file yet.
  bool add_attribute(const std::function<void(Object&)>& write);

  /// The numbers and attributes into the dataset that was made for them.
  void write_to(Dataset& made);

  /// Open in its file from now on.
  std::int64_t id();

 private:
  void check_block(const Shape& start, const Shape& count) const;

  Type type_;
  Shape shape_;
  std::optional<std::vector<std::byte>> numbers_;  // as in the file: little-endian
  bool is_in_file_;
  std::vector<std::function<void(Object&)>> attributes_;
  OpenInFile open_;
  Handle opened_;
};

}  // namespace taosweep::hdf5
