// [depend]: what is computed for each point, or each economy where arms set what it reads.
#pragma once

#include "host/config/complaints.hpp"
#include "host/experiment/experiment.hpp"
#include "host/experiment/request.hpp"

namespace taosweep {

/// Puts the dependents of a request in order and says which hang on arms. Complains where they wait
/// for each other, and where something else sets the same parameter.
void settle_dependents(Request& request, Complaints& complaints);

/// Columns of the points: what the axes set, then what is computed from it. What hangs on arms is
/// none, for the arms of a point differ in it.
std::vector<VariedKey> columns_of(const Request& request);

/// Points of the axes with the columns that are computed.
Points with_dependents(Points points, const Request& request);

/// Throws UsageError at the line of a dependent that gives a point a value which cannot be taken.
void check_dependents(const Experiment& experiment);

}  // namespace taosweep
