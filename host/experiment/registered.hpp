// What a resolved config has registered.
#pragma once

#include <string>
#include <vector>

#include "host/experiment/contrasts.hpp"
#include "host/experiment/input_file.hpp"

namespace taosweep {

/// Lines of [contrasts] of a config that was resolved or stored, with the files that it read.
/// Configs without them are not parsed. Throws UsageError where a line cannot be read.
std::vector<Contrast> registered_in(const std::string& config,
                                    const std::vector<InputFile>& inputs);

}  // namespace taosweep
