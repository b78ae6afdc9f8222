// Axes of many datasets at once: the library's own calls write the list of a scale's uses anew for
// each, which takes the square of their number, and look a scale's name up anew for each axis.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// Attaches scales that no other dataset uses yet.
class AxisUses {
 public:
  /// To the axes of a new dataset, in order. The scales stay where they are until the end.
  void attach(const Dataset& dataset, const std::vector<const Dataset*>& scales);
  /// Tells the scales who uses them, in the order of first use.
  void finish();

 private:
  struct Use {
    std::uint64_t dataset;  ///< address in the file
    int axis;
  };
  struct Scale {
    const Dataset* dataset;
    std::uint64_t reference;
    std::vector<Use> uses;
  };
  static void list_uses(const Scale& scale);

  std::vector<Scale> scales_;
  std::map<const Dataset*, std::size_t> place_;
};

/// Names of the axes of datasets of one file; each scale is asked for its name once.
class AxisNames {
 public:
  /// In order; empty where an axis has no scale. Throws Hdf5Error where the lists are damaged.
  std::vector<std::string> of(const Dataset& dataset);

 private:
  std::map<std::uint64_t, std::string> names_;  ///< by the scale's address in the file
};

}  // namespace taosweep::hdf5
