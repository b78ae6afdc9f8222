// Whether a formula that a config gives is ever asked for.
#pragma once

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Throws UsageError where protocol.share_formula, or that of an arm, is one that no economy
/// follows; `varied` says that an axis makes some follow it.
void check_formulas_are_followed(const Experiment& outline, bool varied);

}  // namespace taosweep
