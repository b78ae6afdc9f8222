// What the stages of one economy work on: parameters, clocks,
// state, and the part of it kept in registers.
#pragma once

#include "kernels/economy/clock.hpp"
#include "kernels/economy/recorder.hpp"
#include "kernels/economy/state.hpp"
#include "kernels/lanes/group.hpp"
#include "kernels/protocol/coalition.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/shock_key.hpp"

namespace taosweep {

/// The attacker's orders of a tick, at constant flow.
struct AttackerFlow {
  double buy;   ///< [TAO/block]
  double sell;  ///< [alpha/block]
};

/// The block-by-block state of a pool, one pack of subnets per entry. On a GPU these are registers.
template <class L, int Slots>
struct HotState {
  using real = typename L::real;
  static constexpr int packs = Group<L, Slots>::packs;
  real tao[packs], alpha[packs], issued[packs], price_ema[packs];
  real pending_alpha[packs], pending_swapped[packs], pending_tao[packs];
};

/// One economy in the hands of one execution agent (a CPU thread, or each lane of a warp).
template <class L, int Slots>
struct Context {
  using Lane = L;
  using real = typename L::real;
  using mask = typename L::mask;
  using G = Group<L, Slots>;
  static constexpr int packs = G::packs;

  const Parameters& p;
  const Clock& clock;
  const ShockKey key;
  EconomyState<Slots>& s;
  TickFlows<Slots>& flows;
  const Recorder& record;
  Scalars q;
  AttackerFlow attacker;
  HotState<L, Slots> hot;

  /// Stake on root's accounts [TAO], which counts in consensus: dividends stay there as stake,
  /// though the chain of this era does not book them in R. Source: subtensor v2.0.1 stake_utils.rs.
  TAOSWEEP_HD double root_stake() const { return q.money.root + q.money.unbooked_root; }
  TAOSWEEP_HD bool attacked() const { return clock.target >= 0; }
  /// Part of root stake that validates on the attacked subnet [1]: all of it until the attack.
  TAOSWEEP_HD double target_root(int block) const {
    return under_attack(block)
               ? active_root(p.foundation_coalition_share, p.foundation_abstain_share)
               : 1.0;
  }
  /// 1 on the attacked subnet, else 0.
  TAOSWEEP_HD real target_mask(int j) const {
    return select(G::index_real(j) == real(static_cast<double>(clock.target)), real(1.0),
                  real(0.0));
  }
  /// The attack has begun.
  TAOSWEEP_HD bool under_attack(int block) const {
    return clock.attack >= 0 && block >= clock.attack;
  }
};

template <class C>
TAOSWEEP_HD void load_hot(C& c) {
  using G = typename C::G;
  c.q = c.s.scalars;
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    c.hot.tao[j] = G::load(c.s.tao, j);
    c.hot.alpha[j] = G::load(c.s.alpha, j);
    c.hot.issued[j] = G::load(c.s.issued, j);
    c.hot.price_ema[j] = G::load(c.s.price_ema, j);
    c.hot.pending_alpha[j] = G::load(c.s.pending_alpha, j);
    c.hot.pending_swapped[j] = G::load(c.s.pending_swapped, j);
    c.hot.pending_tao[j] = G::load(c.s.pending_tao, j);
  }
}

template <class C>
TAOSWEEP_HD void store_hot(C& c) {
  using G = typename C::G;
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    G::store(c.s.tao, j, c.hot.tao[j]);
    G::store(c.s.alpha, j, c.hot.alpha[j]);
    G::store(c.s.issued, j, c.hot.issued[j]);
    G::store(c.s.price_ema, j, c.hot.price_ema[j]);
    G::store(c.s.pending_alpha, j, c.hot.pending_alpha[j]);
    G::store(c.s.pending_swapped, j, c.hot.pending_swapped[j]);
    G::store(c.s.pending_tao, j, c.hot.pending_tao[j]);
  }
  G::sync();
  if (G::leader()) c.s.scalars = c.q;
  G::sync();
}

/// A standard normal for every subnet of pack j, keyed by purpose and block.
template <class C>
TAOSWEEP_HD typename C::real draw_normal(const C& c, Purpose purpose, int j, int block) {
  const auto words = draw_words(c.key.seed, c.key.point, c.key.replicate, purpose, C::G::index(j),
                                static_cast<std::uint32_t>(block), 0u);
  return normal_quantile(uniform_real(words.w[0], words.w[1]));
}

}  // namespace taosweep
