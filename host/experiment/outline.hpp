// An experiment as counts, before any of its points is drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "host/experiment/experiment.hpp"

namespace taosweep {

struct Outline {
  /// Holds only a few of the points, spread evenly over all, and no list of kept economies.
  Experiment experiment;
  std::uint64_t points = 0;      ///< in all
  std::uint64_t kept_paths = 0;  ///< economies whose paths are kept
  double longest_days = 0;       ///< [d] the longest horizon that a point may have
  /// What makes it large: "sweep.points" where axes are drawn, else "sweep.replicates".
  std::string size_key;
  std::uint64_t size = 1;  ///< value of that key
};

/// Looks at an outline before the points are drawn; may throw UsageError, to which the place of the
/// counts in the config is added.
using OutlineCheck = std::function<void(const Outline&)>;

/// As load_experiment without a check.
Experiment load_experiment(const std::string& path, const std::vector<std::string>& sets,
                           const OutlineCheck& check);

}  // namespace taosweep
