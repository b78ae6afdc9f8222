#include <cuda_runtime_api.h>

#include <string>

#include "kernels/distributions/summarise.hpp"

namespace taosweep {

Summaries summarise_cuda(std::span<const double> values, std::span<const std::int32_t> segments,
                         int segment_count, std::span<const double> edges, int device) {
  const cudaError_t error = cudaSetDevice(device);
  if (error != cudaSuccess)
    throw std::runtime_error("GPU " + std::to_string(device) + ": " + cudaGetErrorString(error));
  return summarise_here(values, segments, segment_count, edges);
}

}  // namespace taosweep
