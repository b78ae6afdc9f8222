// The yield that holders of a subnet's alpha see.
#pragma once

#include "kernels/cohorts/yield.hpp"
#include "kernels/economy/epoch.hpp"

namespace taosweep {

/// ln(1 + y) on a pack of which `held` alpha is held. Holders get the validators' half less root's
/// part (all of it while the over-issue lasts, all but what is sold for root where dividends
/// balance) and less the take, and what players pay them of the miners' half.
template <class P>
TAOSWEEP_HD typename P::real headline_yield(const P& pack, const HeldAlpha<typename P::real>& held,
                                            int block) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const DividendRule rule = economy.rules->dividends;
  const real validated = validated_of_a_day(pack, block);
  real dividend = validated;
  if (rule == DividendRule::balanced) {
    dividend = validated - alpha_for_root(pack, block) * real(blocks_per_day);
  } else if (rule == DividendRule::reduced) {
    const real root = real(economy.root_stake()) * Players::validating_root(pack, block);
    const real root_part =
        root_part_of_dividend(validated, root, real(economy.rules->tao_weight),
                              held.all * real(economy.parameters.validators.alpha_staked));
    dividend = alpha_dividend(rule, validated, root_part);
  }
  dividend = dividend * real(1 - economy.rules->validator_take);
  const real paid = fma(Players::holder_pay(pack, block), mined_of_a_day(pack, block), dividend);
  return log_yield(paid * Players::headline_open(pack), held.earning);
}

}  // namespace taosweep
