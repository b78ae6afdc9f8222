// What a design asks of the other lines of a config.
#pragma once

#include "host/config/complaints.hpp"
#include "host/config/places.hpp"
#include "host/experiment/request.hpp"

namespace taosweep {

/// Complains where lines of [sweep] are of another design, and where points of a design whose parts
/// fill the cube together do not come in whole parts.
void check_design(const Request& request, const Places& places, Complaints& complaints);

}  // namespace taosweep
