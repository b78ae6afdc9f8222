// What the hot loop asks of a whole pack: whether anything about it is rare.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

// A pack of several registers may join them and compare once, for comparisons go through the units
// that multiply. As `any`, each is only good for skipping work whose result is not used. Where a
// number is asked for and there is none (of an economy that is lost), the answer may be either, and
// numbers may depend on the back end until the economy ends; that it ends as lost does not.

/// Whether x or y is below `bound` in any lane. Both are numbers in all.
template <class R>
TAOSWEEP_HD bool any_below(const R& x, const R& y, double bound) {
  return any((x < R(bound)) | (y < R(bound)));
}

/// Whether x is above `bound` in any lane. It is a number in all.
template <class R>
TAOSWEEP_HD bool any_above(const R& x, double bound) {
  return any(x > R(bound));
}

/// Whether |x| is above `bound`, or x no number, in any lane; may also be true where it is above
/// half of that.
template <class R>
TAOSWEEP_HD bool any_beyond(const R& x, double bound) {
  return !all(abs(x) <= R(bound));
}

/// Whether x and y are numbers that reach `bound` in all lanes. x is a number in all.
template <class R>
TAOSWEEP_HD bool all_reach(const R& x, const R& y, double bound) {
  return all((x >= R(bound)) & (y >= R(bound)));
}

/// x where `on` is 1, and 0 where it is 0: `on` is nothing else; x is finite and not below 0.
template <class R>
TAOSWEEP_HD R where_on(const R& on, const R& x) {
  return select(on > R(0.0), x, R(0.0));
}

}  // namespace taosweep
