// What the rules in force say of a pack of subnets: the one place that stages, behaviour, watchers,
// outcomes and ledgers ask.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/eras/rules.hpp"
#include "kernels/chain/root/root_dividend.hpp"
#include "kernels/chain/share/share.hpp"

namespace taosweep {

/// 1 on subnets that live and have been started, else 0. Those of the launch are; one that
/// registers later is when its owner may first start it. Source: subtensor v2.0.9 run_coinbase.rs,
/// FirstEmissionBlockNumber.
template <class P>
TAOSWEEP_HD typename P::real emitted_to(const P& pack, int block) {
  using real = typename P::real;
  const real alive = pack.alive();
  const double delay = pack.economy.rules->start_delay_blocks;
  if (!(delay > 0)) return alive;
  return select(real(static_cast<double>(block)) - pack.opened() < real(delay), real(0.0), alive);
}

/// Weight w of the share rule, 0 where nothing is emitted to.
template <class P>
TAOSWEEP_HD typename P::real share_weight(const P& pack, int block) {
  const Rules& rules = *pack.economy.rules;
  const typename P::real weight = Shares::weight(rules.share, pack);
  return rules.start_delay_blocks > 0 ? weight * emitted_to(pack, block) : weight;
}

/// Alpha that the block emits to participants, the owner's cut included [alpha/block].
template <class P>
TAOSWEEP_HD typename P::real emitted_alpha(const P& pack, int block) {
  const typename P::real emission = block_emission(pack.issued());
  return pack.economy.rules->start_delay_blocks > 0 ? emission * emitted_to(pack, block) : emission;
}

/// What miners are paid, and validators with root, after the owner's cut [alpha/d].
template <class P>
TAOSWEEP_HD typename P::real half_of_a_day(const P& pack, int block) {
  using real = typename P::real;
  return real(0.5 * blocks_per_day * (1 - pack.economy.rules->owner_cut)) *
         emitted_alpha(pack, block);
}

/// Root's share rho of dividends, by what is booked in R and all alpha issued [1].
template <class P>
TAOSWEEP_HD typename P::real dividend_share_of_root(const P& pack) {
  using real = typename P::real;
  return root_proportion(real(pack.economy.money.root), real(pack.economy.rules->tao_weight),
                         pack.issued());
}

/// Root's share in consensus, by its stake and the alpha `staked` to validators [1].
template <class P>
TAOSWEEP_HD typename P::real consensus_share_of_root(const P& pack,
                                                     const typename P::real& staked) {
  using real = typename P::real;
  return root_proportion(real(pack.economy.root_stake()), real(pack.economy.rules->tao_weight),
                         staked);
}

/// Alpha that is to be sold for root [alpha/block].
template <class P>
TAOSWEEP_HD typename P::real alpha_for_root(const P& pack, int block) {
  using real = typename P::real;
  const real earned = emitted_alpha(pack, block) * real(1 - pack.economy.rules->owner_cut);
  return root_alpha(dividend_share_of_root(pack), earned);
}

/// The owner's cut that comes with pending alpha P + s [alpha]: of each P + s after the cut.
template <class R>
TAOSWEEP_HD R owner_cut_beside(const Rules& rules, R pending) {
  return R(rules.owner_cut / (1 - rules.owner_cut)) * pending;
}

}  // namespace taosweep
