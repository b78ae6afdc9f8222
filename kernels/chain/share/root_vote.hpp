// Share by the vote of root's validators, which the launch of dTAO replaced by prices.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/lanes/group.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   rank_k  = sum over v of s_v W_vk              s_v   part of all stake on root of validator v
//   trust_k = sum of s_v with W_vk > 0            W_vk  its weight on subnet k, sum over k 1
//   c_k     = 1/(1 + exp(-rho (trust_k - kappa)))
//   e_k     = c_k rank_k / sum over j of c_j rank_j
//
// So a subnet that less than kappa of the stake lists at all gets next to nothing, and what a
// majority lists gets more than its rank. Where nobody lists a subnet all e are 0.
// Source: subtensor v1.2.5 root.rs root_epoch; rho and kappa of root on the main network.

inline constexpr double vote_steepness = 10;
inline constexpr double vote_majority = 32767.0 / 65535;

/// A weight as validators set it, of 65535: `part` of the row's largest, rounded to whole numbers.
template <class R>
TAOSWEEP_HD R whole_weight(R part) {
  const R near_whole(0x1p52);
  return (part * R(65535.0) + near_whole) - near_whole;
}

/// Consensus on a subnet by the part of root's stake that lists it [1].
template <class R>
TAOSWEEP_HD R vote_consensus(R trust, double steepness, double majority) {
  const R one(1.0);
  return one / (one + exp_of(R(-steepness) * (trust - R(majority))));
}

/// The votes of root on all subnets of a group.
template <class Group>
struct RootVotes {
  using real = typename Group::real;

  real rank[Group::packs], trust[Group::packs];
  double staked = 0;  ///< stake of all validators, without a vote too

  TAOSWEEP_HD RootVotes() {
    TAOSWEEP_UNROLL
    for (int j = 0; j < Group::packs; ++j) rank[j] = trust[j] = real(0.0);
  }

  /// Counts the vote of a validator: its stake, and its weights up to a common factor.
  TAOSWEEP_HD void add(double stake, const real (&weights)[Group::packs]) {
    staked += stake;
    const double total = Group::sum(weights);
    if (!(total > 0)) return;
    TAOSWEEP_UNROLL
    for (int j = 0; j < Group::packs; ++j) {
      rank[j] = fma(real(stake / total), weights[j], rank[j]);
      trust[j] = trust[j] + select(weights[j] > real(0.0), real(stake), real(0.0));
    }
  }

  /// Emission e of each subnet as a part of the block's [1].
  TAOSWEEP_HD void count(double steepness, double majority, real (&share)[Group::packs]) const {
    const double all = staked > 0 ? staked : 1.0;
    TAOSWEEP_UNROLL
    for (int j = 0; j < Group::packs; ++j)
      share[j] = rank[j] * vote_consensus(trust[j] * real(1 / all), steepness, majority);
    const double sum = Group::sum(share);
    TAOSWEEP_UNROLL
    for (int j = 0; j < Group::packs; ++j) share[j] = share[j] * real(sum > 0 ? 1 / sum : 0.0);
  }
};

/// TAO that waits for a subnet's epoch after `blocks` more at an emission of `value` a block [TAO].
template <class R>
TAOSWEEP_HD R pending_after(R pending, R value, R blocks) {
  return fma(blocks, value, pending);
}

/// w = e, the emission value of the last root epoch [1].
struct RootVoteShare {
  static constexpr const char* name = "root_vote";
  static constexpr unsigned needs = need_claims;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.vote();
  }
};

}  // namespace taosweep
