// The groups of a results file, one writer each. Used in this order by a run's end and by merge.
#pragma once

#include <functional>
#include <map>
#include <span>

#include "host/statistics/findings.hpp"
#include "host/statistics/summaries.hpp"
#include "host/statistics/together.hpp"
#include "host/store/file/layout.hpp"
#include "host/store/point_results.hpp"

namespace taosweep {

/// Root attributes but content_digest, and the groups /inputs, /design.
void write_identity(hdf5::Group& root, const Experiment& experiment, const Layout& layout,
                    const Portion& portion);
/// Group /run.
void write_run(hdf5::Group& root, const RunFacts& facts);

/// Group /outcomes, filled range by range.
class OutcomeWriter {
 public:
  OutcomeWriter(hdf5::Group& root, const Layout& layout);
  void add(const PointResults& results);
  /// One outcome, or the status, of points from `position` on: [arm][point][replicate].
  void write(int outcome, std::uint64_t position, std::uint64_t points,
             std::span<const double> values);
  void write_status(std::uint64_t position, std::uint64_t points,
                    std::span<const std::int32_t> values);
  const OutcomeFindings& findings() const { return findings_; }

 private:
  const Layout& layout_;
  OutcomeFindings findings_;
  // Kept open: closing a dataset would compress its half-filled chunks again and again.
  std::vector<hdf5::Dataset> outcomes_, status_;
};

/// Columns [first, first + count) of the series of all economies of a point: [column][economy].
using ReadColumns = std::function<std::vector<float>(std::uint64_t first, std::uint64_t count)>;

/// Group /intervals, which several writers fill: made by the first.
hdf5::Group intervals_group(hdf5::Group& root, const Layout& layout);

/// Groups /series, /series_all, and in a shard /shard, filled point by point in ascending order.
/// Counts of a cell are kept in memory until its last point has come.
class SeriesWriter {
 public:
  SeriesWriter(hdf5::Group& root, const Layout& layout, std::vector<SummaryPlace> places);
  /// Whole points.
  void add(const PointResults& results);
  /// One point that is too large for memory; `status` of its economies.
  void add_by_columns(std::uint64_t position, std::span<const std::int32_t> status,
                      const ReadColumns& read);
  /// Copies the quantiles of a shard.
  void copy(const Layout& shard_layout, const hdf5::Group& shard_root);
  /// Adds a shard's counts of the cells [first, end); those of all shards are written together.
  void add_counts(std::uint32_t first, std::uint32_t end, const Layout& shard_layout,
                  const hdf5::Group& shard_root);
  void write_open_cells();
  /// Cells whose counts fit in memory together.
  std::uint32_t cells_at_once() const;

 private:
  using Counts = std::vector<std::vector<std::uint32_t>>;  // [series][arm][time][bins + 2]
  struct Block;

  Counts& counts_of(std::uint32_t cell);
  void add_run(const PointResults& results, std::uint64_t begin, std::uint64_t end);
  void add_block(const Block& block, const float* columns, std::uint64_t stride,
                 std::span<const std::int32_t> status);
  void store(const Block& block, const Summaries& summaries);
  void close_cell(std::uint64_t last_position);
  void write_cell(std::uint32_t cell, const Counts& counts);

  const Layout& layout_;
  SummaryQueue summaries_;
  hdf5::Group cells_;
  // [series], kept open as in OutcomeWriter: of /series (empty without replicates), of /series_all,
  // of /shard (empty but in a shard); bands of medians in /intervals.
  std::vector<hdf5::Dataset> quantiles_, sizes_, cell_quantiles_, cell_sizes_, counts_, together_;
  std::map<std::uint32_t, Counts> open_cells_;
  std::vector<std::vector<double>> edges_;  // [series]
  std::vector<Pool> pools_;                 // [cell]
  std::vector<std::uint64_t> last_point_;   // [cell] position in the file
};

/// Group /paths: the kept economies of the file's points.
class PathWriter {
 public:
  PathWriter(hdf5::Group& root, const Layout& layout);
  void add(const PointResults& results);
  void copy(const hdf5::Group& shard_root);

 private:
  void write(std::uint64_t economy, const std::vector<float>& path);

  const Layout& layout_;
  hdf5::Group group_;
};

/// Outcomes as /outcomes stores them, [arm][point][replicate]; NaN where one is undefined, the
/// economy failed, or an earlier model version had no such outcome.
class UsableOutcomes {
 public:
  explicit UsableOutcomes(const hdf5::Group& root);
  std::vector<double> read(int outcome) const;
  /// Places of economies that failed.
  const std::vector<std::size_t>& failed() const { return failed_; }
  /// The file is of an earlier model version, which did not have it.
  bool lacks(int outcome) const;
  /// Names those; empty where the file has all.
  std::string what_it_lacks() const;

 private:
  hdf5::Group group_;
  std::int64_t model_;
  std::size_t economies_;
  std::vector<std::size_t> failed_;  // places of economies
};

// Groups that follow from /outcomes alone, outcome by outcome; `values` are of UsableOutcomes.
// The numbers do not depend on `threads`.

/// Groups /distributions and /distributions_cells.
class DistributionWriter {
 public:
  DistributionWriter(hdf5::Group& root, const Layout& layout, std::vector<SummaryPlace> places);
  void add(int outcome, const std::vector<double>& values);

 private:
  const Layout& layout_;
  std::vector<SummaryPlace> places_;
  hdf5::Group points_, cells_;
  std::vector<Pool> by_point_, by_cell_;
};

/// Groups /differences, /differences_cells and /differences_all.
class DifferenceWriter {
 public:
  DifferenceWriter(hdf5::Group& root, const Layout& layout, int threads);
  void add(int outcome, const std::vector<double>& values);

 private:
  const Layout& layout_;
  int threads_;
  hdf5::Group points_, cells_, all_;
  std::vector<Pool> by_cell_;
  Pool everything_;
};

/// Group /intervals.
class IntervalWriter {
 public:
  IntervalWriter(hdf5::Group& root, const Layout& layout, int threads);
  void add(int outcome, const std::vector<double>& values, const UsableOutcomes& outcomes);

 private:
  const Layout& layout_;
  int threads_;
  hdf5::Group group_;
  std::vector<Pool> by_cell_;
  CommonDraws draws_;
};

/// What /intervals holds of one outcome into the datasets of `group`; how means came about only
/// where it has datasets for that. `draws` are those of all outcomes.
void write_intervals_of(int outcome, const hdf5::Group& group, const std::vector<double>& values,
                        const UsableOutcomes& outcomes, const Layout& layout,
                        const std::vector<Pool>& cells, CommonDraws& draws, int threads = 1);

}  // namespace taosweep
