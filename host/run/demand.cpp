#include "host/run/demand.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/run/chunks.hpp"
#include "host/run/room.hpp"
#include "host/statistics/together.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {
namespace {

constexpr double program_bytes = 1.7e7;   // the program itself
constexpr double library_bytes = 3.25e7;  // the same with HDF5 at work
constexpr double state_bytes =            // of an economy of 128 subnets while it runs
    sizeof(EconomyState<4>) + sizeof(TickFlows<4>);
constexpr double bytes_of_sorted = 24;     // of a value of a series while it is sorted
constexpr double bytes_of_pooled = 65;     // of a value among those of a cell, in statistics
constexpr double bytes_of_mapped = 24;     // of one in any of the cells of an arm
constexpr double bytes_of_dataset = 1500;  // what is known of it until the file stands
constexpr double bytes_of_open = 14000;    // HDF5's own of one that is open
constexpr double chunk_file_bytes = 8000;  // of a chunk file, besides its numbers

// Fitted to ten shapes of sweeps (scripts/dry_run_check.py) on one core at 3.7 GHz. Means that are
// skewed, which are resampled, take up to half as much again: that cannot be seen beforehand.
constexpr double seconds_per_chunk = 0.02;        // written, synced
constexpr double seconds_per_chunk_byte = 5e-9;   // hashed, written, read again, sorted, summed
constexpr double seconds_per_dataset = 6e-5;      // of the results file
constexpr double seconds_per_file_byte = 8.5e-8;  // counted, compressed, hashed
constexpr double seconds_per_draw = 2e-7;         // of a unit in a resample
constexpr double seconds_per_part = 2e-9;         // of a unit in a cell and a resample

/// Of an economy's numbers, without its path.
double bytes_each(const SweepCounts& counts) {
  return sizeof(std::int32_t) + sizeof(double) * static_cast<double>(outcome_count) +
         sizeof(float) * static_cast<double>(empty_result(counts.record).series.size());
}

/// Of them, what is stored on the way: without what nobody defines.
double stored_bytes_each(const SweepCounts& counts) {
  double stored = sizeof(std::int32_t) + sizeof(double) * outcome_count * counts.defined;
  for (const SeriesInfo& info : series_table)
    if (counts.acts || info.axis != TimeAxis::since_action)
      stored += sizeof(float) * static_cast<double>(time_count(info.axis, counts.record));
  return stored;
}

double path_bytes(const SweepCounts& counts) {
  return sizeof(float) * static_cast<double>(path_count) * path_subnets *
         static_cast<double>(time_count(TimeAxis::day, counts.record));
}

/// Economies of a chunk, about.
double chunk_economies(const SweepCounts& counts, const Devices& devices) {
  const double each =
      bytes_each(counts) + path_bytes(counts) * counts.kept_paths / counts.economies();
  const double second = devices.speed / std::max(1.0, counts.each.work);
  return std::min({counts.economies(), std::max(counts.arms, second), most_chunk_economies,
                   std::max(counts.arms, most_chunk_bytes / each)});
}

/// The design in memory: points, cells, and the lists of what a process runs.
double design_bytes(const SweepCounts& counts) {
  const double of_point =
      sizeof(double) * static_cast<double>(counts.varied.size()) + sizeof(std::uint32_t);
  return counts.points_total * of_point + counts.kept_paths * sizeof(std::uint64_t) +
         counts.points * (2 * sizeof(std::uint64_t) + sizeof(std::uint32_t)) +
         (counts.shard ? counts.points_total * 2 * sizeof(double) : 0);
}

SchemaCounts schema_counts(const SweepCounts& counts) {
  const auto whole = [](double count) { return static_cast<std::uint64_t>(std::max(1.0, count)); };
  SchemaCounts schema;
  schema.arms = whole(counts.arms);
  schema.points_total = whole(counts.points_total);
  schema.points = whole(counts.points);
  schema.replicates = whole(counts.replicates);
  schema.cells = whole(counts.cells);
  schema.day = static_cast<std::uint64_t>(time_count(TimeAxis::day, counts.record));
  schema.since_action =
      static_cast<std::uint64_t>(time_count(TimeAxis::since_action, counts.record));
  schema.paths = static_cast<std::uint64_t>(counts.kept_paths);
  schema.shard = counts.shard;
  schema.varied = counts.varied;
  schema.inputs = counts.input_bytes;
  return schema;
}

/// HDF5's cache of the blocks of outcomes: two blocks of each arm, a megabyte at most; one of an
/// outcome that nobody defines.
double open_outcomes(const SweepCounts& counts) {
  const double most = 1048576, block = std::clamp(most / counts.arms, 8192.0, 131072.0);
  return 0.5 * (1 + counts.defined) * static_cast<int>(outcome_count) *
         std::min({2 * counts.economies() * sizeof(double), 2 * counts.arms * block, most});
}

/// While economies run: chunks that are filled, complete, and nearly four times, without the rows
/// that nobody defines, as bytes on their way out.
double running_bytes(const SweepCounts& counts, const Devices& devices, double chunk,
                     double stored) {
  double in_hand = 0;
  for (const Engine& engine : devices.engines)
    in_hand += static_cast<double>(engine.at_once) * (bytes_each(counts) + state_bytes);
  return program_bytes + 2 * chunk + 3.8 * stored + in_hand;
}

/// Counts of the series of a cell: how many economies of an arm are in a bin at a time.
struct SeriesCounts {
  double all = 0, largest = 0;  ///< of all series, of one [B]
};
SeriesCounts counts_of_series(const SweepCounts& counts) {
  SeriesCounts bytes;
  for (const SeriesInfo& info : series_table) {
    const double one = sizeof(std::uint32_t) * counts.arms *
                       static_cast<double>(time_count(info.axis, counts.record)) * (info.bins + 2);
    bytes.all += one;
    bytes.largest = std::max(bytes.largest, one);
  }
  return bytes;
}

/// While series and outcomes of chunks are put together: a chunk as it is read, or columns of a
/// point that is spread over several; a block of them at each place that sorts, of all points of a
/// chunk where they have no quantiles of their own, and its counts, twice where they are handed
/// over; those of the cell that fills; blocks of outcomes and series that fill.
double filling_bytes(const SweepCounts& counts, const Devices& devices, double economies,
                     double chunk, bool spread, const FileSize& size) {
  const double of_point = counts.replicates * counts.arms,
               together = counts.replicates > 1 ? of_point : economies,
               times =
                   std::max(time_count(TimeAxis::day, counts.record),
                            counts.acts ? time_count(TimeAxis::since_action, counts.record) : 0);
  const auto at_once = static_cast<double>(summary_places(devices).size());
  const double sorted =
      bytes_of_sorted * at_once * std::max(std::min(together * times, 1048576.0), together);
  const SeriesCounts counted = counts_of_series(counts);
  const double read = spread ? 6 * std::min(of_point * times, 16777216.0) : 1.5 * chunk;
  return library_bytes + bytes_of_dataset * size.datasets + read + sorted + open_outcomes(counts) +
         size.blocks + counted.all + 2 * at_once * counted.largest;
}

/// Units that are drawn for intervals of all cells together; 0 where there is no map, or one of so
/// many that each counts by itself (host/statistics/together.hpp).
double units_together(const SweepCounts& counts) {
  if (counts.cells < 2) return 0;
  const double units = std::min(std::max(counts.points / counts.cells, counts.replicates),
                                static_cast<double>(most_units_together));
  return counts.cells * units <= static_cast<double>(most_parts_together) ? units : 0;
}

double seconds_together(const SweepCounts& counts) {
  const double draws = resamples_together * units_together(counts);
  return draws * (seconds_per_draw + seconds_per_part * counts.cells * counts.arms *
                                         static_cast<double>(outcome_count));
}

/// The statistics of an outcome: its column and that of the status, and of what is pooled, of one
/// arm, copies: values in order of size, numbers of their units, bins, squares.
double column_bytes(const SweepCounts& counts) {
  const double of_arm = counts.points * counts.replicates,
               together = std::min(of_arm, 2097152.0),  // small pools
      pooled = counts.arms > 1 ? of_arm : std::max(of_arm / counts.cells, together);
  const double mapped = counts.cells > 1 ? bytes_of_mapped * of_arm : 0;
  return 16 * counts.economies() + std::max(bytes_of_pooled * pooled, mapped);
}

/// While what follows from outcomes is written, in the room that their blocks have left: datasets
/// that wait or are open, and statistics.
double following_bytes(const SweepCounts& counts, const FileSize& size) {
  return library_bytes + bytes_of_dataset * size.datasets + bytes_of_open * size.open + size.held +
         std::max(open_outcomes(counts), column_bytes(counts)) +
         sizeof(float) * resamples_together * units_together(counts);
}

double memory_of(const SweepCounts& counts, const Devices& devices, const FileSize& size) {
  const double economies = chunk_economies(counts, devices);
  const double chunk = economies * (bytes_each(counts) +
                                    path_bytes(counts) * counts.kept_paths / counts.economies());
  const double stored = chunk - economies * (bytes_each(counts) - stored_bytes_each(counts));
  const bool spread = economies < counts.replicates * counts.arms;
  return design_bytes(counts) +
         std::max({running_bytes(counts, devices, chunk, stored),
                   filling_bytes(counts, devices, economies, chunk, spread, size),
                   following_bytes(counts, size)});
}

/// The same sweep with another value of the key that makes it large.
SweepCounts resized(SweepCounts counts, const Outline& outline, double size) {
  const double times = size / static_cast<double>(outline.size);
  if (outline.size_key == "sweep.points") {
    counts.points_total *= times;
    counts.points *= times;
  } else {
    counts.replicates *= times;
  }
  return counts;
}

/// Two leading digits, rounded down.
std::uint64_t round_down(std::uint64_t number) {
  std::uint64_t unit = 1;
  while (number / unit >= 100) unit *= 10;
  return number / unit * unit;
}

template <class Fits>
std::uint64_t largest_that(const Outline& outline, const Fits& fits) {
  std::uint64_t low = 0, high = outline.size;
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (fits(static_cast<double>(middle)) ? low : high) = middle;
  }
  return round_down(low);
}

/// Throws where `needed` of a size is more than there is room.
template <class Needed>
void check(const Outline& outline, const Room& room, const std::string& what, const Needed& needed,
           const std::string& otherwise) {
  const double wanted = needed(static_cast<double>(outline.size));
  if (wanted <= room.bytes) return;
  const std::uint64_t fitting =
      largest_that(outline, [&](double size) { return needed(size) <= room.bytes; });
  const std::string fit = fitting > 0 ? fmt::format("{} fit", fitting) : "not even one fits";
  throw UsageError(fmt::format("{} = {} needs about {} of {}, more than the {} that {}; {}{}",
                               outline.size_key, outline.size, bytes_text(wanted), what,
                               bytes_text(room.bytes), room.set_by, fit, otherwise));
}

}  // namespace

SweepCounts counts_of(const Outline& outline, std::uint64_t shards) {
  const Experiment& e = outline.experiment;
  SweepCounts counts;
  counts.points_total = static_cast<double>(outline.points);
  counts.points = std::ceil(counts.points_total / static_cast<double>(shards));
  counts.replicates = e.replicates;
  counts.arms = static_cast<double>(e.arms.size());
  counts.cells = e.cell_count;
  for (const VariedKey& key : e.varied) counts.varied.push_back(key.key);
  for (const InputFile& input : e.inputs) counts.input_bytes.push_back(input.bytes.size());
  counts.kept_paths = static_cast<double>(outline.kept_paths) / static_cast<double>(shards);
  counts.shard = shards > 1;
  counts.record.days = outline.longest_days;
  counts.record.series_days = e.keep.series_days;
  ParametersInTurn economies(e);
  for (std::uint64_t point = 0; point < e.points.size(); ++point)
    counts.each += cost_of_pair(economies, point, e.arms.size());
  counts.each = counts.each * (1 / (static_cast<double>(e.points.size()) * counts.arms));
  return counts;
}

SweepCounts counts_of(const Experiment& experiment, const Portion& portion, const Cost& all) {
  SweepCounts counts;
  counts.points_total = static_cast<double>(experiment.points.size());
  counts.points = static_cast<double>(portion.points.size());
  counts.replicates = experiment.replicates;
  counts.arms = static_cast<double>(experiment.arms.size());
  counts.cells = experiment.cell_count;
  for (const VariedKey& key : experiment.varied) counts.varied.push_back(key.key);
  counts.kept_paths =
      static_cast<double>(experiment.keep.economies.size()) * counts.points / counts.points_total;
  for (const InputFile& input : experiment.inputs) counts.input_bytes.push_back(input.bytes.size());
  counts.shard = portion.shard_count > 1;
  counts.record = record_plan(experiment);
  counts.each = all * (1 / counts.economies());
  return counts;
}

Demand demand_of(const SweepCounts& counts, const Devices& devices, const Packing& packing) {
  const double economies = counts.economies(),
               chunks = economies / chunk_economies(counts, devices);
  const FileSize size = file_size(schema_counts(counts), packing);
  Demand demand;
  demand.memory = memory_of(counts, devices, size);
  const double paths = counts.kept_paths * path_bytes(counts),
               left = economies * bytes_each(counts) + paths;
  demand.chunks = economies * stored_bytes_each(counts) + paths + chunks * chunk_file_bytes;
  demand.file = size.file;
  demand.overhead = chunks * seconds_per_chunk + left * seconds_per_chunk_byte +
                    size.datasets * seconds_per_dataset + size.file * seconds_per_file_byte +
                    seconds_together(counts);
  return demand;
}

void check_room(const Outline& outline, const Devices& devices, std::uint64_t shards,
                const std::string& out) {
  const SweepCounts counts = counts_of(outline, shards);
  const Demand whole = demand_of(counts, devices);
  const auto of = [&](double size) {
    return size == static_cast<double>(outline.size)
               ? whole
               : demand_of(resized(counts, outline, size), devices);
  };
  if (const auto room = memory_room())
    check(
        outline, *room, "memory", [&](double size) { return of(size).memory; },
        "; or shorten time.days, or keep less ([keep])");
  if (const auto room = disk_room(out))
    check(
        outline, *room, "disk while it runs",
        [&](double size) {
          const Demand demand = of(size);
          return demand.chunks + demand.file;
        },
        "; or write to another disk (-o), split the sweep (--shard), or keep less ([keep])");
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.1f} MB", bytes / 1e6);
  if (bytes < 1e12) return fmt::format("{:.2f} GB", bytes / 1e9);
  return fmt::format("{:.2f} TB", bytes / 1e12);
}

}  // namespace taosweep
