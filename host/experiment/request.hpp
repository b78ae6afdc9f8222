// What a config asks for, read and checked line by line, before any point is drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/config/config_file.hpp"
#include "host/design/arms.hpp"
#include "host/design/blocks.hpp"
#include "host/design/dependent.hpp"
#include "host/design/sampling.hpp"
#include "host/design/vary.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/experiment/contrasts.hpp"
#include "host/experiment/recorded_start.hpp"
#include "host/experiment/until.hpp"

namespace taosweep {

struct Request {
  std::string title, question, hypothesis;
  Eras eras;                                                   ///< that protocol.schedule may name
  std::vector<std::string> era_names = NamedSchedule{}.names;  ///< of the schedule in `base`
  Parameters base;  ///< defaults < era < file and --set; varied keys keep the era's value
  std::vector<VaryBlock> blocks;  ///< [vary NAME], in order
  /// What blocks vary, as one axis, where there are blocks; then the lines of [vary], in order.
  std::vector<Axis> axes;
  ArmsRequest arms;
  std::vector<Dependent> dependents;    ///< lines of [depend], each behind those that it reads
  std::optional<std::uint64_t> points;  ///< sweep.points: vectors of the sampled axes
  std::uint64_t replicates = 1;
  Sampling sampling;                       ///< sweep.design, and the seed of all draws
  std::optional<std::uint64_t> scrambles;  ///< as the config says it
  std::optional<std::uint64_t> levels;     ///< likewise
  bool common_shocks = false;
  double series_days = 1;                      ///< [d]
  std::optional<std::uint64_t> kept_paths;     ///< keep.paths
  std::vector<std::uint64_t> kept_economies;   ///< keep.economies, ascending
  std::shared_ptr<const RecordedStart> start;  ///< network.start; nullptr: the launch
  std::vector<InputFile> tables;               ///< that lines of [vary] took their values from
  std::vector<Contrast> contrasts;             ///< in order
  std::string until_line;                      ///< sweep.until; empty = none
  std::optional<Until> until;                  ///< the same, read
};

/// Reads all lines. `name` stands in messages about the config as a whole; `fetch` brings the files
/// that it names. Throws one UsageError with every complaint.
Request read_request(const ConfigText& config, const std::string& name, const FetchInput& fetch);

/// The schedule of [protocol], under which economies live whose arm has none of its own.
NamedSchedule common_schedule(const Request& request);

/// Labels of the arms, the baseline first.
std::vector<std::string> arm_labels(const Request& request);

/// True for a parameter that an axis sets.
bool is_on_an_axis(const Request& request, const std::string& key);

/// True for one that an axis or a line of [depend] sets.
bool is_varied(const Request& request, const std::string& key);

/// True for one whose common value no point has: blocks that do not vary a parameter leave it.
bool is_always_varied(const Request& request, const std::string& key);

/// Protocol keys whose value is not the era's, comma-separated.
std::string overrides_of(const Request& request);

}  // namespace taosweep
