// How far a day's returns of prices tell those of the next.
#pragma once

#include "kernels/state/economy.hpp"

namespace taosweep {

/// Stands for the return of a subnet that has not been looked at since it opened.
inline constexpr double no_return = 1e9;

//   x, y  returns of one subnet on two days in a row, by logarithms
//   sums over subnets and days of  1, x, y, x^2, y^2, x y, |x|, |y|, |x y|
//
/// Keeps the returns of a day for the next, and adds their pairs where the day `counts`. The first
/// of all looks has no day before it, and no return.
template <class E>
TAOSWEEP_HD void remember_returns(E& economy, const typename E::real (&returned)[E::packs],
                                  bool counts) {
  using real = typename E::real;
  using Group = typename E::Group;
  real known[E::packs], x[E::packs], y[E::packs];
  const auto later = real(economy.track.looks) > real(1.0);
  economy.clear_unused(known, x, y);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real before = pack.day_return();
    const auto lives = pack.alive() > real(0.0);
    const auto twice = lives & (before < real(no_return));
    known[j] = select(twice, real(1.0), real(0.0));
    x[j] = select(twice, before, real(0.0));
    y[j] = select(twice, returned[j], real(0.0));
    pack.set_day_return(select(lives & later, returned[j], real(no_return)));
  }
  if (!counts) return;
  ReturnPairs& sums = economy.track.return_pairs;
  sums.count += Group::sum(known);
  sums.x += Group::sum(x);
  sums.y += Group::sum(y);
  sums.xx += Group::sum_of([&](int j) { return x[j] * x[j]; });
  sums.yy += Group::sum_of([&](int j) { return y[j] * y[j]; });
  sums.xy += Group::sum_of([&](int j) { return x[j] * y[j]; });
  sums.size_x += Group::sum_of([&](int j) { return abs(x[j]); });
  sums.size_y += Group::sum_of([&](int j) { return abs(y[j]); });
  sums.size_xy += Group::sum_of([&](int j) { return abs(x[j] * y[j]); });
}

}  // namespace taosweep
