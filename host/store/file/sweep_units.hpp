// Which economies of a whole sweep depend on each other, whatever part of it a file holds.
#pragma once

#include "host/store/file/layout.hpp"

namespace taosweep {

struct SweepUnits {
  PointUnits units;
  std::uint64_t vectors = 1;  ///< points of a cell
  bool by_replicate = false;  ///< points share their shocks, or there is one

  /// Number of the independent unit of the economies of a point and replicate; as Pool::cluster of
  /// all points has it.
  std::uint64_t of(std::uint64_t point, std::uint64_t replicate) const {
    if (by_replicate) return replicate;
    if (units.joined()) return units.unit(point % vectors);
    return vectors > 1 ? point % vectors : point;
  }
};

SweepUnits sweep_units(const Experiment& experiment);
SweepUnits sweep_units(const Layout& layout);

}  // namespace taosweep
