#include "kernels/distributions/summarise.hpp"

namespace taosweep {

Summaries summarise(std::span<const double> values, std::span<const std::int32_t> segments,
                    int segment_count, std::span<const double> edges) {
  return summarise_here(values, segments, segment_count, edges);
}

}  // namespace taosweep
