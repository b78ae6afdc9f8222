// Who controls consensus on a subnet when part of root votes together.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   s = (phi w R + psi A) / (u w R + A),   u = phi + (1 - phi)(1 - q);   control: s >= kappa
//
//   R  TAO on root [TAO],  w  weight of one TAO [1],  A  alpha staked to validators [alpha]
//   phi, psi  parts of root and of that alpha in the coalition [1]
//   q         part of the other root that does not validate [1]
//
// The coalition decides by this share alone: a stake-weighted median at kappa follows whoever holds
// kappa of it. A, unlike the issuance in root_dividend.hpp, is only what validators hold.
// Source: subtensor v2.0.1 epoch/run_epoch.rs and stake_utils.rs get_stake_weights_for_network.

/// Part u of root that validates at all [1].
template <class R>
TAOSWEEP_HD R active_root(R phi, R abstain) {
  return phi + (R(1.0) - phi) * (R(1.0) - abstain);
}

/// Consensus share s of the coalition [1]; 0 without any stake.
template <class R>
TAOSWEEP_HD R consensus_share(R phi, R tao_weight, R root_tao, R psi, R alpha_staked, R active) {
  const R root = tao_weight * root_tao;
  const R total = fma(active, root, alpha_staked);
  const auto defined = total > R(0.0);
  const R ours = fma(phi, root, psi * alpha_staked);
  return select(defined, ours / select(defined, total, R(1.0)), R(0.0));
}

//   s = kappa solved for phi, with a = A/(w R) and q as above:
//   phi = [kappa (1 - q) + (kappa - psi) a] / (1 - kappa q)
//
/// Part phi of root that a coalition needs [1]; above 1 where even all of root is not enough.
/// Undefined without root.
template <class R>
TAOSWEEP_HD R phi_needed(R kappa, R tao_weight, R root_tao, R psi, R alpha_staked, R abstain) {
  const R a = alpha_staked / (tao_weight * root_tao);
  return fma(kappa - psi, a, kappa * (R(1.0) - abstain)) / (R(1.0) - kappa * abstain);
}

}  // namespace taosweep
