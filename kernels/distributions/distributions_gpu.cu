#include <cuda_runtime_api.h>

#include <new>
#include <string>

#include "kernels/distributions/summarise.hpp"

namespace taosweep {

Summaries summarise_cuda(std::span<const double> values, std::span<const std::int32_t> segments,
                         int segment_count, std::span<const double> edges, int device) {
  const cudaError_t error = cudaSetDevice(device);
  if (error != cudaSuccess) throw std::runtime_error(cudaGetErrorString(error));
  try {
    return summarise_here(values, segments, segment_count, edges);
  } catch (const std::bad_alloc&) {
    throw std::runtime_error("no memory for a block of " + std::to_string(values.size()) +
                             " values");
  }
}

}  // namespace taosweep
