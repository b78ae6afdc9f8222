// What outcomes count of all attackers together, once a day.
#pragma once

#include "kernels/players/choice.hpp"
#include "kernels/watch/observe.hpp"
#include "kernels/watch/takeover.hpp"
#include "kernels/watch/top_price.hpp"

namespace taosweep {

/// A subnet of this rank by price times alpha outstanding, or better, is noted.
inline constexpr double noted_rank = 7;

/// Whether no more than six subnets have more than the attacked one by price times alpha
/// outstanding.
template <class E>
TAOSWEEP_HD bool is_among_the_first(E& economy, int subnet) {
  using real = typename E::real;
  const auto size = [](const auto& pack) {
    return pack.price() * pack.alive() * (pack.issued() - pack.alpha());
  };
  const real own(economy.pick(subnet, size));
  const double larger = economy.sum(
      [&](const auto& pack) { return select(size(pack) > own, pack.alive(), real(0.0)); });
  return 1 + larger <= noted_rank;
}

/// Follows one on whom the foundation has acted, or would have in another arm, by the share of
/// emission of its subnet: whether it is stopped, from a day after on, and the share a month after.
template <class E>
TAOSWEEP_HD void follow_action(E& economy, AttackState& own, const Observation& o, double share,
                               int block) {
  const double days = (block - own.acted_on) / blocks_per_day;
  if (own.acted_on < 0 || days < 1) return;
  if (sight_of(economy, own, o.price_sum).spot_share <= stopped_part * own.share_then)
    own.stopped = 1;
  if (days < 28 || days > 32) return;
  economy.track.acted_looks += 1;
  economy.track.acted_share += share;
}

/// Adds up shares of emission on the attacked subnets, from the start of each on, and the TAO that
/// they were emitted, of all `minted` since the last look, by its share at the end of the day.
template <class E>
TAOSWEEP_HD void track_sites(E& economy, const Observation& o, int block, double minted) {
  auto& t = economy.track;
  if (block == 0) return;  // at the launch itself all prices are 1
  double sum = 0, before = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < economy.clock.attackers; ++i) {
    AttackState& own = economy.attacker(i);
    const bool counts = attacks(own, block);
    if (!counts && own.acted_on < 0) continue;
    const int subnet = static_cast<int>(own.subnet);
    const double weight =
        economy.pick(subnet, [&](const auto& pack) { return share_weight(pack, block); });
    const double share = o.weight_sum > 0 ? weight / o.weight_sum : 0.0;
    follow_action(economy, own, o, share, block);
    if (!counts) continue;
    sum += share;
    if (block == own.start) continue;  // not yet a day of it
    before += share;
    if (own.in_top_7 == 0 && !without_pools(economy) && is_among_the_first(economy, subnet))
      own.in_top_7 = 1;
  }
  t.attackers_peak_share = max(t.attackers_peak_share, sum);
  t.attackers_tao += before * minted;
  if (economy.clock.attack >= 0 && block > economy.clock.attack) follow_takeover(t, sum);
}

}  // namespace taosweep
