// How subnets share their alpha changes: by their owners, and where an era ends.
#pragma once

#include "kernels/chain/emission/split_vector.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// What a pack's alpha is divided by [1].
template <class R>
struct SplitInForce {
  R owner_cut, miners_part;
};
template <class P>
TAOSWEEP_HD SplitInForce<typename P::real> split_of(const P& pack) {
  return {owner_cut_of(pack), miners_part_of(pack)};
}

/// What waits for the epoch keeps the parts by which it accrued: `before` those of now the rest is
/// owed to the owner and to miners, or owed by them.
template <class P>
TAOSWEEP_HD void keep_parts_of_what_waits(const P& pack,
                                          const SplitInForce<typename P::real>& before) {
  using real = typename P::real;
  const real waits = pack.pending_alpha() + pack.pending_swapped(), one(1.0);
  const SplitInForce<real> now = split_of(pack);
  const auto beside = [&](const real& cut) { return cut / (one - cut); };
  pack.set_owed_owner(pack.owed_owner() +
                      (beside(before.owner_cut) - beside(now.owner_cut)) * waits);
  pack.set_owed_miners(pack.owed_miners() + (before.miners_part - now.miners_part) * waits);
}

/// Sets vectors where `sets` holds.
template <class P, class Mask>
TAOSWEEP_HD void set_split(const P& pack, int block, const Mask& sets,
                           const SplitVector<typename P::real>& v) {
  using real = typename P::real;
  const SplitInForce<real> before = split_of(pack);
  pack.set_owner_part(select(sets, v.owner, pack.owner_part()));
  pack.set_miner_part(select(sets, v.miners / (real(1.0) - v.owner), pack.miner_part()));
  pack.set_split_at(select(sets, real(static_cast<double>(block)), pack.split_at()));
  keep_parts_of_what_waits(pack, before);
}

/// Owners look once a day: some take the most they may, some leave the most to validators. They set
/// a vector where they gain by it, after the first, and the chain lets them.
template <class E>
TAOSWEEP_HD void choose_splits(E& economy, int block) {
  using real = typename E::real;
  const auto& owners = economy.parameters.owners;
  if (economy.rules->split != SplitRule::vector || !(owners.taking + owners.giving > 0)) return;
  if (block < owners.split_day * blocks_per_day) return;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const auto words = pack.words_for_life(Purpose::owner_split);
    const real u = uniform_real(words.w[0], words.w[1]);
    const auto takes = u < real(owners.taking);
    const auto chooses = u < real(owners.taking + owners.giving);
    const real root_part = most_of_root(pack);
    const SplitVector<real> most = most_for_owner(root_part), least = most_for_validators<real>();
    const SplitVector<real> wanted{select(takes, most.owner, least.owner),
                                   select(takes, most.validators, least.validators),
                                   select(takes, most.miners, least.miners)};
    const real since = real(static_cast<double>(block)) - pack.split_at();
    set_split(pack, block,
              chooses & (pack.alive() > real(0.0)) & may_be_set(wanted, root_part) &
                  (since >= real(blocks_between_splits)) & (wanted.owner > pack.owner_part()),
              wanted);
  }
}

/// Puts the rules of a block in force.
template <class E>
TAOSWEEP_HD void enter_rules(E& economy, int block) {
  using real = typename E::real;
  if constexpr (has<E>(need_claims)) {
    SplitInForce<real> before[E::packs];
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) before[j] = split_of(economy.pack(j));
    economy.follow_rules(block);
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) keep_parts_of_what_waits(economy.pack(j), before[j]);
  } else {
    economy.follow_rules(block);
  }
}

}  // namespace taosweep
