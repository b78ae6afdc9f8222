// What lines of a config ask of each other: design, points, arms, paths.
#pragma once

#include "host/config/complaints.hpp"
#include "host/config/places.hpp"
#include "host/experiment/request.hpp"

namespace taosweep {

/// Complains where the lines, each good by itself, do not go together.
void check_whole(const Request& request, const Places& places, Complaints& complaints);

}  // namespace taosweep
