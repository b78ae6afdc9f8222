// Hashes that tell experiments apart.
#pragma once

#include <string>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// SHA-256 of the resolved config and of every input beside the config file. The config file itself
/// does not count: what it means stands in the resolved config, so a comment changes nothing.
std::string config_hash_of(const Experiment& experiment);

/// SHA-256 of the varied keys, the points (little-endian) and the arm labels.
std::string design_hash_of(const Experiment& experiment);

}  // namespace taosweep
