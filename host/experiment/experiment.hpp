// An experiment as plain data: what a config file, after all defaults and --set, asks for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/design/arms.hpp"
#include "host/design/blocks.hpp"
#include "host/design/dependent.hpp"
#include "host/design/points.hpp"
#include "host/design/sampling.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/experiment/recorded_start.hpp"
#include "host/experiment/until.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

struct Keep {
  double series_days = 1;                ///< [d]
  std::vector<std::uint64_t> economies;  ///< ids of the economies whose paths are kept, ascending
};

/// Economy id = (point * replicates + replicate) * arms.size() + arm.
struct Experiment {
  std::string title, question, hypothesis;
  Eras eras;  ///< that the config may name, its own among them
  std::vector<std::string> era_names = NamedSchedule{}.names;  ///< of the schedule in `base`
  Parameters base;  ///< values of everything that is not varied and not set by an arm
  std::vector<VariedKey> varied;
  Points points;                     ///< [point][varied]
  std::vector<std::uint32_t> cells;  ///< [point]: index in the product of the unsampled axes
  std::uint32_t cell_count = 1;
  std::vector<CellBlock> blocks;      ///< [vary NAME]; the cells of the first come first
  PointUnits units;                   ///< which vectors of a cell depend on each other
  std::vector<Arm> arms;              ///< the first is the baseline
  std::vector<Dependent> dependents;  ///< computed in this order, after points and arms
  std::uint32_t replicates = 1;
  std::uint64_t seed = 0;
  bool common_shocks = false;  ///< shocks shared by all points
  Keep keep;
  std::vector<InputFile> inputs;               ///< the config file first
  std::shared_ptr<const RecordedStart> start;  ///< where economies begin; nullptr: at the launch
  /// Where the user set a key: line of the config or --set. Empty in a restored experiment.
  std::map<std::string, std::string> places;
  std::string config;  ///< resolved config: every key, one per line; reads back to the same
  std::string config_hash, design_hash;  ///< SHA-256, hex
  std::string overrides;                 ///< protocol keys that override the era's, comma-separated
  std::optional<Stopping> stopping;      ///< sweep.until
  std::optional<Look> stopped;           ///< the look after which nothing more ran
  /// Points of each cell that might have run and did not. Shocks go by the numbers that points have
  /// among all that might have run: they do not change with where a sweep stops.
  std::uint64_t left_out = 0;

  std::uint64_t economies() const { return points.size() * replicates * arms.size(); }
};

/// Reads and resolves a config file (defaults < era < file < sets; each set is "key=value").
/// Throws UsageError with file:line.
Experiment load_experiment(const std::string& path, const std::vector<std::string>& sets);

/// The same from a stored resolved config: replay, rerun and merge use it. `points` and `cells`
/// come from the file.
Experiment restore_experiment(const std::string& config, std::vector<InputFile> inputs,
                              Points points);

/// Parameters of one economy. EconomyParameters is quicker for many.
Parameters parameters_of(const Experiment& experiment, std::uint64_t point, std::uint64_t arm);

}  // namespace taosweep
