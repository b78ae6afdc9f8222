#include "kernels/gpu/batch_size.hpp"

#include <algorithm>

namespace taosweep {
namespace {

std::size_t in_waves(std::size_t size, std::size_t warps) {
  return size >= warps && warps > 0 ? size / warps * warps : size;
}

}  // namespace

std::size_t batch_size(std::size_t left, std::size_t warps, std::uint64_t free,
                       std::uint64_t each) {
  const auto usable = static_cast<std::uint64_t>(usable_memory * static_cast<double>(free));
  const auto fit = static_cast<std::size_t>(usable / std::max<std::uint64_t>(1, each));
  const std::size_t most = std::max<std::size_t>(1, waves_of_batch * warps);
  if (left <= std::min(fit, most)) return left;
  return in_waves(std::min(fit, most), warps);
}

std::size_t smaller_batch(std::size_t size, std::size_t warps) {
  return in_waves(size / 2, warps);
}

}  // namespace taosweep
