// Datasets piece by piece, so that memory does not grow with the file.
#pragma once

#include <algorithm>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// Calls visit(start, count) for blocks that cover `shape` once, in
/// row-major order, of at most `at_most` elements.
template <class Visit>
void for_each_block(const Shape& shape, std::uint64_t at_most, Visit visit) {
  if (elements(shape) == 0) return;
  // Trailing axes that fit are taken whole, the one before
  // them in pieces, those before that one by one.
  std::size_t cut = shape.size();
  std::uint64_t inner = 1;
  while (cut > 0 && inner * shape[cut - 1] <= at_most) inner *= shape[--cut];
  Shape start(shape.size(), 0), count(shape);
  std::uint64_t piece = 1;
  for (std::size_t axis = 0; axis < cut; ++axis) count[axis] = 1;
  if (cut > 0) piece = std::max<std::uint64_t>(1, at_most / inner);
  for (;;) {
    if (cut > 0) count[cut - 1] = std::min(piece, shape[cut - 1] - start[cut - 1]);
    visit(start, count);
    std::size_t axis = cut;
    while (axis > 0) {
      --axis;
      start[axis] += axis + 1 == cut ? piece : 1;
      if (start[axis] < shape[axis]) break;
      start[axis] = 0;
      if (axis == 0) return;
    }
    if (cut == 0) return;
  }
}

}  // namespace taosweep::hdf5
