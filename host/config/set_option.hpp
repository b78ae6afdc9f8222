// --set key=value: changes to the lines of a config, before any meaning is read from them.
#pragma once

#include <string>
#include <vector>

#include "host/config/config_file.hpp"

namespace taosweep {

/// Replaces the line of each key, in its place, or adds it at the end; an empty value removes the
/// line, so that the era or the default decides (texts may be empty). Keys as in "time.days",
/// "vary.attack.day", "arms.foundation.acts", "arm NAME.protocol.tempo", "era NAME.tempo", "title".
/// Throws UsageError for text that is no key=value, for a key that is set twice, and for removing
/// what is not there.
void apply_sets(ConfigText& config, const std::vector<std::string>& sets);

}  // namespace taosweep
