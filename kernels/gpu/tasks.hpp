// The work of a launch as tasks that warps take one after the other: an economy, for some steps.
#pragma once

#include "kernels/gpu/batch_view.hpp"
#include "kernels/gpu/task_length.hpp"

namespace taosweep {

/// Tasks of a launch. Ticket t is for place (first + t) mod places of a list of economies, round
/// and round, so no warp idles before all tickets are taken, however the economies divide by the
/// warps. The last two counters start from 0 in each launch, those before in each stretch of a
/// batch.
struct TaskBoard {
  const std::uint32_t* list;  ///< economies, each once
  std::uint32_t* arrived;     ///< how many are at the border
  std::uint32_t* gone;        ///< 1 of each that is
  std::uint32_t* taken;       ///< tickets
  std::uint32_t* done;        ///< tasks of each economy
  std::uint32_t places, first, tickets;
};

/// Until no ticket is left. `run` takes an economy's number and says whether the task took it to
/// the border. An Agent is who runs a task: a warp, whose lanes all get the same answers.
///
/// A task begins when the one before on its economy has ended, on whichever warp. No warp waits in
/// vain: tickets are taken in order, so that one has been taken, by a warp that runs or has run it.
/// What it wrote to the economy is seen after `wait`: `finish` releases, `wait` acquires.
template <class Agent, class Run>
TAOSWEEP_HD void work_off(const TaskBoard& board, const Agent& agent, const Run& run) {
  for (;;) {
    const std::uint32_t ticket = agent.take(board.taken);
    if (ticket >= board.tickets) return;
    const std::uint32_t economy = board.list[(board.first + ticket) % board.places],
                        before = ticket / board.places;
    agent.wait(board.done + economy, before);
    if (run(economy)) {
      agent.count(board.arrived);
      agent.mark(board.gone + economy);
    }
    agent.finish(board.done + economy, before + 1);
  }
}

/// One task: `run(until)` takes economy i as far as the steps go, to block `border` at most. True
/// where that, or its end, is reached now.
template <int Slots, class Run>
TAOSWEEP_HD bool run_task(const BatchView<Slots>& batch, std::uint32_t i, int border, int steps,
                          const Run& run) {
  const Clock& clock = batch.setting(i).clock;
  const Scalars& q = batch.states[i].scalars;
  const int block = static_cast<int>(q.block), end = border < clock.stop ? border : clock.stop;
  if (block >= end) return false;
  run(end_of_task(clock, block, q.foundation.action_block, end, steps));
  return static_cast<int>(q.block) >= end;
}

}  // namespace taosweep
