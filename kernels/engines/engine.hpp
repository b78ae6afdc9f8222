// What runs economies, and sorts and counts what they leave: a thread of the processor or a GPU.
// The host knows neither better than this; a test can make up its own.
#pragma once

#include <functional>
#include <string>

#include "kernels/advance.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {

struct Engine {
  /// Runs jobs on the calling thread. What `stop` kept from running has status not_run.
  using Advance = std::function<std::vector<EconomyResult>(std::span<const Job>, const RecordPlan&,
                                                           const std::atomic<bool>* stop)>;
  /// summarise() of kernels/distributions, with its bits.
  using Summarise = std::function<Summaries(std::span<const double> values,
                                            std::span<const std::int32_t> segments,
                                            int segment_count, std::span<const double> edges)>;

  std::string name;  ///< "cpu", "cuda:0": engines of one name are one place
  Advance advance;
  Summarise summarise;
  std::size_t at_once = 1;  ///< economies it takes together
};

/// A thread of the processor on one of its instruction sets.
Engine engine_of_cpu(Isa isa);
/// A GPU. Both its functions throw std::runtime_error with the driver's reason, or in builds
/// without CUDA.
Engine engine_of_gpu(int device);

}  // namespace taosweep
