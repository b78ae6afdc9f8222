// Orders of one step: the constant flows of the tick and noise traders, who draw anew each step.
#pragma once

#include "kernels/chain/pool/clearing.hpp"
#include "kernels/cohorts/noise.hpp"
#include "kernels/economy/over_blocks.hpp"
#include "kernels/state/steps.hpp"

namespace taosweep {

/// Draws every subnet's normals of the four steps of a tick: of a normal common to all subnets and
/// its own, by the weight c of the former.
///   z = c z_0 + sqrt(1 - c^2) z_i
template <class E>
TAOSWEEP_CALLED void draw_noise(E& economy, std::uint32_t tick) {
  using Group = typename E::Group;
  auto& flows = E::Lane::in_reach(economy.flows);
  const ShockKey& key = economy.key;
  const auto common_weight = static_cast<float>(economy.parameters.noise.common);
  const float own_weight = sqrt(1.0f - common_weight * common_weight);
  const auto draw = [&](Purpose purpose, const auto& subnet) {
    return draw_words(economy.seed, key.point, key.replicate, purpose, subnet, tick, 0);
  };
  Words<typename Group::word> words[E::packs];  // ahead, so that short chains of work overlap
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j)
    words[j] = draw(Purpose::noise, Group::load(economy.stored.shocks, j));
  float common[4];
  normals_of_four_steps(draw(Purpose::noise_common, std::uint32_t{whole_economy}), common);
  Group::sync();
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    using fast = typename E::Lane::fast;
    fast own[4];
    normals_of_four_steps(words[j], own);
    for (int i = 0; i < 4; ++i) {
      const fast z = fma(fast(own_weight), own[i], fast(common_weight * common[i]));
      Group::store_fast(flows.noise_normals[i], j, z);
    }
  }
  if (Group::leader()) flows.noise_tick = tick;
  Group::sync();
}

/// -> place of the step among the four whose normals are at hand.
template <class S>
TAOSWEEP_HD unsigned begin_noise_step(S& steps, int block, int k) {
  const StepTick at = step_tick(block, k);
  if (steps.flows.noise_tick != at.tick) draw_noise(steps.whole, at.tick);
  return at.place;
}

/// Orders of a step on one pack: TAO paid by buyers, fee included, and alpha sold.
template <class R>
struct StepOrders {
  R buy, sell;              ///< of everybody but root
  R noise_buy, noise_sell;  ///< the part of noise traders
  R root_sell;              ///< 0 where root's sale stands apart (k = 1)
};

/// Noise traders pay out of their budget of the tick and sell at most nine tenths of their holding.
template <class P>
TAOSWEEP_HD StepOrders<typename P::real> step_orders(const P& pack, unsigned noise, int k) {
  using real = typename P::real;
  using Group = typename P::Group;
  const auto& flows = pack.economy.flows;
  using fast = typename Group::fast;
  const auto& notes = pack.economy.stored;
  const fast z = Group::load_fast(flows.noise_normals[noise], pack.j);
  const fast sd = Group::load_fast(notes.noise_sd, pack.j);
  const fast drift = Group::load_fast(notes.noise_drift, pack.j);
  const real flow =
      to_real(noise_flow(sd, drift, z, flows.terms.noise_scale, flows.terms.noise_days));
  const real zero(0.0), bought = max(flow, zero), sold = bought - flow;  // flow is finite
  StepOrders<real> o;
  o.noise_buy = min(pack.tao() * bought, pack.noise_budget());
  o.noise_sell = min(pack.alpha() * sold, pack.noise_held() * real(0.9));
  o.buy = over_blocks(pack, k, pack.buy(), o.noise_buy);
  o.sell = over_blocks(pack, k, pack.sell(), o.noise_sell);
  o.root_sell = zero;
  return o;
}

/// Alpha that all sell, root if its sale is among the orders.
template <class P>
TAOSWEEP_HD typename P::real all_sold(const P&, const StepOrders<typename P::real>& orders) {
  if constexpr (P::one_block && !has<P>(need_claims)) return orders.sell;
  return orders.sell + orders.root_sell;
}

/// How a step's orders were filled: alpha for one TAO paid and TAO for one alpha sold after the
/// fee, 0 where refused.
template <class R>
struct StepFills {
  R alpha_per_tao, tao_per_alpha;
  R root_tao;  ///< proceeds of root's sale, without fee [TAO]
  R sold;      ///< 1, or 0 where sales were refused
  R value;     ///< of all orders but root's, before the fee [TAO]
};

/// What orders must leave in a pool, or what joins it [TAO, alpha].
template <class R>
struct PoolAmounts {
  R tao, alpha;
};

/// Whether orders left less than they must on any subnet: of each reserve the same, or as said.
template <class R>
TAOSWEEP_HD bool any_short(const LivePool<R>& pool, double least) {
  return any_below(pool.tao, pool.alpha, least);
}
template <class R>
TAOSWEEP_HD bool any_short(const LivePool<R>& pool, const PoolAmounts<R>& least) {
  return any((pool.tao < least.tao) | (pool.alpha < least.alpha));
}
template <class R>
TAOSWEEP_HD PoolAmounts<R> as_amounts(double least) {
  return {R(least), R(least)};
}
template <class R>
TAOSWEEP_HD PoolAmounts<R> as_amounts(const PoolAmounts<R>& least) {
  return least;
}

/// Orders that were cleared, and which of them: 1, or 0 where refused.
template <class R>
struct ClearedOrders {
  Clearing<R> clearing;
  StepOrders<R> orders;
  R bought, sold;
};

/// Clears what is left of orders that would leave less than the minimum reserve in the pool: sales
/// are refused where TAO would run out, buys where alpha would, both where the other side alone
/// would still do so. Refused orders become 0.
template <class R>
TAOSWEEP_RARE ClearedOrders<R> clear_refusing(LivePool<R> pool, StepOrders<R> orders, R keep,
                                              PoolAmounts<R> least, Clearing<R> all) {
  R sold = select(all.pool.tao < least.tao, R(0.0), R(1.0));
  R bought = select(all.pool.alpha < least.alpha, R(0.0), R(1.0));
  const auto clear_allowed = [&] {
    return clear_orders(pool, orders.buy * keep * bought, (orders.sell + orders.root_sell) * sold);
  };
  Clearing<R> c = clear_allowed();
  const R kept = select((c.pool.tao < least.tao) | (c.pool.alpha < least.alpha), R(0.0), R(1.0));
  if (any(kept < R(1.0))) {  // the side left alone would still empty the pool
    bought = bought * kept;
    sold = sold * kept;
    c = clear_allowed();
  }
  orders.buy = orders.buy * bought;
  orders.noise_buy = orders.noise_buy * bought;
  orders.sell = orders.sell * sold;
  orders.noise_sell = orders.noise_sell * sold;
  c.alpha_per_tao = c.alpha_per_tao * bought;
  c.tao_per_alpha = c.tao_per_alpha * sold;
  return {c, orders, bought, sold};
}

/// Clears a step's orders at a pool. The flat fee is a part f of each order's value and stays in
/// the pool as TAO; the reciprocals of the pool are those before it. `sell` is all that is sold
/// [alpha], `least` what must be left, as any_short has it. Where some are refused it is noted at
/// once, as refused(bought, sold) of 1 and 0: what few ask is no register of all.
template <class R, class L, class F>
TAOSWEEP_HD StepFills<R> clear_step(LivePool<R>& pool, StepOrders<R>& orders, const R& sell,
                                    double fee, const L& least, const F& refused) {
  const R keep(1 - fee);
  R sold(1.0);
  Clearing<R> c = clear_orders(pool, orders.buy * keep, sell);
  if (any_short(c.pool, least)) [[unlikely]] {
    const ClearedOrders<R> allowed = clear_refusing(pool, orders, keep, as_amounts<R>(least), c);
    c = allowed.clearing;
    orders = allowed.orders;
    sold = allowed.sold;
    refused(allowed.bought, sold);
  }
  const R value = fma(orders.sell, c.tao_per_alpha, orders.buy);
  const R root_tao = orders.root_sell * c.tao_per_alpha;
  pool = c.pool;
  pool.tao = fma(R(fee), value, pool.tao);
  return {c.alpha_per_tao * keep, c.tao_per_alpha * keep, root_tao, sold, value};
}

/// Notes what was refused on a pack in a step of n blocks.
template <class E>
TAOSWEEP_RARE void note_refusals(E& economy, int j, double n, typename E::real bought,
                                 typename E::real sold) {
  using real = typename E::real;
  const auto pack = economy.pack(j);
  const real one(1.0), blocks(n);
  pack.set_bought_blocks(fma(blocks, bought - one, pack.bought_blocks()));
  pack.set_sold_blocks(fma(blocks, sold - one, pack.sold_blocks()));
  pack.set_refused(pack.refused() + (real(2.0) - bought - sold));
}

/// Books the fills: noise at once, everybody else as a
/// sum over the tick that is settled at its end.
template <class P>
TAOSWEEP_HD void fill_orders(const P& pack, const StepOrders<typename P::real>& o,
                             const StepFills<typename P::real>& f, int k) {
  pack.set_noise_held(fma(o.noise_buy, f.alpha_per_tao, pack.noise_held() - o.noise_sell));
  pack.set_noise_budget(pack.noise_budget() - o.noise_buy);
  pack.set_noise_proceeds(fma(o.noise_sell, f.tao_per_alpha, pack.noise_proceeds()));
  pack.set_buyer_fill(over_blocks(pack, k, f.alpha_per_tao, pack.buyer_fill()));
  pack.set_seller_fill(over_blocks(pack, k, f.tao_per_alpha, pack.seller_fill()));
}

}  // namespace taosweep
