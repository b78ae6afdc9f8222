// How each design is asked what drives an outcome.
#pragma once

#include <string>
#include <vector>

#include "host/commands/sensitivity_points.hpp"
#include "host/statistics/drivers.hpp"

namespace taosweep {

/// What an estimator gives, as tables and files name it.
struct EstimatorInfo {
  const char* units;                  ///< what it counts
  std::vector<const char*> measures;  ///< of each parameter
  std::size_t strongest;              ///< the measure that parameters are sorted by
  const char *told, *told_title;      ///< name of Drivers::told in files and tables
  const char* small;                  ///< when a parameter is idle
};
const EstimatorInfo& estimator_of(DesignKind kind);

struct OutcomeDrivers {
  int outcome = 0;
  std::uint64_t units = 0, left_out = 0;  ///< that define it, and that do not
  Drivers found;
};
/// Throws Hdf5Error where the points are not those of their design.
OutcomeDrivers drivers_of(const SensitivityPoints& points, int outcome);

/// Whether rows of the design tell what pairs of parameters or groups do together.
bool of_second_order(const SensitivityPoints& points);

/// What the numbers are, what they count, and what of them is shocks: a paragraph each. `where`:
/// "arm 'yes'", of a map with the cell.
std::vector<std::string> estimator_remarks(const SensitivityPoints& points,
                                           const std::string& where);

}  // namespace taosweep
