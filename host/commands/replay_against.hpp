// One economy of two results files, or on two back ends: where they part.
#pragma once

#include "host/commands/commands.hpp"
#include "host/run/replay.hpp"

namespace taosweep {

/// Says where the economy of the file and that of the same point, replicate and arm of
/// options.against part: as `engine` computes them, and as the files store them. True where they do
/// nowhere.
bool same_in_both(const ReplayOptions& options, const StoredResults& stored, const Engine& engine,
                  const Replayed& replayed);

/// Says where the economy, as `engine` has computed it, and the same on options.against_isa part.
/// True where they do nowhere.
bool same_on_both(const ReplayOptions& options, const StoredResults& stored, const Engine& engine,
                  const Replayed& replayed);

/// A back end held against itself would always be the same. Throws UsageError.
void refuse_same_engine(const ReplayOptions& options);

}  // namespace taosweep
