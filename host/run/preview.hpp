// A first impression of a sweep, before it runs: quantiles of headline outcomes over few economies.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "host/store/portion.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// How long a preview computes [s], so that it stands there within a second of the command. Where
/// economies take longer, it waits for the first one in all arms.
inline constexpr double preview_seconds = 0.6;

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
  std::vector<PreviewRow> rows;
  double seconds = 0;
};

/// The `turn`-th pair of a point's position and a replicate to look at: first replicates of points
/// spread evenly over the design, each point once before any comes again.
std::pair<std::uint64_t, std::uint64_t> preview_pair(std::uint64_t turn, std::uint64_t points);

/// Runs pairs on threads of the processor until the time is over. What it computes is thrown away:
/// the sweep is not changed by it.
Preview make_preview(const Experiment& experiment, const Portion& portion, Isa isa, int threads,
                     double seconds, const std::atomic<bool>* stop);

/// Its lines, the first of which says of how little it tells.
std::vector<std::string> preview_lines(const Preview& preview, const Experiment& experiment);

}  // namespace taosweep
