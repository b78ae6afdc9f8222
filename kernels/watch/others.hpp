// How the subnets fare that nobody attacks: in arms with an attack and without one alike, so that
// arms can be compared.
#pragma once

#include "kernels/watch/observe.hpp"

namespace taosweep {

/// The subnet that is attacked, or would be in another arm; -1 where it would open for that, and
/// where no subnet of day 0 has its number.
template <class E>
TAOSWEEP_HD int left_out(const E& economy) {
  if (economy.attacked()) return economy.clock.target;
  const bool opens = economy.parameters.attack.subnet == AttackSubnet::fresh;
  const int subnet = attack_index(economy.parameters);
  return opens || subnet >= economy.clock.subnets ? -1 : subnet;
}

/// What `of` says of the subnet that is left out; 0 where it does not live.
template <class E, class F>
TAOSWEEP_HD double of_left_out(const E& economy, const F& of) {
  const int subnet = left_out(economy);
  if (subnet < 0) return 0;
  return economy.pick(subnet, [&](const auto& pack) { return pack.alive() * of(pack); });
}

/// The daily look, from the first after attack.day on; the TAO `minted` since the look before goes
/// by the shares at the end of a day.
template <class E>
TAOSWEEP_HD void look_at_others(E& economy, const Observation& o, int block, double minted) {
  auto& t = economy.track;
  if (!(block > economy.parameters.attack.day * blocks_per_day)) return;
  t.others_looks += 1;
  if (o.weight_sum > 0) {
    const double weight =
        of_left_out(economy, [&](const auto& pack) { return share_weight(pack, block); });
    t.others_tao += minted * (1 - weight / o.weight_sum);
  }
  if (without_pools(economy)) return;
  t.others_priced += 1;
  t.others_prices +=
      o.price_sum - of_left_out(economy, [](const auto& pack) { return pack.price(); });
}

}  // namespace taosweep
