// Parameters of many economies: the keys of a design are looked up once.
#pragma once

#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// The experiment must outlive it.
class EconomyParameters {
 public:
  /// Throws UsageError for a varied key, or a key of an arm, that is no parameter.
  explicit EconomyParameters(const Experiment& experiment);

  /// Throws std::out_of_range for a point that there is not.
  Parameters of(std::uint64_t point, std::uint64_t arm) const;

 private:
  using Reach = ParameterInfo::Reach;

  const Experiment& experiment_;
  std::vector<Reach> varied_;
  std::vector<std::vector<std::pair<Reach, double>>> arms_;
};

}  // namespace taosweep
