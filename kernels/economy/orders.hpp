// Orders of one step: the constant flows of the tick and noise traders, who draw anew each step.
#pragma once

#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/cohorts/noise.hpp"
#include "kernels/state/steps.hpp"

namespace taosweep {

/// What all subnets share of a step's noise.
struct NoiseStep {
  double scale;   ///< sqrt of the step in days [d^0.5]
  float weight;   ///< of the common normal
  float rest;     ///< of each subnet's own
  float common;   ///< the normal common to all subnets
  int component;  ///< which of the cached normals of four blocks, -1: draw
};

/// What stays the same in all steps of k blocks.
TAOSWEEP_HD NoiseStep noise_of_steps(const Parameters& parameters, int k) {
  NoiseStep step{};
  step.scale = sqrt(k / blocks_per_day);
  step.weight = static_cast<float>(parameters.noise.common);
  step.rest = sqrt(1.0f - step.weight * step.weight);
  step.component = -1;
  return step;
}

/// Draws the common normal; for steps of one block this
/// and every subnet's own, four blocks at once.
template <class E>
TAOSWEEP_HD void begin_noise_step(E& economy, int block, int k, NoiseStep& step) {
  using Group = typename E::Group;
  const auto tick = static_cast<std::uint32_t>(block);
  if (k != 1) {
    step.common = normal_of_tick(economy.key.seed, economy.key.point, economy.key.replicate,
                                 Purpose::noise_common, std::uint32_t{whole_economy}, tick);
    return;
  }
  step.component = block & 3;
  if (economy.flows.noise_quad == block >> 2) {
    step.common = economy.flows.noise_common[step.component];
    return;
  }
  float common[4];
  normals_of_four_ticks(economy.key.seed, economy.key.point, economy.key.replicate,
                        Purpose::noise_common, std::uint32_t{whole_economy}, tick, common);
  step.common = common[step.component];
  Group::sync();
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    typename E::Lane::fast normals[4];
    normals_of_four_ticks(economy.key.seed, economy.key.point, economy.key.replicate,
                          Purpose::noise, Group::index(j), tick, normals);
    for (int i = 0; i < 4; ++i) Group::store_fast(economy.flows.noise_normals[i], j, normals[i]);
  }
  if (Group::leader()) {
    for (int i = 0; i < 4; ++i) economy.flows.noise_common[i] = common[i];
    economy.flows.noise_quad = block >> 2;
  }
  Group::sync();
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
TAOSWEEP_HD StepOrders<typename P::real> step_orders(const P& pack, const NoiseStep& step,
                                                     int block, int k) {
  using real = typename P::real;
  using Group = typename P::Group;
  using fast = typename Group::fast;
  const auto& economy = pack.economy;
  fast own;
  if (step.component >= 0) {
    own = Group::load_fast(economy.flows.noise_normals[step.component], pack.j);
  } else {
    own = normal_of_tick(economy.key.seed, economy.key.point, economy.key.replicate, Purpose::noise,
                         pack.index(), static_cast<std::uint32_t>(block));
  }
  const real z = to_real(fma(fast(step.rest), own, fast(step.weight * step.common)));
  const real flow = noise_flow(pack.noise_sd(), pack.noise_drift(), z, step.scale);
  const real zero(0.0), n(static_cast<double>(k));
  StepOrders<real> o;
  o.noise_buy = min(pack.tao() * max(flow, zero), pack.noise_budget());
  o.noise_sell = min(pack.alpha() * max(-flow, zero), pack.noise_held() * real(0.9));
  o.buy = fma(n, pack.buy(), o.noise_buy);
  o.sell = fma(n, pack.sell(), o.noise_sell);
  o.root_sell = zero;
  return o;
}

/// How a step's orders were filled: alpha for one TAO paid and TAO for one alpha sold after the
/// fee, 0 where refused.
template <class R>
struct StepFills {
  R alpha_per_tao, tao_per_alpha;
  R root_tao;      ///< proceeds of root's sale, without fee [TAO]
  R bought, sold;  ///< 1, or 0 where refused
  R value;         ///< of all orders but root's, before the fee [TAO]
};

/// What orders must leave in a pool [TAO, alpha].
template <class R>
struct Reserves {
  R tao, alpha;
};

/// Clears a step's orders in pool (T, A). The flat fee is a part f of each order's
/// value and stays in the pool as TAO. Orders that would leave less than the minimum
/// reserve are refused: sales where TAO would run out, buys where alpha would; both
/// where the other side alone would still do so.
template <class R>
TAOSWEEP_HD StepFills<R> clear_step(R& tao, R& alpha, const StepOrders<R>& orders, double fee,
                                    const Reserves<R>& least) {
  const R net_buy = orders.buy * R(1 - fee);
  const R all_sell = orders.sell + orders.root_sell;
  R bought(1.0), sold(1.0);
  Clearing<R> c = clear_orders(tao, alpha, net_buy, all_sell);
  const auto short_tao = c.tao < least.tao;
  const auto short_alpha = c.alpha < least.alpha;
  if (any(short_tao | short_alpha)) {
    sold = select(short_tao, R(0.0), R(1.0));
    bought = select(short_alpha, R(0.0), R(1.0));
    c = clear_orders(tao, alpha, net_buy * bought, all_sell * sold);
    const R kept = select((c.tao < least.tao) | (c.alpha < least.alpha), R(0.0), R(1.0));
    if (any(kept < R(1.0))) {  // the side left alone would still empty the pool
      bought = bought * kept;
      sold = sold * kept;
      c = clear_orders(tao, alpha, net_buy * bought, all_sell * sold);
    }
  }
  const R proceeds = c.tao_per_alpha * sold;
  const R value = fma(orders.sell, proceeds, orders.buy * bought);
  tao = c.tao + R(fee) * value;
  alpha = c.alpha;
  return {c.alpha_per_tao * R(1 - fee) * bought,
          proceeds * R(1 - fee),
          orders.root_sell * proceeds,
          bought,
          sold,
          value};
}

/// Books the fills: noise at once, everybody else as a
/// sum over the tick that is settled at its end.
template <class P>
TAOSWEEP_HD void fill_orders(const P& pack, const StepOrders<typename P::real>& o,
                             const StepFills<typename P::real>& f, int k) {
  using real = typename P::real;
  const real n(static_cast<double>(k));
  pack.set_noise_held(
      fma(o.noise_buy, f.alpha_per_tao, pack.noise_held() - o.noise_sell * f.sold));
  pack.set_noise_budget(pack.noise_budget() - o.noise_buy * f.bought);
  pack.set_noise_proceeds(fma(o.noise_sell, f.tao_per_alpha, pack.noise_proceeds()));
  pack.set_buyer_fill(fma(n, f.alpha_per_tao, pack.buyer_fill()));
  pack.set_seller_fill(fma(n, f.tao_per_alpha, pack.seller_fill()));
  const real refused = real(2.0) - f.bought - f.sold;
  if (any(refused > real(0.0))) {
    const real one(1.0);
    pack.set_bought_blocks(fma(n, f.bought - one, pack.bought_blocks()));
    pack.set_sold_blocks(fma(n, f.sold - one, pack.sold_blocks()));
    pack.set_refused(pack.refused() + refused);
  }
}

}  // namespace taosweep
