// Lengths and coordinates of a results file, and the groups of economies that statistics pool.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/hdf5/group.hpp"
#include "host/store/portion.hpp"
#include "host/store/schema.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// What a file of some points of a sweep looks like.
struct Layout {
  std::vector<std::string> arms;  ///< the first is the baseline
  std::uint64_t points_total = 0, replicates = 1;
  std::vector<std::uint64_t> point_ids;  ///< [position] points of this file, ascending
  std::vector<std::uint32_t> cells;      ///< [position]
  std::uint32_t cell_count = 1;
  PointUnits units;                        ///< which vectors of a cell depend on each other
  std::vector<std::string> varied;         ///< keys of the varied parameters
  std::vector<std::uint64_t> input_bytes;  ///< of each file that was read
  std::vector<std::uint64_t> kept;         ///< ids of the file's economies that keep their paths
  bool shard = false;
  bool common_shocks = false;
  std::vector<double> day, since_action;  ///< [d], [h]

  std::uint64_t points() const { return point_ids.size(); }
  /// Points of a cell in the whole sweep.
  std::uint64_t vectors() const { return points_total / cell_count; }
  std::uint64_t economies() const { return points() * replicates * arms.size(); }
  /// True where the economy of this id is of one of the file's points.
  bool holds(std::uint64_t economy) const;
  const std::vector<double>& times(TimeAxis axis) const {
    return axis == TimeAxis::day ? day : since_action;
  }
  /// Numbers of EconomyResult::series, and where a series starts in them.
  std::size_t series_length() const { return series_start(series_count); }
  std::size_t series_start(int series) const;
};

/// Throws std::invalid_argument where the points are not all part of the design.
Layout layout_of(const Experiment& experiment, const Portion& portion);
/// Coordinates of a stored file.
Layout layout_of(const hdf5::Group& root);

/// Which vectors depend on each other, as attributes of /design.
PointUnits read_units(const hdf5::Group& design);
void write_units(hdf5::Group& design, const PointUnits& units);

/// Lengths of everything in the file.
SchemaCounts counts_of(const Layout& layout);

/// Points of one file that a statistic pools: they lie together.
struct Pool {
  std::uint64_t first = 0, points = 0;  ///< positions in the file
  bool by_replicate = false;            ///< replicates are the independent units
  std::uint64_t vectors = 0;  ///< else, where > 0, drawn vectors are: each cell repeats them
  const Layout* layout = nullptr;
  const char* refusal = "";  ///< why nothing pooled may be said; empty = fine

  /// Number of the independent unit of an economy.
  std::int32_t cluster(std::uint64_t position, std::uint64_t replicate) const {
    if (by_replicate) return static_cast<std::int32_t>(replicate);
    if (layout->units.joined())
      return static_cast<std::int32_t>(
          layout->units.unit(layout->point_ids[position] % layout->vectors()));
    return static_cast<std::int32_t>(vectors > 0 ? layout->point_ids[position] % vectors
                                                 : position);
  }
  /// Independent units, where they are not replicates.
  std::uint64_t units() const {
    const std::uint64_t apart = vectors > 0 && vectors < points ? vectors : points;
    return layout->units.count(apart);
  }
  bool refused() const { return *refusal != 0; }
};
/// One point alone.
Pool pool_of_point(const Layout& layout, std::uint64_t position);
/// [cell] Throws std::invalid_argument where the points of a cell do not lie together.
std::vector<Pool> pools_of_cells(const Layout& layout);
Pool pool_of_all(const Layout& layout);

}  // namespace taosweep
