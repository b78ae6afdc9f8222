// What must hold of every economy at all times, whatever its
// parameters: looked at once a day and at the end.
//
//   T > 0,  A > 0,  T/A finite                     reserves and price of every subnet
//   X - A >= 0                                     alpha outstanding
//   held >= 0 of every cohort and the attacker     [alpha]
//   pending alpha, swapped alpha and TAO >= 0
//   cash >= 0 of every cohort and the attacker, stake on root >= 0, issuance >= 0     [TAO]
//
// Each up to rounding: amounts of alpha may fall below 0 by 1e-12 of the
// alpha issued on their subnet (waiting TAO by that part of the pool's),
// amounts of TAO by 1e-12 of all that ever entered.
#pragma once

#include "kernels/economy/context.hpp"

namespace taosweep {

inline constexpr double invariant_tolerance = 1e-12;

/// Where something on pack j cannot be. Written so that a NaN is found as well.
template <class C>
TAOSWEEP_HD typename C::mask broken_on(const C& c, int j) {
  using real = typename C::real;
  using G = typename C::G;
  const auto& h = c.hot;
  const real zero(0.0), rounding(-invariant_tolerance);
  const real least = rounding * h.issued[j], least_tao = rounding * h.tao[j];
  auto sound = (h.tao[j] > zero) & (h.alpha[j] > zero) &
               (h.tao[j] / h.alpha[j] < real(__builtin_huge_val())) &
               (h.issued[j] - h.alpha[j] >= least) & (h.pending_alpha[j] >= least) &
               (h.pending_swapped[j] >= least) & (h.pending_tao[j] >= least_tao);
  for (int i = 0; i < cohort_count; ++i) sound = sound & (G::load(c.s.held[i], j) >= least);
  return select(sound, zero, real(1.0)) > zero;
}

/// The same of what belongs to no subnet.
TAOSWEEP_HD bool broken_money(const Money& m, double attacker_held) {
  const double least = -invariant_tolerance * (m.opening + m.entered + m.minted);
  bool sound = (m.attacker >= least) & (m.root >= least) & (m.unbooked_root >= least) &
               (m.issuance >= least) & (attacker_held >= 0);
  for (int i = 0; i < trader_count; ++i) sound = sound & (m.traders[i] >= least);
  for (int i = 0; i < 3; ++i) sound = sound & (m.earners[i] >= least);
  return !sound;
}

/// Looks at the whole economy; what was once seen stays.
template <class C>
TAOSWEEP_HD void look_for_the_impossible(C& c) {
  typename C::mask broken[C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) broken[j] = broken_on(c, j);
  const bool found = C::G::any(broken);
  if (found | broken_money(c.q.money, c.q.attack.held)) c.q.track.broken = 1;
}

}  // namespace taosweep
