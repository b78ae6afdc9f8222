// How the validators' half of an epoch becomes TAO for root stake and alpha for alpha stake.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

//   rho_v = w R_v / (w R_v + a_v)      d_v = rho_v D_v       (0 without stake)
//
//   D_v  dividends of validator v [alpha],   R_v  its root stake [TAO],   a_v  alpha stake [alpha]
//   d_v  its root part [alpha]: it decides who gets the TAO, T d_v / sum d
//
// Alpha paid:  over_issued D_v;   reduced D_v - d_v;   balanced V (D_v - d_v) / sum(D - d), with
//   V = (P + s)/2 - s   where incentive was paid: the validators' half without what was sold
//   V = P               where none was paid
//   P  pending alpha, s  pending alpha that was sold for root [alpha]
// Source: subtensor v2.0.1, v2.0.4 and v2.0.9 run_coinbase.rs
// drain_pending_emission, distribute_dividends.

/// Root part d_v [alpha] of a validator's dividends.
template <class R>
TAOSWEEP_HD R root_part_of_dividend(R dividend, R root_tao, R tao_weight, R alpha_stake) {
  const R root = tao_weight * root_tao;
  const R total = root + alpha_stake;
  const auto staked = total > R(0.0);
  return select(staked, dividend * root / select(staked, total, R(1.0)), R(0.0));
}

/// Alpha dividend [alpha] before scaling: all of it, or what is not root's.
template <class R>
TAOSWEEP_HD R alpha_dividend(DividendRule rule, R dividend, R root_part) {
  return rule == DividendRule::over_issued ? dividend : dividend - root_part;
}

/// Alpha V [alpha] that the balanced rule has to give, from P and s above [alpha].
/// `validators` is their part of P + s [1].
template <class R, class Mask>
TAOSWEEP_HD R balanced_alpha(R pending_alpha, R pending_sold, const Mask& incentive_paid,
                             R validators = R(0.5)) {
  return select(incentive_paid, validators * (pending_alpha + pending_sold) - pending_sold,
                pending_alpha);
}

/// Splits the pendings of one subnet over `count` validators. Reads dividend, root_tao,
/// alpha_stake; writes tao_paid [TAO] and alpha_paid [alpha], before any take. `alpha_total`
/// matters to the balanced rule alone. Shares of sums that are 0 are 0.
TAOSWEEP_HD void split_dividends(DividendRule rule, int count, const double* dividend,
                                 const double* root_tao, const double* alpha_stake,
                                 double tao_weight, double tao_total, double alpha_total,
                                 double* tao_paid, double* alpha_paid) {
  double root_sum = 0, alpha_sum = 0;
  for (int v = 0; v < count; ++v) {
    tao_paid[v] = root_part_of_dividend(dividend[v], root_tao[v], tao_weight, alpha_stake[v]);
    alpha_paid[v] = alpha_dividend(rule, dividend[v], tao_paid[v]);
    root_sum += tao_paid[v];
    alpha_sum += alpha_paid[v];
  }
  for (int v = 0; v < count; ++v) {
    tao_paid[v] = root_sum > 0 ? tao_total * tao_paid[v] / root_sum : 0;
    if (rule == DividendRule::balanced)
      alpha_paid[v] = alpha_sum > 0 ? alpha_total * alpha_paid[v] / alpha_sum : 0;
  }
}

/// What a dividend splits into: the validator's take and the rest for its nominators.
template <class R>
struct Take {
  R validator, nominators;
};

/// Delegate take: `rate` [1] of a dividend, at most
/// 11796/65535. Source: subtensor DefaultDelegateTake.
template <class R>
TAOSWEEP_HD Take<R> delegate_take(R dividend, R rate) {
  const R taken = dividend * rate;
  return {taken, dividend - taken};
}

}  // namespace taosweep
