// Writing one results file, whatever its numbers come from.
#pragma once

#include <functional>

#include "host/store/file/sections.hpp"

namespace taosweep {

/// The groups whose numbers come from economies or from shards.
struct ResultsSections {
  OutcomeWriter outcomes;
  SeriesWriter series;
  PathWriter paths;
};

/// Writes the file OUT: identity, the sections as `fill` fills them, everything that follows from
/// them, digest. OUT appears whole or not at all. Throws UsageError where the place cannot be
/// written to.
void write_file(const Target& out, const Experiment& experiment, const Layout& layout,
                const RunFacts& facts, std::uint64_t shard_index, std::uint64_t shard_count,
                const std::function<void(ResultsSections&)>& fill);

/// What HDF5 said while `file` was written, as UsageError with the system's reason where it has
/// one.
[[noreturn]] void rethrow_write_failure(const std::string& out, const hdf5::Hdf5Error& error,
                                        const DurableFile& file);

}  // namespace taosweep
