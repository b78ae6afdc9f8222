// Whether a sweep can be stopped by a rule.
#pragma once

#include "host/experiment/request.hpp"

namespace taosweep {

/// Throws UsageError with the reason where the first points of the design are no sweep of their
/// own, or where the rule can never be met with the points that there are.
void check_until_fits(const Request& request);

}  // namespace taosweep
