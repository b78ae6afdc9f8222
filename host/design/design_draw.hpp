// Uniform numbers behind the sampled axes of a design.
#pragma once

#include <cstdint>
#include <string>

namespace taosweep {

/// Number that stands for a parameter's key in the draws: FNV-1a, 32 bits (Fowler, Noll, Vo). Tests
/// see to it that no two keys share one.
std::uint32_t key_number(const std::string& key);

/// Uniform number, 0 < u < 1, of an axis in a vector of
/// the design: a function of these three alone.
double design_uniform(std::uint64_t seed, std::uint64_t vector, const std::string& key);

}  // namespace taosweep
