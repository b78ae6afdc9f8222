// Actions of the foundation that no economy lives to see.
#pragma once

#include <optional>
#include <string>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Day on which an economy ends [d].
double end_day(const Parameters& p);

struct LateAction {
  std::string sentence;
  double days = 0;              ///< time.days to use [d]; 0 where it is long enough
  double days_after_start = 0;  ///< the same of time.days_after_start
};

/// Where the foundation acts, but not before the end of the economy, in some point: how many, by
/// which keys, and the horizon to use.
std::optional<LateAction> late_action(const Experiment& experiment);

}  // namespace taosweep
