// Quantiles and counts on a GPU, in builds without CUDA: it says so.
#include <stdexcept>

#include "kernels/distributions/distributions.hpp"

namespace taosweep {

Summaries summarise_cuda(std::span<const double>, std::span<const std::int32_t>, int,
                         std::span<const double>, int) {
  throw std::runtime_error("this build holds no GPU program; build it with the preset cuda");
}

}  // namespace taosweep
