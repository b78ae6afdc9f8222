#include "host/store/file/write.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "host/store/check/digest.hpp"
#include "host/store/parts/durable_file.hpp"

namespace taosweep {

void rethrow_write_failure(const std::string& out, const hdf5::Hdf5Error& error,
                           const DurableFile& file) {
  // HDF5 gives the system's reason as "errno = N" in its text, but its high-level calls lose it:
  // then the place itself is asked whether it takes more.
  const std::string text = error.what(), mark = "errno = ";
  const std::size_t place = text.find(mark);
  const int reason = place == std::string::npos ? file.reason_not_to_grow()
                                                : std::atoi(text.c_str() + place + mark.size());
  if (reason != 0) throw UsageError(write_failure(out, reason));
  throw std::runtime_error("cannot write " + out + ": " + text);
}

void write_file(const Target& out, const Experiment& experiment, const Layout& layout,
                const RunFacts& facts, std::uint64_t shard_index, std::uint64_t shard_count,
                const std::function<void(ResultsSections&)>& fill) {
  DurableFile durable(out);
  try {
    hdf5::File file = hdf5::File::create(durable.temporary());
    write_identity(file, experiment, layout, shard_index, shard_count);
    {
      ResultsSections sections{OutcomeWriter(file, layout),
                               SeriesWriter(file, layout, shard_count > 1),
                               PathWriter(file, layout, experiment.keep.economies)};
      fill(sections);
    }
    write_distributions(file, layout);
    write_differences(file, layout);
    write_intervals(file, layout);
    write_run(file, facts);
    file.set_text("content_digest", digest_of(file));
    file.close();
  } catch (const hdf5::Hdf5Error& error) {
    rethrow_write_failure(out.path, error, durable);
  }
  durable.commit();
}

void write_results(const Target& out, const Experiment& experiment, const PointResults& results,
                   const RunFacts& facts, std::uint64_t shard_index, std::uint64_t shard_count) {
  const Layout layout = layout_of(experiment, results.first_point, results.points);
  write_file(out, experiment, layout, facts, shard_index, shard_count,
             [&](ResultsSections& sections) {
               sections.outcomes.add(0, results);
               sections.series.add(0, results);
               sections.paths.add(results);
             });
}

void write_results(const Target& out, const Experiment& experiment,
                   const std::vector<Chunk>& chunks, const RunFacts& facts,
                   std::uint64_t shard_index, std::uint64_t shard_count) {
  if (chunks.empty()) throw std::invalid_argument("there are no chunks to write");
  std::uint64_t next = chunks.front().first_point;
  for (const Chunk& chunk : chunks) {
    if (chunk.first_point != next) throw std::invalid_argument("points are missing between chunks");
    next += chunk.points;
  }
  const std::uint64_t first = chunks.front().first_point;
  const Layout layout = layout_of(experiment, first, next - first);
  write_file(out, experiment, layout, facts, shard_index, shard_count,
             [&](ResultsSections& sections) {
               for (const Chunk& chunk : chunks) {
                 const PointResults results = read_chunk(chunk.file, experiment);
                 sections.outcomes.add(chunk.first_point - first, results);
                 sections.series.add(chunk.first_point - first, results);
                 sections.paths.add(results);
               }
             });
  std::error_code ignored;
  for (const Chunk& chunk : chunks) std::filesystem::remove(chunk.file, ignored);
  // Refused by the system where the folder holds anything else.
  std::filesystem::remove(parts_folder(out.path), ignored);
}

}  // namespace taosweep
