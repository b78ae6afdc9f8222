// Axes of many datasets at once: the library's own call writes the list of a scale's uses anew for
// each, which takes the square of their number.
#pragma once

#include <vector>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// A new dataset and the scales of its axes, in order.
struct Attached {
  Dataset dataset;
  std::vector<const Dataset*> scales;
};

/// Attaches scales that no other dataset uses yet.
void attach_axes(const std::vector<Attached>& all);

}  // namespace taosweep::hdf5
