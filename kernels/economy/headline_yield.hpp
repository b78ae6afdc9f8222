// The yield that holders of a subnet's alpha see.
#pragma once

#include "kernels/cohorts/yield.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/protocol/block_emission.hpp"

namespace taosweep {

/// ln(1 + y) on a pack. Holders get the validators' half less root's part (all of it while the
/// over-issue lasts) and less the take, and what players pay them of the miners' half.
template <class P>
TAOSWEEP_HD typename P::real headline_yield(const P& pack, int block) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const real half = real(0.5 * blocks_per_day * (1 - economy.parameters.protocol.owner_cut)) *
                    block_emission(pack.issued());
  const real held = held_on(pack);
  // 1 + (u - 1), so that it rounds as numbers of this model_version do.
  const real active = real(1.0) + (Players::validating_root(pack, block) - real(1.0));
  const real root_part = root_part_of_dividend(
      half, real(economy.root_stake()) * active, real(economy.parameters.protocol.tao_weight),
      held * real(economy.parameters.validators.alpha_staked));
  const real dividend = alpha_dividend(dividend_rule(economy.parameters, block), half, root_part) *
                        real(1 - economy.parameters.protocol.validator_take);
  const real paid = fma(Players::holder_pay(pack, block), half, dividend);
  return log_yield(paid * Players::headline_open(pack), earning_on(pack));
}

}  // namespace taosweep
