// Does what a results file says of the look at which its sweep stopped follow from the rest of it.
#pragma once

#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "host/store/file/layout.hpp"

namespace taosweep {

// Each returns what does not hold, one sentence each; nothing of a sweep without a rule.

/// The attributes until_* against the rule in the config, the number of points in the file, and
/// each other.
std::vector<std::string> check_stop(const hdf5::Group& root, const Layout& layout,
                                    const Stopping& stopping);

/// Estimate, interval and cell against those that the outcomes give, where this very build wrote
/// them. The config has to be one that this version reads.
std::vector<std::string> check_look(const hdf5::Group& root, const Layout& layout);

}  // namespace taosweep
