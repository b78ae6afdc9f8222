// Parameters of many economies: the keys of a design are looked up once.
#pragma once

#include <optional>
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
  /// Makes those of another point of the same arm into these.
  void turn(Parameters& parameters, std::uint64_t point, std::uint64_t arm) const;

 private:
  using Reach = ParameterInfo::Reach;

  const Experiment& experiment_;
  std::vector<Reach> varied_;
  std::vector<std::vector<std::pair<Reach, double>>> arms_;
};

/// The same for one economy after the other, by one thread: of each arm one set of parameters is
/// kept, 8 kB, and only what points change is written again. A twentieth of the time of a new one.
class ParametersInTurn {
 public:
  explicit ParametersInTurn(const Experiment& experiment);

  /// Until the next one of this arm is asked for. Throws std::out_of_range where there is none.
  const Parameters& of(std::uint64_t point, std::uint64_t arm);

 private:
  const EconomyParameters economies_;
  std::vector<std::optional<Parameters>> arms_;
};

}  // namespace taosweep
