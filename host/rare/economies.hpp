// Economies of one arm of an experiment as the replicas that splitting runs.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "host/experiment/economy_parameters.hpp"
#include "host/rare/event.hpp"
#include "host/run/devices.hpp"

namespace taosweep {

/// A signal came before all had run.
struct RunStopped : std::exception {
  const char* what() const noexcept override { return "stopped by a signal"; }
};

/// Throws UsageError where the event is of no series of this arm or takes longer than economies
/// last, or economies are not alike: cells, or points that depend on each other or share shocks.
void check_event(const Experiment& experiment, std::size_t arm, const RareEvent& event);

class RareEconomies {
 public:
  /// All of them must outlive it, and have passed check_event.
  RareEconomies(const Experiment& experiment, std::size_t arm, const RareEvent& event,
                const Devices& devices);

  /// Scores in order: the same bits whatever the devices and their threads. Throws RunStopped, and
  /// std::runtime_error where an economy failed.
  std::vector<Scores> run(std::span<const Lineage> replicas) const;

 private:
  Job job_of(const Lineage& lineage, ShockBranches& branches) const;
  std::vector<Scores> run_some(const Engine& engine, std::span<const Lineage> replicas) const;

  const Experiment& experiment_;
  const std::size_t arm_;
  const RareEvent& event_;
  const Devices& devices_;
  const EconomyParameters parameters_;
  const RecordPlan plan_;
  const bool drawn_;  ///< a point for each root; else a replicate
};

/// What is recorded of an economy: series, each morning.
RecordPlan rare_plan(const Experiment& experiment);

/// Whether the config draws parameters, so that each root has a point of its own.
bool draws_parameters(const Experiment& experiment);

}  // namespace taosweep
