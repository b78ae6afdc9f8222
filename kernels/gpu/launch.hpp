// The programs of a GPU as functions of the host. Those that advance are large, and compiled one by
// one (program.cu.in).
#pragma once

#include <cuda_runtime_api.h>

#include "kernels/gpu/tasks.hpp"

namespace taosweep {

/// Warps work tasks off, until no ticket is left.
template <unsigned Needs, int Slots>
void launch_advance(const BatchView<Slots>& batch, const TaskBoard& board, int border, int steps,
                    std::uint32_t warps, cudaStream_t stream);
/// Warps of that program that one multiprocessor holds at a time, 0 where it cannot run there.
template <unsigned Needs, int Slots>
int warps_of_a_multiprocessor();

template <int Slots>
void launch_set_up(const BatchView<Slots>& batch, cudaStream_t stream);
template <int Slots>
void launch_finish(const BatchView<Slots>& batch, cudaStream_t stream);

}  // namespace taosweep
