// The numbers of economies on warps that take turns.
#pragma once

#include <string>

#include "tests/bits/pinned_cases.hpp"
#include "tests/warp/machine_of_warps.hpp"

namespace taosweep {

inline std::string digest_on_warps(const Economies& it, std::uint32_t warps,
                                   std::uint64_t order = 1) {
  MachineOfWarps machine(warps, order);
  Card card;
  return digest_of(advance_on(machine, card, it.jobs, it.plan, nullptr), it.plan);
}

inline std::string digest_on_a_processor(const Economies& it) {
  return digest_of(advance_cpu(it.jobs, it.plan, best_isa()), it.plan);
}

/// More economies than warps, for these to take over from each other, task by task.
inline Economies five_attacked(double days) {
  Economies it{{}, {days, 1, true}};
  for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
    it.jobs.push_back({attacked(replicate % 2 == 0, 25), {28, 1, replicate}});
    it.jobs.back().parameters.time.days = days;
  }
  return it;
}

}  // namespace taosweep
