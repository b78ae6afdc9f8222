// The points of an experiment: a product of listed axes, and in
// each of its cells the same vectors of draws.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/design/points.hpp"
#include "host/design/sampling.hpp"
#include "host/design/vary.hpp"

namespace taosweep {

/// Points ordered by cell (slowest), then by vector of the sampled axes.
struct Design {
  std::vector<VariedKey> varied;     ///< in the order of the axes
  Points points;                     ///< [cell * vectors + vector][varied]
  std::vector<std::uint32_t> cells;  ///< [point]
  std::uint32_t cell_count = 1;
};

/// Columns of a design without its points.
std::vector<VariedKey> varied_keys(const std::vector<Axis>& axes);

/// Number of cells of the product of the axes that are not sampled (1 without any). Throws
/// UsageError above 2^32.
std::uint64_t cell_count_of(const std::vector<Axis>& axes);

/// Number of points in all. Throws UsageError above 2^32, and where `vectors` is 0.
std::uint64_t point_count_of(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors);

/// Makes the points. `vectors` is sweep.points, absent without a sampled axis. Under the random
/// design the draw of an axis depends on the seed, the number of the vector and the key of the axis
/// alone: other axes do not change it. Throws UsageError, with the place of the axis, for a draw
/// outside the parameter's range; as point_count_of too.
Design make_design(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors,
                   const Sampling& sampling);

/// At most `most` of these points, spread evenly over all, none else being drawn.
Points sample_design(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors,
                     const Sampling& sampling, std::uint64_t most);

/// Largest value that an axis may give a parameter; nothing where no axis does.
std::optional<double> largest_value(const std::vector<Axis>& axes, const std::string& key);

}  // namespace taosweep
