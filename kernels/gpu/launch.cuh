// The launches.
#pragma once

#include "kernels/gpu/advance_kernel.cuh"
#include "kernels/gpu/launch.hpp"

namespace taosweep {

template <unsigned Needs, int Slots>
void launch_advance(const BatchView<Slots>& batch, unsigned economies, int until) {
  advance_kernel<Slots, Needs><<<economies, 32>>>(batch, until);
}

}  // namespace taosweep
