// One normal at a time, as an independent program asks for it.
#pragma once

#include "kernels/random/draw.hpp"

namespace taosweep {

/// The standard normal shock (FP32) of one step: one of the four that share its tick.
template <class W>
TAOSWEEP_HD auto normal_of_step(std::uint64_t seed, std::uint32_t point, std::uint32_t replicate,
                                Purpose purpose, const W& subnet, const StepTick& step) {
  const Words<W> words = draw_words(seed, point, replicate, purpose, subnet, step.tick, 0);
  const bool early = step.place < 2;
  const auto pair = normal_pair(uniform_fast(early ? words.w[0] : words.w[2]),
                                signed_fast(early ? words.w[1] : words.w[3]));
  return step.place % 2 == 0 ? pair.first : pair.second;
}

}  // namespace taosweep
