// Says what a look before the sweep found, and what the whole file shows after it.
#pragma once

#include "host/run/look/idle_look.hpp"
#include "host/store/file/write.hpp"

namespace taosweep {

/// Warnings, also where the run is quiet; and, unless it is, notes and what was not looked at.
void tell_look(const LookReport& report, bool quiet);

/// Outcomes that stay undefined, unless the run is quiet; and warnings.
void tell_findings(const Findings& findings, const std::string& file, bool quiet);

}  // namespace taosweep
