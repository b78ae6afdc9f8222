// Whether all TAO of a run went where value is, by definitions of value that are not alike.
#pragma once

#include "kernels/outcomes/revenue.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// 1 where an attacker has the subnet at the end.
template <int Slots>
TAOSWEEP_HD bool is_attacked_at_end(const Clock& clock, const Scalars& q, int subnet) {
  bool found = false;
  for (int i = 0; i < clock.attackers; ++i)
    found |= attacks(q.attacker(i), q.block) && q.attacker(i).subnet == subnet;
  return found;
}

//   d = 1 - sum_i min(E_i/sum E, V_i/sum V)       E  TAO handed to a subnet,   V  its value
//
/// The part of all TAO that went elsewhere than shares of value say: 0 none, 1 all of it. Undefined
/// where nothing was handed out or nothing has value.
template <int Count>
TAOSWEEP_HD double part_gone_elsewhere(const double (&emitted)[Count], const double (&value)[Count],
                                       const float* alive) {
  double all_emitted = 0, all_value = 0, met = 0;
  for (int i = 0; i < Count; ++i) {
    if (alive[i] == 0) continue;
    all_emitted += emitted[i];
    all_value += value[i];
  }
  if (!(all_emitted > 0) || !(all_value > 0)) return undefined;
  for (int i = 0; i < Count; ++i)
    if (alive[i] != 0) met += min(emitted[i] / all_emitted, value[i] / all_value);
  return 1 - met;
}

/// Of subnets that live at the end, over the whole run; and the order of emission at the end by
/// worth, as that by revenue (revenue.hpp). `weight` is of emission at the end.
template <int Slots>
TAOSWEEP_HD void finish_allocation(const Clock& clock, const EconomyState<Slots>& s,
                                   const double (&weight)[EconomyState<Slots>::subnets],
                                   double* out) {
  constexpr int subnets = EconomyState<Slots>::subnets;
  double honest[subnets], worth[subnets];
  PairsInOrder against_attacked{};
  TAOSWEEP_ROLLED
  for (int i = 0; i < subnets; ++i) {
    honest[i] = is_attacked_at_end<Slots>(clock, s.scalars, i) ? 0 : 1;
    worth[i] = s.log_worth[i];
  }
  TAOSWEEP_ROLLED
  for (int i = 0; i < subnets; ++i) {
    if (s.alive[i] == 0 || honest[i] == 0) continue;
    for (int j = 0; j < subnets; ++j)
      if (s.alive[j] != 0 && honest[j] == 0)
        against_attacked.see(s.emitted_tao[i], s.emitted_tao[j]);
  }
  out[outcome_misallocation_in_all_by_revenue] =
      part_gone_elsewhere(s.emitted_tao, s.earned_tao, s.alive);
  out[outcome_misallocation_in_all_by_even] = part_gone_elsewhere(s.emitted_tao, honest, s.alive);
  if (against_attacked.pairs > 0)
    out[outcome_honest_auc] = against_attacked.agree / against_attacked.pairs;
  const RankCorrelations ranks = rank_correlations(weight, worth, s.alive);
  out[outcome_worth_tau_b] = ranks.tau_b;
  out[outcome_worth_spearman] = ranks.spearman;
}

}  // namespace taosweep
