// The programs of a GPU as functions that a lane runs (lanes_by_turns.hpp): the sources of the
// card, compiled for a processor.
#pragma once

#include "kernels/gpu/tasks.hpp"

namespace taosweep {

/// What a lane of a warp does in advance_kernel.
template <unsigned Needs, int Slots>
void advance_in_lane(const BatchView<Slots>& batch, const TaskBoard& board, int border, int steps);

/// What a lane does in set_up_kernel, and a thread of a block in finish_kernel. Their numbers are
/// those of device_words.hpp.
template <int Slots>
void set_up_in_lane(const BatchView<Slots>& batch);
template <int Slots>
void finish_in_thread(const BatchView<Slots>& batch);

/// Puts a thread in its place on the card.
void take_place(unsigned block, unsigned threads, unsigned thread);

}  // namespace taosweep
