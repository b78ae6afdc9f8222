// The program of a GPU: a warp runs an economy.
#pragma once

#include "kernels/economy/run.hpp"
#include "kernels/gpu/batch_view.hpp"
#include "kernels/lanes/warp.cuh"

namespace taosweep {

/// Warp = economy. Pools, averages and pendings live in registers, the tick's orders in shared
/// memory, the rest of the state in global memory.
template <int Slots, unsigned Needs>
__global__ void __launch_bounds__(32, Slots == 1 ? 8 : 12)
    advance_kernel(BatchView<Slots> batch, int until) {
  __shared__ TickFlows<Slots> flows;
  const std::size_t i = blockIdx.x;
  const Recorder recorder{batch.series + i * batch.series_size,
                          batch.paths ? batch.paths + i * batch.path_size : nullptr,
                          batch.day_times};
  Economy<WarpLane, Slots, Needs> economy(batch.parameters[i], batch.clocks[i], batch.segments[i],
                                          batch.keys[i], batch.states[i], flows, recorder);
  run_economy(economy, until);
}

}  // namespace taosweep
