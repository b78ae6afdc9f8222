// The yield that holders of a subnet's alpha see.
#pragma once

#include "kernels/agents/yield.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/protocol/block_emission.hpp"

namespace taosweep {

/// ln(1 + y) on pack j. Holders get the validators' half less root's part (all of it while the
/// over-issue lasts) and less the take; on the attacked subnet also their part of the miners' half;
/// nothing there while the foundation controls.
template <class C>
TAOSWEEP_HD typename C::real headline_yield(const C& c, int j, int block) {
  using real = typename C::real;
  const real half =
      real(0.5 * blocks_per_day * (1 - c.p.protocol_owner_cut)) * block_emission(c.hot.issued[j]);
  const real held = held_on(c, j);
  const real is_target = c.target_mask(j);
  const real active = fma(is_target, real(c.target_root(block) - 1), real(1.0));
  const real root_part =
      root_part_of_dividend(half, real(c.root_stake()) * active, real(c.p.protocol_tao_weight),
                            held * real(c.p.validators_alpha_staked));
  const real dividend = alpha_dividend(dividend_rule(c.p, block), half, root_part) *
                        real(1 - c.p.protocol_validator_take);
  const double pay = c.under_attack(block) ? c.p.attack_holder_pay : 0.0;
  const real paid = fma(is_target * real(pay), half, dividend);
  const real open = real(1.0) - is_target * real(c.q.foundation.controls);
  return log_yield(paid * open, earning_on(c, j));
}

}  // namespace taosweep
