// What stands before and after the steps of an economy, where the steps run.
#pragma once

#include "kernels/economy/start.hpp"
#include "kernels/gpu/batch_view.hpp"
#include "kernels/gpu/warp_agent.cuh"
#include "kernels/outcomes/finish.hpp"

namespace taosweep {

/// A warp sets up an economy: first state, and series and paths that nobody has written.
template <int Slots>
__global__ void __launch_bounds__(32) set_up_kernel(BatchView<Slots> batch) {
  const std::size_t i = blockIdx.x;
  const Setting& setting = batch.setting(i);
  set_first_state<WarpAgent>(setting.parameters, setting.clock, setting.segments, batch.keys[i],
                             batch.start, batch.states[i]);
  const auto empty = [](float* values, std::size_t size) {
    for (std::size_t k = WarpAgent::first(); k < size; k += 32)
      values[k] = static_cast<float>(undefined);
  };
  empty(batch.series + i * batch.series_size, batch.series_size);
  if (batch.paths) empty(batch.paths + i * batch.path_size, batch.path_size);
}

/// A thread sums an economy up, in the order in which a host does.
template <int Slots>
__global__ void __launch_bounds__(64) finish_kernel(BatchView<Slots> batch) {
  const std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (i >= batch.economies) return;
  const Setting& setting = batch.setting(i);
  batch.statuses[i] =
      static_cast<std::int32_t>(outcomes_of(setting.parameters, setting.clock, setting.segments,
                                            batch.states[i], batch.outcomes + i * outcome_count));
}

}  // namespace taosweep
