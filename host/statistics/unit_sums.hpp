// Means and their intervals from sums over independent units: what can be told of a sweep while it
// runs, from a few numbers of each finished piece.
#pragma once

#include <cstdint>
#include <span>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// Values of one outcome in one independent unit.
struct UnitSum {
  double sum = 0;
  std::uint64_t n = 0;
};

/// Units are put together by their number modulo this, so that little has to be kept. Groups of
/// whole units are independent of each other as well: intervals from them hold, with 127 degrees
/// of freedom at most (random groups: M. H. Hansen, W. N. Hurwitz, W. G. Madow 1953).
inline constexpr std::uint64_t most_units = 128;

struct MeanOfUnits {
  double mean = 0;    ///< NaN where n = 0
  Interval interval;  ///< NaN below 8 units, and where nothing tells how far others would differ
  std::uint64_t n = 0;
  int units = 0;  ///< that have a value
};

/// Of numbers: with u_c = sum_c - mean n_c of G units SE = sqrt(G/(G-1) sum u_c^2)/n as in
/// clustered_mean, and Student's t with G - 1 degrees. Of flags: Wilson's interval from the
/// effective number, as in share_of.
MeanOfUnits mean_of_units(std::span<const UnitSum> units, bool flags, double level = confidence);

}  // namespace taosweep
