// Sobol's sequence and its scrambles.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "host/design/design_draw.hpp"

namespace taosweep {

/// Direction numbers of one axis: v_j is the point 2^j, as 32 bits after the binary point.
using Directions = std::array<std::uint32_t, 32>;

/// [axis] of S. Joe, F. Y. Kuo (2008), SIAM J. Sci. Comput. 30, as Boost.Random has them.
std::vector<Directions> sobol_directions(std::size_t axes);

/// Coordinate of a point of the sequence:  x = XOR of v_j over the bits j that are set in its
/// number (I. M. Sobol 1967).
std::uint32_t sobol_word(const Directions& directions, std::uint32_t point);

/// Nested uniform scramble (A. B. Owen 1995): each binary digit is flipped or not, by a draw that
/// depends on the digits before it, the scramble's number, seed and axis.
std::uint32_t scrambled_word(std::uint32_t word, std::uint64_t seed, DrawKey key,
                             std::uint32_t scramble);

/// A point of a scramble, and the number of the flips of its column: that of the scramble, or
/// another where a key has a second column.
struct NetPoint {
  std::uint32_t scramble, flips, number;
};

/// Columns of scrambled points, in groups of eight that walk through the sequence each in an order
/// of its own.
class ScrambledNet {
 public:
  ScrambledNet(std::uint64_t seed, std::size_t columns);
  /// 0 < u < 1.
  double uniform(const NetPoint& at, std::size_t column, DrawKey key) const;

 private:
  std::uint64_t seed_;
  std::vector<Directions> directions_;
};

}  // namespace taosweep
