// What a look found, as sentences.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/run/look/switches.hpp"

namespace taosweep {

/// One sentence for all idle keys of one kind with one switch.
std::vector<std::string> idle_sentences(const std::vector<Question>& idle,
                                        const std::vector<std::optional<Switch>>& switches);

}  // namespace taosweep
