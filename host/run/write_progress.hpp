// How far the writing of a results file is, and whether it shall end.
#pragma once

#include <chrono>
#include <string>

#include "host/store/file/write.hpp"

namespace taosweep {

/// Shows "FILE: 37 % written" now and then, where not `quiet`, and asks for the end when a signal
/// has come. StopSignal must stand meanwhile.
WriteWatch watch_of_writing(const std::string& file, bool quiet, int threads);

}  // namespace taosweep
