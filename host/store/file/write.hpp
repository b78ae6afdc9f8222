// Writing one results file, whatever its numbers come from.
#pragma once

#include <functional>

#include "host/store/file/sections.hpp"
#include "host/store/parts/chunks.hpp"
#include "host/store/parts/durable_file.hpp"

namespace taosweep {

/// The groups whose numbers come from economies or from shards.
struct ResultsSections {
  OutcomeWriter outcomes;
  SeriesWriter series;
  PathWriter paths;
};

/// Asked and told while a file is written; the functions may be empty.
struct WriteWatch {
  std::function<bool()> stop;            ///< true: leave off, and throw WriteStopped
  std::function<void(double)> progress;  ///< share done, 0 to 1
  int threads = 1;                       ///< for what follows from the outcomes
  std::vector<SummaryPlace> summary_places = {
      summaries_on_the_host()};  ///< of quantiles and counts
};
/// A file was not finished because `stop` said so; what it comes from is still there.
struct WriteStopped {};

/// What all economies of a file say about its design, in sentences.
struct Findings {
  std::string undefined;        ///< outcomes that no economy defined; empty where there are none
  std::string shown_undefined;  ///< the same, the first of them alone
  std::vector<std::string> warnings;  ///< arms that are identical
};

/// Writes the file OUT: identity, the sections as `fill` fills them, everything that follows from
/// them, digest. OUT appears whole or not at all. `fill` reports its own share done to the function
/// it is given. The file of a whole sweep keeps the findings among its notes. Throws UsageError
/// where the place cannot be written to.
using Fill = std::function<void(ResultsSections&, const std::function<void(double)>& progress)>;
Findings write_file(const Target& out, const Experiment& experiment, const Layout& layout,
                    const RunFacts& facts, const Portion& portion, const Fill& fill,
                    const WriteWatch& watch = {});

/// Writes a results file of results in memory, which cover all points of the portion. All
/// statistics groups are computed here. Throws UsageError where the place cannot be written to, or
/// has been taken meanwhile.
Findings write_results(const Target& out, const Experiment& experiment, const Portion& portion,
                       const PointResults& results, const RunFacts& facts);
/// The same from chunks, in their order: memory does not grow with the number of economies. The
/// chunks must cover the portion without gap (std::invalid_argument). They stay where they are.
Findings write_results(const Target& out, const Experiment& experiment, const Portion& portion,
                       const std::vector<Chunk>& chunks, const RunFacts& facts,
                       const WriteWatch& watch = {});
/// The same of what a sweep that stopped took of all that its chunks were made for (first_points).
Findings write_first(const Target& out, const Experiment& first, const Experiment& all,
                     const std::vector<Chunk>& chunks, const RunFacts& facts,
                     const WriteWatch& watch = {});

/// The same in memory alone, without the group /run: what a results file will look like.
hdf5::File results_in_memory(const Experiment& experiment, const Portion& portion,
                             const PointResults& results);

/// What HDF5 said while `file` was written, as
/// UsageError with the system's reason where it has one.
[[noreturn]] void rethrow_write_failure(const std::string& out, const hdf5::Hdf5Error& error,
                                        const DurableFile& file);

}  // namespace taosweep
