// The yield that holders of a subnet's alpha see.
#pragma once

#include "kernels/cohorts/yield.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/protocol/block_emission.hpp"

namespace taosweep {

/// ln(1 + y) on a pack. Holders get the validators' half less root's part (all of it while the
/// over-issue lasts) and less the take; on the attacked subnet also their part of the miners' half;
/// nothing there while the foundation controls.
template <class P>
TAOSWEEP_HD typename P::real headline_yield(const P& pack, int block) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const real half = real(0.5 * blocks_per_day * (1 - economy.parameters.protocol.owner_cut)) *
                    block_emission(pack.issued());
  const real held = held_on(pack);
  const real is_target = pack.is_target();
  const real active = fma(is_target, real(economy.target_root(block) - 1), real(1.0));
  const real root_part = root_part_of_dividend(
      half, real(economy.root_stake()) * active, real(economy.parameters.protocol.tao_weight),
      held * real(economy.parameters.validators.alpha_staked));
  const real dividend = alpha_dividend(dividend_rule(economy.parameters, block), half, root_part) *
                        real(1 - economy.parameters.protocol.validator_take);
  const double pay = economy.under_attack(block) ? economy.parameters.attack.holder_pay : 0.0;
  const real paid = fma(is_target * real(pay), half, dividend);
  const real open = real(1.0) - is_target * real(economy.foundation.controls);
  return log_yield(paid * open, earning_on(pack));
}

}  // namespace taosweep
