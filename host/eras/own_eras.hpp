// Eras that a config has for itself: sections [era NAME].
#pragma once

#include <string>

#include "host/config/complaints.hpp"
#include "host/config/config_file.hpp"
#include "host/eras/named_era.hpp"

namespace taosweep {

/// "era NAME", or "era" without one.
bool is_era_section(const std::string& section);

/// The eras that a config may name: the chain's, and its own, each `since` another with the rules
/// that its lines change. A wrong one is complained of, and is there all the same: what names it is
/// not to blame.
Eras read_eras(const ConfigText& config, Complaints& complaints);

/// The section of an own era as a config has it. Lines that change nothing are left out: what an
/// experiment means does not hang on them.
std::string era_section_text(const NamedEra& era, const Eras& eras);

/// "NAME: since OLD, ema_alpha = 1e-04 1/block": an own era on one line.
std::string era_line(const NamedEra& era, const Eras& eras);

}  // namespace taosweep
