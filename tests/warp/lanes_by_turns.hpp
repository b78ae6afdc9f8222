// The threads of a warp on one thread of a processor, by turns: each runs alone from one meeting of
// all to the next, in an order that is drawn anew each time. So who meets, and for what, shows.
// What lanes write is in memory with the next meeting here, whatever it is for; on a card with the
// next barrier alone, which the sanitizer of races knows and no order of turns shows.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace taosweep {

/// What all lanes of a warp do together.
enum class Meeting : std::uint32_t { barrier, shuffle_xor, shuffle, any, ballot };

inline constexpr unsigned lanes_of_warp = 32;

/// Runs `program` in all lanes, whose number is threadIdx.x there, to its end. `order` is the seed
/// of the order of turns. Throws std::logic_error where lanes do not meet for the same, which may
/// hang a GPU or leaves its answer undefined, and what a lane throws.
void run_warp(std::uint64_t order, const std::function<void()>& program);

/// What they do it for: the number of a lane or a mask, and the bytes that each brings.
struct MeetingFor {
  unsigned number, bytes;
  bool operator==(const MeetingFor&) const = default;
};

/// In a lane: waits until all lanes have come for the same. -> what each brought, up to the next
/// meeting of the one who asks.
const std::uint64_t* meet(Meeting meeting, MeetingFor what, std::uint64_t brought);

/// Since a warp has failed others wait in vain for what it would have done.
inline std::atomic<bool> a_warp_failed = false;

}  // namespace taosweep
