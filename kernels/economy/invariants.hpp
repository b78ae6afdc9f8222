// What must hold of every economy at all times, whatever its
// parameters: looked at once a day and at the end.
//
//   T > 0,  A > 0,  T/A finite                     reserves and price of every subnet
//   X - A >= 0                                     alpha outstanding
//   held >= 0 of every cohort and every player     [alpha]
//   held >= 0 of its treasury                      [alpha]
//   pending alpha, swapped alpha and TAO >= 0
//   cash >= 0 of every cohort and every player, stake on root >= 0, issuance >= 0     [TAO]
//
// Each up to rounding: amounts of alpha may fall below 0 by 1e-12 of the
// alpha issued on their subnet (waiting TAO by that part of the pool's),
// amounts of TAO by 1e-12 of all that ever entered.
#pragma once

#include "kernels/players/all.hpp"

namespace taosweep {

inline constexpr double invariant_tolerance = 1e-12;

/// Where something on a pack cannot be. Written so that a NaN is found as well.
template <class P>
TAOSWEEP_HD auto broken_on(const P& pack) {
  using real = typename P::real;
  const real zero(0.0), rounding(-invariant_tolerance);
  const real least = rounding * pack.issued(), least_tao = rounding * pack.tao();
  auto sound = (pack.tao() > zero) & (pack.alpha() > zero) &
               (pack.price() < real(__builtin_huge_val())) &
               (pack.issued() - pack.alpha() >= least) & (pack.pending_alpha() >= least) &
               (pack.pending_swapped() >= least) & (pack.pending_tao() >= least_tao) &
               (pack.treasury() >= least);
  for (int i = 0; i < cohort_count; ++i) sound = sound & (pack.held(i) >= least);
  return select(sound, zero, real(1.0)) > zero;
}

/// The same of what belongs to no subnet.
template <class E>
TAOSWEEP_HD bool broken_money(const E& economy) {
  const Money& m = economy.money;
  double brought = 0;
#define BROUGHT(name, ...) brought += m.name;
#include "kernels/state/accounts.def"
  const double least = -invariant_tolerance * brought;
  bool sound = Players::sound(economy, least) & (m.issuance >= least);
#define HELD(name, ...) sound = sound & (m.name >= least);
#include "kernels/state/accounts.def"
  for (int i = 0; i < cohort_count; ++i) sound = sound & (m.cash[i] >= least);
  return !sound;
}

/// Looks at the whole economy; what was once seen stays.
template <class E>
TAOSWEEP_HD void look_for_the_impossible(E& economy) {
  typename E::mask broken[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) broken[j] = broken_on(economy.pack(j));
  const bool found = E::Group::any(broken);
  if (found | broken_money(economy)) economy.track.broken = 1;
}

}  // namespace taosweep
