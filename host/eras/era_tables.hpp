// Eras as texts: all of them, one of them, what differs between two.
#pragma once

#include <string>

#include "host/eras/named_era.hpp"

namespace taosweep {

/// Each era with its dates, and with what it changes.
std::string eras_text(const Eras& eras);

/// One era with all its rules, those that it changes first, and the stages of a block. Throws
/// UsageError for an unknown name.
std::string era_text(const Eras& eras, const std::string& name);

/// Each rule that differs, from the one era to the other. Throws UsageError for an unknown name.
std::string difference_text(const Eras& eras, const std::string& from, const std::string& to);

}  // namespace taosweep
