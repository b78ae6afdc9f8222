// What is seen of an economy at one moment.
#pragma once

#include "kernels/math/undefined.hpp"
#include "kernels/players/holdings.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// Prices and what follows from them are undefined while there are no pools.
struct Observation {
  double price_sum, tao_sum;
  double living;                                     ///< subnets
  double weight_sum;                                 ///< of the share rule
  double root_dividend_share, root_consensus_share;  ///< means over subnets
  bool in_sight;                                     ///< the subnet of the players' choice is seen
  Standing chosen;                                   ///< and stands so
};

/// Sum of the prices of all subnets but the players' choice.
TAOSWEEP_HD double price_of_rest(const Observation& seen) {
  return seen.price_sum - seen.chosen.price;
}

/// The subnet of the players' choice is there to be seen: a fresh one opens right after the row of
/// its block; one that is dissolved is no longer seen.
template <class E>
TAOSWEEP_HD bool in_sight(const E& economy, int block) {
  return economy.attacked() && economy.attack.gone == 0 &&
         (!economy.clock.fresh || economy.under_attack(block - 1));
}

template <class E>
TAOSWEEP_HD Observation observe(E& economy, bool in_sight) {
  using real = typename E::real;
  using Group = typename E::Group;
  real x[E::packs], cap[E::packs], y[E::packs], living[E::packs];
  Observation o{};
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    living[j] = pack.alive();
    x[j] = pack.price() * living[j];
    cap[j] = x[j] * (pack.issued() - pack.alpha());
    y[j] = pack.tao() * living[j];
  }
  const double count = Group::sum(living);
  o.living = count;
  o.price_sum = Group::sum(x);
  o.tao_sum = Group::sum(y);
  const int block = static_cast<int>(economy.block);
  const auto weight = [&](const auto& pack) { return share_weight(pack, block); };
  o.weight_sum = economy.sum(weight);
  o.in_sight = in_sight;
  if (in_sight) {
    const int target = economy.clock.target;
    o.chosen.price = Group::pick(x, target);
    o.chosen.tao = economy.pick(target, [](const auto& pack) { return pack.tao(); });
    o.chosen.alpha = economy.pick(target, [](const auto& pack) { return pack.alpha(); });
    o.chosen.tao_weight = economy.pick(target, [](const auto& pack) { return pack.tao_weight(); });
    o.chosen.spot_share = o.chosen.price / o.price_sum;
    o.chosen.ema_share = o.weight_sum > 0 ? economy.pick(target, weight) / o.weight_sum : 0.0;
    const double own = Group::pick(cap, target);
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) y[j] = select(cap[j] > real(own), living[j], real(0.0));
    o.chosen.rank = 1 + Group::sum(y);
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j)
      y[j] = select(x[j] > real(o.chosen.price), living[j], real(0.0));
    o.chosen.price_rank = 1 + Group::sum(y);
  }
  if (without_pools(economy)) {
    o.price_sum = o.tao_sum = undefined;
    o.chosen.price = o.chosen.spot_share = o.chosen.rank = o.chosen.price_rank = undefined;
  }
  o.chosen.price_sum = o.price_sum;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real staked = held_on(pack) * real(economy.parameters.validators.alpha_staked);
    x[j] = dividend_share_of_root(pack) * living[j];
    y[j] = consensus_share_of_root(pack, staked) * living[j];
  }
  o.root_dividend_share = Group::sum(x) / count;
  o.root_consensus_share = Group::sum(y) / count;
  return o;
}

}  // namespace taosweep
