// A first impression of a sweep, before it runs: quantiles of headline outcomes over few economies.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "host/store/portion.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// How long a preview begins economies [s], so that it stands there within a second of the command.
inline constexpr double preview_seconds = 0.6;
/// So long after that [s] it says that it waits for those that it has begun: none is cut short.
inline constexpr double preview_patience = 0.4;
/// Where an economy is expected to take longer [s], by a speed that few cores reach, none is begun:
/// it could not be cut short, and too few would finish to tell anything.
inline constexpr double longest_previewed_seconds = 1;
/// Quantiles of fewer values are not shown: deciles of fewer than eight are its extremes.
inline constexpr std::int64_t fewest_previewed = 8;

struct PreviewRow {
  int outcome;
  std::size_t arm;
  std::int64_t n;            ///< economies that are sound, and in which the outcome is defined
  double low, median, high;  ///< quantiles of 10, 50 and 90 %
};

struct Preview {
  std::uint64_t pairs = 0;   ///< of a point and a replicate, run in every arm
  std::uint64_t points = 0;  ///< different ones among them
  std::uint64_t points_in_all = 0, pairs_in_all = 0;
  std::vector<PreviewRow> rows;  ///< those of fewest_previewed values or more
  std::size_t left_out = 0;      ///< outcomes of which an arm has some, but fewer
  double seconds = 0;
  bool too_long = false;  ///< what an economy is expected to take: none was begun
};

/// The `turn`-th pair of a point's position and a replicate to look at: first replicates of points
/// spread evenly over the design, each point once before any comes again.
std::pair<std::uint64_t, std::uint64_t> preview_pair(std::uint64_t turn, std::uint64_t points);

/// How a preview is made.
struct PreviewWay {
  Isa isa;
  int threads = 1;
  double seconds = preview_seconds;  ///< in which economies are begun
  double longest = longest_previewed_seconds;
  double patience = preview_patience;
  const std::atomic<bool>* stop = nullptr;
  std::function<void()> still_waiting = [] {};  ///< told once, after `patience`
};

/// Runs pairs on threads of the processor until the time is over. What it computes is thrown away:
/// the sweep is not changed by it.
Preview make_preview(const Experiment& experiment, const Portion& portion, const PreviewWay& way);

/// Its lines, the first of which says of how little it tells, or why there is none.
std::vector<std::string> preview_lines(const Preview& preview, const Experiment& experiment);

}  // namespace taosweep
