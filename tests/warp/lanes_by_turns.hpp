// The threads of a warp on one thread of a processor, by turns: each runs on its own from one
// meeting of all to the next, in an order that is drawn anew each time. So a lane may be as far
// ahead of another as the rules of a GPU allow, and what relies on more shows.
#pragma once

#include <cstdint>
#include <functional>

namespace taosweep {

/// What all lanes of a warp do together. Only a barrier orders what they write and read in memory.
enum class Meeting : std::uint32_t { barrier, shuffle_xor, shuffle, any, ballot };

inline constexpr unsigned lanes_of_warp = 32;

/// Runs `program` in all lanes, whose number is threadIdx.x there, to its end. `order` is the seed
/// of the order of turns. Throws std::logic_error where lanes do not meet for the same, which would
/// hang a GPU or leave its answer undefined, and what a lane throws.
void run_warp(std::uint64_t order, const std::function<void()>& program);

/// In a lane: waits until all lanes have come for the same `meeting` with the same `argument`.
/// -> what each brought, up to the next meeting of the one who asks.
const std::uint64_t* meet(Meeting meeting, std::uint64_t argument, std::uint64_t brought);

}  // namespace taosweep
