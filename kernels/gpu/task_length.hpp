// How far an economy runs in one task: by steps, which take alike, not by blocks, which do not.
#pragma once

#include "kernels/state/clock.hpp"

namespace taosweep {

/// What a tick takes beside its steps, in steps.
inline constexpr int steps_for_a_tick = 2;

/// The block at which a task of about `steps` steps ends that begins at `block`: the end of a tick,
/// one at least, and never beyond `end`, where a tick ends.
TAOSWEEP_HD int end_of_task(const Clock& clock, int block, double action_block, int end,
                            int steps) {
  while (block < end && steps > 0) {
    const int tick = tick_at(clock, block, action_block);
    steps -= tick / step_at(clock, block, action_block) + steps_for_a_tick;
    block += tick;
  }
  return block < end ? block : end;
}

/// Steps of the tick with the most: no task is shorter where it falls into one.
inline int most_steps_of_tick(const Clock& clock) {
  const bool opens = clock.opening_blocks > 0;
  const int step = opens ? 1 : clock.fine_step, longer = step > clock.signal ? step : clock.signal;
  return longer / step + steps_for_a_tick;
}

}  // namespace taosweep
