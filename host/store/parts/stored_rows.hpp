// Arrays [row][economy] as a chunk stores them: without the rows that no economy defines, of which
// a sweep of one arm has a third and more.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "host/store/hdf5/group.hpp"

namespace taosweep {

/// Stores NAME, [row][economy] of those rows of `values` that hold a number in any economy and of
/// the first, and NAME_rows, which rows they are.
template <class T>
void store_rows(hdf5::Group& root, const std::string& name, const std::vector<T>& values,
                std::uint64_t economies);

/// Reads `count` stored rows from the place `at` on, [count][economy].
template <class T>
using TakeRows = std::function<void(std::uint64_t at, std::uint64_t count, T* values)>;

/// Which rows of such an array its chunk stores.
class StoredRows {
 public:
  /// Of an array of so many rows in all. One without NAME_rows stores each. Throws
  /// std::runtime_error, or Hdf5Error, where it is none of this type and shape, or
  /// unfolds to more than any chunk holds.
  StoredRows(const hdf5::Group& root, const std::string& name, hdf5::Type type, std::uint64_t rows,
             std::uint64_t economies);

  /// Rows [first, first + count), [row][economy]; undefined where one is not stored.
  template <class T>
  std::vector<T> take(std::uint64_t first, std::uint64_t count, const TakeRows<T>& read) const;
  /// The same out of the file that holds the array.
  template <class T>
  std::vector<T> read(const hdf5::Group& root, std::uint64_t first, std::uint64_t count) const;
  template <class T>
  std::vector<T> read(const hdf5::Group& root) const {
    return read<T>(root, 0, all_);
  }

  std::uint64_t economies() const { return economies_; }

 private:
  std::string name_;
  std::vector<std::int32_t> rows_;  // ascending
  std::uint64_t all_, economies_;
};

}  // namespace taosweep
