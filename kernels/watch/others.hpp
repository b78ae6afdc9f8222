// How the subnets fare that nobody attacks: in arms with an attack and without one alike, so that
// arms can be compared.
#pragma once

#include "kernels/watch/observe.hpp"

namespace taosweep {

/// 1 on subnets that nobody attacks, else 0.
template <class P>
TAOSWEEP_HD typename P::real is_honest(const P& pack, int block) {
  using real = typename P::real;
  real honest = pack.alive();
  TAOSWEEP_ROLLED
  for (int i = 0; i < pack.economy.clock.attackers; ++i) {
    const AttackState& own = pack.economy.attacker(i);
    if (attacks(own, block)) honest = select(pack.number() == real(own.subnet), real(0.0), honest);
  }
  return honest;
}

/// The subnet that would be attacked in another arm, where nobody attacks in this one; -1 where it
/// would open for that, and where no subnet of day 0 has its number.
template <class E>
TAOSWEEP_HD int left_out(const E& economy) {
  if (economy.attacked()) return -1;
  const bool opens = economy.parameters.attack.subnet == AttackSubnet::fresh;
  const int subnet = attack_index(economy.parameters);
  return opens || subnet >= economy.clock.subnets ? -1 : subnet;
}

//   P = sum p/n      E = M sum s/n        over the n subnets that nobody attacks or would attack
//
//   p  price [TAO/alpha],   s  share of emission at the end of the day [1],   M  minted since [TAO]
//
/// The daily look, from the first after attack.day on, at a subnet of those on average; `minted` is
/// TAO since the look before.
template <class E>
TAOSWEEP_HD void look_at_others(E& economy, const Observation& o, int block, double minted) {
  using real = typename E::real;
  auto& t = economy.track;
  if (!(block > economy.parameters.attack.day * blocks_per_day)) return;
  const real spared(static_cast<double>(left_out(economy)));
  const auto counts = [&](const auto& pack) {
    return select(pack.number() == spared, real(0.0), is_honest(pack, block));
  };
  const double number = economy.sum(counts);
  if (!(number > 0)) return;
  t.others_looks += 1;
  if (o.weight_sum > 0) {
    const double weights =
        economy.sum([&](const auto& pack) { return counts(pack) * share_weight(pack, block); });
    t.others_tao += minted * (weights / o.weight_sum) / number;
  }
  if (without_pools(economy)) return;
  t.others_priced += 1;
  t.others_prices +=
      economy.sum([&](const auto& pack) { return counts(pack) * pack.price(); }) / number;
}

}  // namespace taosweep
