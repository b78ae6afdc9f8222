// How many economies a card runs side by side.
#pragma once

#include <cstddef>
#include <cstdint>

namespace taosweep {

/// Batches of a card that are in its memory at a time: one runs, while the host sees to those
/// before and after it.
inline constexpr int batches_at_a_time = 3;

/// Warps' worth of economies in a batch. More would not fill the card better, as tasks go round,
/// but keep the host waiting at the start and the card at the end.
inline constexpr std::size_t waves_of_batch = 4;

/// Part of the free memory that batches may take: the driver and other programs need some as well.
inline constexpr double usable_memory = 0.85;

/// Economies of the next batch, of `left` ones that take `each` bytes, on a card that holds `warps`
/// at a time and has `free` bytes for it: all where they fit, else a multiple of the warps, else as
/// many as fit, which may be none.
std::size_t batch_size(std::size_t left, std::size_t warps, std::uint64_t free, std::uint64_t each);

/// What to try after the card has refused the memory for `size`: half of it, a multiple of the
/// warps where that is one. 0 after 1.
std::size_t smaller_batch(std::size_t size, std::size_t warps);

}  // namespace taosweep
