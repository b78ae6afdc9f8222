// What root stake earns from a subnet: its share of dividends, and the alpha that is sold for it.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   rho_i = w R / (w R + X_i)                 0 where the denominator is 0
//   r_i   = rho_i * (o_i - c_i) / 2
//
//   w    weight of one TAO on root [1],     R  TAO on root [TAO]
//   X_i  alpha issuance: pool + outstanding, after the block's injection [alpha]
//   o_i - c_i  alpha to participants without the owner's cut [alpha/block]
//   r_i  alpha sold into the pool for root stake [alpha/block]; half: miners get the rest
//
// rho is the dividend share: it counts all alpha issued. The consensus share (coalition.hpp) counts
// only alpha staked to validators. In the launch era dividends paid to root do not raise R, only
// stake and unstake do.
// Source: subtensor v2.0.1 run_coinbase.rs, step "root proportion".

/// Root's share rho of a subnet's dividends [1].
template <class R>
TAOSWEEP_HD R root_proportion(R root_tao, R tao_weight, R alpha_issuance) {
  const R weighted = tao_weight * root_tao;
  const R total = weighted + alpha_issuance;
  const auto defined = total > R(0.0);
  return select(defined, weighted / select(defined, total, R(1.0)), R(0.0));
}

/// Alpha [alpha/block] that a block sells for root stake.
template <class R>
TAOSWEEP_HD R root_alpha(R root_proportion, R alpha_after_owner) {
  return R(0.5) * root_proportion * alpha_after_owner;
}

}  // namespace taosweep
