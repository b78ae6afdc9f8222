// Keyed draws: every random number is a pure function of what it is for, so that no thread, batch
// or arm can move the draws of another.
#pragma once

#include "kernels/math/normal_pair.hpp"
#include "kernels/math/normal_quantile.hpp"
#include "kernels/random/philox.hpp"
#include "kernels/random/purposes.hpp"

namespace taosweep {

/// The subnet number of draws that belong to a whole economy.
inline constexpr std::uint32_t whole_economy = 255;

/// Subnets of the start draw by the number of their slot, below 128; newcomer k of an economy, who
/// may land in any slot, by what no slot and no other newcomer has:
///   (1 + k / 128) << 24 | k mod 128                       k < most_newcomers
inline constexpr int most_newcomers = 127 * 128;
TAOSWEEP_HD std::uint32_t newcomer_number(std::uint32_t newcomer) {
  return (1 + (newcomer >> 7)) << 24 | (newcomer & 127u);
}

/// Four random words for (seed, point, replicate, purpose, subnet, tick, draw), purpose < 256, draw
/// < 256, and the subnet a slot, whole_economy, or a newcomer_number.
///   key      k0, k1 = seed, low and high half
///   counter  c0 = tick, c1 = purpose << 16 | draw << 8 | subnet, c2 = point, c3 = replicate
/// Every part has bits of its own, so two different draws never share a counter, and Philox maps
/// counters one to one.
template <class W>
TAOSWEEP_HD Words<W> draw_words(std::uint64_t seed, std::uint32_t point, std::uint32_t replicate,
                                Purpose purpose, const W& subnet, std::uint32_t tick,
                                std::uint32_t draw) {
  const std::uint32_t what = static_cast<std::uint32_t>(purpose) << 16 | draw << 8;
  return philox(W(tick), subnet | W(what), W(point), W(replicate), static_cast<std::uint32_t>(seed),
                static_cast<std::uint32_t>(seed >> 32));
}

/// FP32 uniform number: an odd multiple of 2^-24, so symmetric
/// about 1/2, never 0 and never 1; 2^23 values.
template <class W>
TAOSWEEP_HD auto uniform_fast(const W& word) {
  using R = decltype(to_fast(word));
  return to_fast(word >> 8 | W(1u)) * R(0x1p-24f);
}

/// FP32 uniform number in [-1, 1], from all bits of a word, finest near 0.
template <class W>
TAOSWEEP_HD auto signed_fast(const W& word) {
  using R = decltype(to_fast(word));
  return to_fast(word) * R(0x1p-31f);
}

/// FP64 uniform number: an odd multiple of 2^-53 between 0 and 1, from 52 random bits.
template <class W>
TAOSWEEP_HD auto uniform_real(const W& high, const W& low) {
  using R = decltype(to_real(high));
  return fma(to_real(high), R(0x1p-32), to_real(low >> 11 | W(1u)) * R(0x1p-53));
}

/// Four steps of k blocks in a row share one Philox call: their tick, and the place among them of
/// the step that begins at `block`. Steps of different lengths have different ticks.
///   tick = (k - 1) << 23 | block / 4k         block < 2^25 k,  k <= 512
struct StepTick {
  std::uint32_t tick, place;
};
TAOSWEEP_HD StepTick step_tick(int block, int k) {
  const auto length = static_cast<std::uint32_t>(k);
  const std::uint32_t step = static_cast<std::uint32_t>(block) / length;
  return {(length - 1) << 23 | step >> 2, step & 3};
}

/// Standard normal shocks (FP32) of the four steps that share a tick, by the words drawn for it.
template <class W, class F>
TAOSWEEP_HD void normals_of_four_steps(const Words<W>& words, F (&z)[4]) {
  TAOSWEEP_UNROLL
  for (int i = 0; i < 4; i += 2) {
    const auto pair = normal_pair(uniform_fast(words.w[i]), signed_fast(words.w[i + 1]));
    z[i] = pair.first;
    z[i + 1] = pair.second;
  }
}

}  // namespace taosweep
