#include "host/store/file/sweep_units.hpp"

#include <algorithm>

namespace taosweep {

SweepUnits sweep_units(const Experiment& experiment) {
  const std::uint64_t points = experiment.points.size();
  return {experiment.units, points / experiment.cell_count,
          experiment.common_shocks || points == 1};
}

SweepUnits sweep_units(const Layout& layout) {
  return {layout.units, std::max<std::uint64_t>(1, layout.vectors()),
          layout.common_shocks || layout.points_total == 1};
}

}  // namespace taosweep
