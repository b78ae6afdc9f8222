// When a subnet's epoch runs.
#pragma once

#include <cstdint>

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   blocks until the epoch = tau - ((block + netuid + 1) mod (tau + 1));   at 0 it runs
//
// The period is tau + 1, and subnets are staggered by their number.
// Sums wrap around at 2^64; tau = 0 never runs.
// Source: subtensor v2.0.1 run_coinbase.rs blocks_until_next_epoch.

/// Blocks from `block` to the next epoch of `netuid`, 0
/// where it runs now, 2^64 - 1 where it never runs.
TAOSWEEP_HD std::uint64_t blocks_until_epoch(std::uint64_t block, std::uint64_t netuid,
                                             std::uint64_t tempo) {
  if (tempo == 0) return ~std::uint64_t{0};
  return tempo - (block + netuid + 1) % (tempo + 1);
}

/// Where a block stands in the period of subnet 0 [block], the same for all subnets of a step.
template <class Whole>
TAOSWEEP_HD double epoch_phase(Whole block, Whole tempo) {
  return static_cast<double>((block + 2) % (tempo + 1));
}

/// The same for subnets 0, 1, ... (netuid = subnet + 1) in real arithmetic: for a step [block,
/// block + k) that begins at `phase` the epoch is due at `block` + the result where that is below
/// k. Exact; tempo >= 1.
template <class R>
TAOSWEEP_HD R epoch_offset_at(double phase, R subnet, double tempo) {
  constexpr double nearest = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to whole numbers
  const double period = tempo + 1;
  const R x = R(phase) + subnet;
  const R turns = (x * R(1.0 / period) + R(nearest)) - R(nearest);
  const R rest = fma(turns, R(-period), x);
  return R(period - 1.0) - select(rest < R(0.0), rest + R(period), rest);
}

/// The same for a step that begins at `block` < 2^53.
template <class R>
TAOSWEEP_HD R epoch_offset(std::uint64_t block, R subnet, std::uint64_t tempo) {
  return epoch_offset_at(epoch_phase(block, tempo), subnet, static_cast<double>(tempo));
}

/// Whether an epoch of any of `count` subnets, of which the first has its own `offset` blocks after
/// a step of k >= 1 blocks begins, is due in it: from one subnet to the next offsets fall by 1, and
/// from 0 to a period less one. Subnet 0 has it tempo - phase blocks later.
TAOSWEEP_HD bool any_epoch_due(double offset, int count, int k) {
  return offset - k < count - 1;
}

}  // namespace taosweep
