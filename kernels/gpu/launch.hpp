// The programs of a GPU as functions of the host. Each is compiled by itself (program.cu.in).
#pragma once

#include "kernels/gpu/batch_view.hpp"

namespace taosweep {

/// Runs `economies` of a batch to block `until`, behind what the card was asked before.
template <unsigned Needs, int Slots>
void launch_advance(const BatchView<Slots>& batch, unsigned economies, int until);

}  // namespace taosweep
