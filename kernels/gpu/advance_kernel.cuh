// The program of a GPU: warps run economies.
#pragma once

#include "kernels/economy/run.hpp"
#include "kernels/gpu/tasks.hpp"
#include "kernels/gpu/warp_agent.cuh"
#include "kernels/lanes/warp.cuh"

namespace taosweep {

/// Warps that a multiprocessor shall hold at a time, as far as registers go: 4, 3 or 2 on each of
/// its four parts, which have registers of their own.
constexpr int warps_wanted(int slots, unsigned needs) {
  if (slots == 1) return 8;
  return needs == 0 ? 16 : 12;
}

/// A warp runs one economy at a time. While steps run pools and averages live in registers, what
/// waits for the epoch, the tick's orders and money in shared memory, the rest of the state in
/// global memory.
template <int Slots, unsigned Needs>
__global__ void __launch_bounds__(32, warps_wanted(Slots, Needs))
    advance_kernel(BatchView<Slots> batch, TaskBoard board, int border, int steps) {
  work_off(board, WarpAgent{}, [&](std::uint32_t i) {
    return run_task(batch, i, border, steps, [&](int until) {
      const Setting& setting = batch.setting(i);
      const Recorder recorder = batch.recorder(i);
      using Program = Economy<WarpLane, Slots, Needs>;
      Program economy(setting.parameters, setting.clock, setting.segments, batch.keys[i],
                      batch.states[i], WarpLane::shared<typename Program::Flows>(), recorder);
      run_economy(economy, until);
    });
  });
}

}  // namespace taosweep
