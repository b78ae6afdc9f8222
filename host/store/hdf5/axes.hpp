// Axes of many datasets at once: the library's own calls write the list of a scale's uses anew for
// each, which takes the square of their number, and look a scale's name up anew for each axis.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// A new dataset and the scales of its axes, in order.
struct Attached {
  Dataset dataset;
  std::vector<const Dataset*> scales;
};

/// Names of the axes of datasets of one file; each scale is asked for its name once.
class AxisNames {
 public:
  /// In order; empty where an axis has no scale. Throws Hdf5Error where the lists are damaged.
  std::vector<std::string> of(const Dataset& dataset);

 private:
  std::map<std::uint64_t, std::string> names_;  ///< by the scale's address in the file
};

/// Attaches scales that no other dataset uses yet.
void attach_axes(const std::vector<Attached>& all);

}  // namespace taosweep::hdf5
