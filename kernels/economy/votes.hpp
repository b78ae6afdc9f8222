// Root's validators vote on emission, once a day while protocol.share follows their votes.
#pragma once

#include "kernels/chain/share/root_vote.hpp"
#include "kernels/players/all.hpp"
#include "kernels/players/voters.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// Whether votes decide on emission.
TAOSWEEP_HD bool votes_decide(const Rules& rules) {
  return rules.share == ShareRule(Shares::rule<RootVoteShare>());
}

/// The row of validator v, up to a common factor: a softmax over the subnets it lists, in whole
/// parts of 65535 of its largest.
///   ln W_vk = b (ln Q_k + sd z_vk) + bias [k is v's own]     b voters.sharpness, Q worth
template <class E>
TAOSWEEP_HD void row_of_weights(const E& economy, const ViewTime& time, int block, int v,
                                typename E::real (&row)[E::packs]) {
  using real = typename E::real;
  const Parameters& p = economy.parameters;
  const real nowhere(-1e300);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real own = owned_by(p, economy.key, pack.number(), v);
    const real error = view_error<real>(economy.key, time, pack.index(), v);
    const real seen = fma(real(p.voters.view_ln_sd), error,
                          pack.log_worth() + Players::seen_log_worth(pack, block));
    const real log_weight = fma(real(p.voters.bias), own, real(p.voters.sharpness) * seen);
    const auto listed = (lists<real>(p, economy.key, pack.index(), v) | (own > real(0.0))) &
                        (pack.alive() > real(0.0));
    row[j] = select(listed, log_weight, nowhere);
  }
  const real most(E::Group::max(row));
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j)
    row[j] = select(row[j] > nowhere, whole_weight(exp_of(row[j] - most)), real(0.0));
}

/// Makes the rows again and counts them. A vote that a player has bought goes where that one says.
template <class E>
TAOSWEEP_HD void cast_votes(E& economy, int block) {
  using real = typename E::real;
  const VoterStakes stakes = voter_stakes(economy.parameters);
  const ViewTime time = view_time(economy.parameters, block / blocks_per_day);
  const std::uint64_t bought = Players::buy_votes(
      economy, block, vote_offers(economy.parameters, economy.key, stakes, economy.root_stake()));
  RootVotes<typename E::Group> votes;
  real row[E::packs], share[E::packs];
  for (int v = 0; v < stakes.count; ++v) {
    if (bought >> v & 1u) {
      TAOSWEEP_UNROLL
      for (int j = 0; j < E::packs; ++j) {
        const auto pack = economy.pack(j);
        row[j] = Players::votes_for(pack) * pack.alive();
      }
    } else {
      row_of_weights(economy, time, block, v, row);
    }
    votes.add(stakes.of[v], row);
  }
  votes.count(vote_steepness, vote_majority, share);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) economy.pack(j).set_vote(share[j]);
}

/// Price averages are the votes, as the launch seeds them. Source: subtensor v2.0.1 migrate_rao.rs,
/// PR 1270.
template <class E>
TAOSWEEP_HD void seed_averages(E& economy) {
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    pack.set_price_ema(pack.vote());
  }
}

/// The votes of the first day are first shares, in place of those that were drawn, and what miners
/// can live on.
template <class E>
TAOSWEEP_HD void cast_first_votes(E& economy) {
  using real = typename E::real;
  if (!votes_decide(*economy.rules)) return;
  cast_votes(economy, 0);
  seed_averages(economy);
  const Rules& rules = *economy.rules;
  const double income = 0.5 * (1 - rules.owner_cut) * blocks_per_day;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    pack.set_capacity(select(pack.alive() > real(0.0),
                             pack.vote() * real(income / (1 + economy.parameters.miners.margin)),
                             pack.capacity()));
  }
}

/// Votes of a day after the first. An era of votes that begins within a day follows, until the
/// next, the votes cast last, or the first shares where there were none.
template <class E>
TAOSWEEP_HD void cast_votes_of_day(E& economy, int block) {
  if (!votes_decide(*economy.rules)) return;
  cast_votes(economy, block);
  if (!economy.rules->pools) seed_averages(economy);
}

}  // namespace taosweep
