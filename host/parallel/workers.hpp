// Threads. Nothing else in the program starts one.
#pragma once

#include <chrono>
#include <functional>

namespace taosweep {

/// What a group of threads does.
struct Work {
  std::function<void(int)> run;   ///< run(i) on a thread of its own, for i < count
  std::function<void()> watch;    ///< on the calling thread, again and again meanwhile
  std::function<void()> give_up;  ///< after the first exception: makes the others return soon
  std::chrono::milliseconds interval{50};  ///< between two calls of watch
};

/// Returns when every run(i) has returned. The first exception of a run, or of watch, is thrown
/// again here, after all threads have ended.
void run_workers(int count, const Work& work);

}  // namespace taosweep
