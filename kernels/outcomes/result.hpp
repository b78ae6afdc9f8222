// What one economy leaves behind, and how it ended.
#pragma once

#include <vector>

#include "kernels/register/registry.hpp"

namespace taosweep {

enum class Status : int {
  ok = 0,
  not_finite = 1,
  tao_ledger = 2,
  alpha_ledger = 3,
  reserve = 4,
  not_run = 5,
  invariant = 6  ///< something that cannot be was seen at the end of a day (invariants.hpp)
};

/// What one economy leaves behind. Undefined = the quiet NaN 0x7ff8000000000000.
struct EconomyResult {
  Status status = Status::not_run;
  double outcomes[outcome_count];
  /// Series, one after the other in the order of series_table, each with its own number of times;
  /// NaN after an early stop and where there is no attacked subnet or no action.
  std::vector<float> series;
  /// [quantity of path_table][time on the day axis][path_subnets], only where
  /// RecordPlan::keep_paths.
  std::vector<float> path;
};

}  // namespace taosweep
