// Uniform numbers behind the sampled axes of a design.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/random/philox.hpp"

namespace taosweep {

/// Number that stands for a parameter's key in the draws: FNV-1a, 32 bits (Fowler, Noll, Vo). Tests
/// see to it that no two keys share one.
std::uint32_t key_number(const std::string& key);

/// A key as draws know it: who draws often makes it once.
struct DrawKey {
  DrawKey(const std::string& key) : number(key_number(key)) {}
  DrawKey(const char* key) : DrawKey(std::string(key)) {}

  std::uint32_t number;
};

/// Uniform number, 0 < u < 1, of an axis in a vector of
/// the design: a function of these three alone.
double design_uniform(std::uint64_t seed, std::uint64_t vector, DrawKey key);

/// Four words of an axis for one of the other uses of a design, use > 0, and a number of what is
/// drawn in one of its parts; and a uniform number from them.
Words<std::uint32_t> design_words_of(std::uint64_t seed, DrawKey key, std::uint32_t use,
                                     std::uint32_t number, std::uint32_t part);
double design_uniform_of(std::uint64_t seed, DrawKey key, std::uint32_t use, std::uint32_t number,
                         std::uint32_t part);

}  // namespace taosweep
