// The launches.
#pragma once

#include "kernels/gpu/launch.hpp"

namespace taosweep {

/// kernel<<<blocks, threads, 0, stream>>>(given...)
template <class... Parameter, class... Given>
void launch(void (*kernel)(Parameter...), std::uint32_t blocks, std::uint32_t threads,
            cudaStream_t stream, const Given&... given) {
  kernel<<<blocks, threads, 0, stream>>>(given...);
}

}  // namespace taosweep
