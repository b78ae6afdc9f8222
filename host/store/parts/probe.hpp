// Does a place take files: asked before the first economy rather than after the last.
#pragma once

#include "host/store/parts/durable_file.hpp"

namespace taosweep {

/// Makes, writes, synchronises, names and removes a small file where `out` keeps its unfinished
/// files, by the calls that the real ones need, and asks whether they can get the name of `out`.
/// Throws UsageError with the reason where something of that fails.
void probe_place(const Target& out);

}  // namespace taosweep
