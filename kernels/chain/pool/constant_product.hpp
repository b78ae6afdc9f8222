// One order against a constant-product pool, and what prices and limits it allows.
#pragma once

#include "kernels/chain/pool/clearing.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   (T + dT) * (A - dA) = T * A          p = T/A
//
//   T, A  reserves [TAO, alpha],   dT  TAO paid in [TAO],   dA  alpha paid out [alpha]
//   a sale turns both signs
//
// Source: subtensor v2.0.1 stake_utils.rs swap_tao_for_alpha, swap_alpha_for_tao. The chain refuses
// orders that would leave less than the minimum reserve; callers check that.

/// Alpha bought with `tao_paid` [TAO].
template <class R>
TAOSWEEP_HD R buy_out(R tao, R alpha, R tao_paid) {
  return alpha * tao_paid / (tao + tao_paid);
}

/// TAO received for `alpha_sold` [alpha].
template <class R>
TAOSWEEP_HD R sell_out(R tao, R alpha, R alpha_sold) {
  return tao * alpha_sold / (alpha + alpha_sold);
}

//   most to buy  max(0, L A - T) [TAO],     most to sell  max(0, T/L - A) [alpha]
//
//   L  limit price [TAO/alpha]
//
// An empty side refuses all orders; a sale without a limit (L = 0) has no bound.
//
// This is the chain's formula, which takes the marginal price as (T + dT)/A. Source: subtensor
// v2.0.10 add_stake.rs get_max_amount_add, remove_stake.rs get_max_amount_remove; the chain
// saturates at 2^64 - 1 rao.

/// TAO that a buy order with limit price `limit` [TAO/alpha] may spend [TAO].
template <class R>
TAOSWEEP_HD R max_buy_at_limit(R tao, R alpha, R limit) {
  return select(min(tao, alpha) > R(0.0), max(R(0.0), limit * alpha - tao), R(0.0));
}

/// Alpha that a sell order with limit price `limit`
/// [TAO/alpha] may sell [alpha]; infinite at limit 0.
template <class R>
TAOSWEEP_HD R max_sell_at_limit(R tao, R alpha, R limit) {
  const auto limited = limit > R(0.0);
  const R reach = tao / select(limited, limit, R(1.0)) - alpha;
  const R most = select(limited, max(R(0.0), reach), R(__builtin_huge_val()));
  return select(min(tao, alpha) > R(0.0), most, R(0.0));
}

//   p'/p = (1 + B/T)^2 after a purchase for B [TAO]

/// Factor [1] on the price after buying for `tao_paid` [TAO].
template <class R>
TAOSWEEP_HD R price_factor_of_buy(R tao, R tao_paid) {
  const R growth = R(1.0) + tao_paid / tao;
  return growth * growth;
}

//   p'/p = (A/(A + H))^2 after a sale of H [alpha];  with f = H/(A + H) the fall is f (2 - f)

/// Fall [1] of the price when all of `held` [alpha] is
/// sold: the deepest crash that holders can cause.
template <class R>
TAOSWEEP_HD R exit_floor(R alpha, R held) {
  const R f = held / (alpha + held);
  return f * (R(2.0) - f);
}

}  // namespace taosweep
