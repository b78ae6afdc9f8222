// The yield that holders of a subnet's alpha see.
#pragma once

#include "kernels/cohorts/yield.hpp"
#include "kernels/economy/epoch.hpp"

namespace taosweep {

/// ln(1 + y) on a pack. Holders get the validators' half less root's part (all of it while the
/// over-issue lasts, all but what is sold for root where dividends balance) and less the take, and
/// what players pay them of the miners' half.
template <class P>
TAOSWEEP_HD typename P::real headline_yield(const P& pack, int block) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const real validated = validated_of_a_day(pack, block);
  const real held = held_on(pack);
  // 1 + (u - 1), so that it rounds as numbers of this model_version do.
  const real active = real(1.0) + (Players::validating_root(pack, block) - real(1.0));
  const real root_part = root_part_of_dividend(
      validated, real(economy.root_stake()) * active, real(economy.rules->tao_weight),
      held * real(economy.parameters.validators.alpha_staked));
  real dividend = alpha_dividend(economy.rules->dividends, validated, root_part);
  if (economy.rules->dividends == DividendRule::balanced)
    dividend = validated - alpha_for_root(pack, block) * real(blocks_per_day);
  dividend = dividend * real(1 - economy.rules->validator_take);
  const real paid = fma(Players::holder_pay(pack, block), mined_of_a_day(pack, block), dividend);
  return log_yield(paid * Players::headline_open(pack), earning_on(pack));
}

}  // namespace taosweep
