// What the threads that use one card share.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>

#include "kernels/gpu/launch_pace.hpp"
#include "kernels/gpu/turn.hpp"

namespace taosweep {

/// Whose launches run, and how fast the card has shown to be.
struct Card {
  Turn turn;

  LaunchPace pace(int slots) {
    const std::lock_guard lock(mutex_);
    return paces_[static_cast<std::size_t>(slots - 1)];
  }
  void keep_pace(int slots, const LaunchPace& pace) {
    const std::lock_guard lock(mutex_);
    paces_[static_cast<std::size_t>(slots - 1)] = pace;
  }

 private:
  std::mutex mutex_;
  std::array<LaunchPace, 4> paces_;  // by slots: their steps take differently long
};

/// Words for a card on which not one economy fits.
inline std::string no_memory_for_one(std::uint64_t each, std::uint64_t free) {
  return "CUDA: an economy takes " + std::to_string(each) + " bytes on the card, and " +
         std::to_string(free) +
         " are free for it; end what else runs there, record less often (record.series_days), or "
         "keep no paths";
}

}  // namespace taosweep
