// What taosweep status --json prints.
#pragma once

#include "host/run/sweep_status.hpp"

namespace taosweep {

std::string status_json(const SweepStatus& status, bool one_line);

}  // namespace taosweep
