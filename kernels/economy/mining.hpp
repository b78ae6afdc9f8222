// Miners who earn elsewhere besides, subnet by subnet: kernels/cohorts/mining.hpp.
#pragma once

#include "kernels/cohorts/mining.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

template <class E>
TAOSWEEP_HD bool mines_elsewhere(const E& economy) {
  return economy.parameters.mining.outside_income > 0;
}

/// Cost [TAO/d] of those miners of a pack who earn elsewhere, 0 on other subnets. Whether a subnet
/// has such miners is drawn for life; one that is named has them until it dies.
template <class P>
TAOSWEEP_HD typename P::real cost_of_who_earns(const P& pack) {
  using real = typename P::real;
  const auto& mining = pack.economy.parameters.mining;
  const auto words = pack.words_for_life(Purpose::mining);
  const real cost = pack.capacity() * pack.alive(), nothing(0.0);
  if (!(mining.netuid > 0))
    return select(uniform_real(words.w[0], words.w[1]) < real(mining.part), cost, nothing);
  const auto named = abs(pack.number() - real(static_cast<double>(mining.netuid - 1))) < real(0.5);
  return select(named & (pack.opened() < real(1.0)), cost, nothing);
}

/// All pay of the miners of a pack, what is burned of it included [TAO/d].
template <class P>
TAOSWEEP_HD typename P::real pay_of_miners(const P& pack, int block) {
  return priced(pack, miners_pay_of_a_day(pack, block) * pack.tao() / pack.alpha());
}

/// What miners earn elsewhere on the day that begins at `block`, by their cost at its start; and
/// what their subnet then burns of their pay, by its price.
template <class E>
TAOSWEEP_CALLED void mine_elsewhere(E& economy, int block) {
  using real = typename E::real;
  if (!mines_elsewhere(economy)) return;
  const auto& mining = economy.parameters.mining;
  const double cost = economy.sum([](const auto& pack) { return cost_of_who_earns(pack); });
  const real pays(return_elsewhere(mining.outside_income, mining.world_tao, cost));
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real cost_here = cost_of_who_earns(pack), elsewhere = pays * cost_here;
    pack.set_earned_elsewhere(elsewhere);
    if constexpr (has<E>(need_claims)) {
      if (!(mining.bonus > 0)) continue;
      const real burned = burned_beyond_bonus(mining.bonus, elsewhere, pay_of_miners(pack, block));
      pack.set_burned(select(cost_here > real(0.0), burned, pack.burned()));
    }
  }
}

}  // namespace taosweep
