// Orders of one signal tick: what each cohort will buy and sell, as constant flows.
#pragma once

#include "kernels/economy/market.hpp"
#include "kernels/economy/moves.hpp"
#include "kernels/economy/revenue.hpp"

namespace taosweep {

/// Buying hazards of a tick, of each cohort that buys by hazards: [buyer][pack].
template <class E>
struct BuyingHazards {
  typename E::Group::fast of[buyer_count][E::packs];
};

/// Parts of their holdings that a tick's constant hazards take from those who only sell.
struct SoldParts {
  double of[cohort_count];
};
TAOSWEEP_HD SoldParts sold_parts(const Parameters& parameters, double dt) {
  SoldParts parts{};
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades == Trades::only_sells)
      parts.of[Cohorts::index<Cohort>()] = hazard_part(Cohort::hazard(parameters), dt);
  });
  return parts;
}

/// What cohorts on one pack will sell [alpha/block], and their buying hazards. `panic` [1/d] adds
/// to the selling of those who have cash of their own. Who has neither TAO nor alpha is not asked.
template <class P, class Rates>
TAOSWEEP_HD void set_sales(const P& pack, const TickStart& t,
                           const Market<typename P::real>& market, const typename P::real& panic,
                           const SoldParts& parts, Rates& rates) {
  using real = typename P::real;
  const auto& parameters = pack.economy.parameters;
  const real rush(t.rush), per_block(1.0 / t.blocks);
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    constexpr int i = Cohorts::index<Cohort>();
    if constexpr (Cohort::trades == Trades::by_hazards) {
      const real held = pack.held(i);
      if (!has_money<Cohort>(pack.economy.money) && !any(held > real(0.0))) {
        rates.of[buyer_index<Cohort>()][pack.j] = real(0.0);
        pack.set_sell_of(i, real(0.0));
        return;
      }
      const Hazards<real> hazards = Cohort::hazards(parameters, market);
      rates.of[buyer_index<Cohort>()][pack.j] = rush * hazards.buy;
      const real part = hazard_part(fma(rush, hazards.sell, panic), t.dt);
      pack.set_sell_of(i, held * part * per_block);
    }
    if constexpr (Cohort::trades == Trades::only_sells) {
      pack.set_sell_of(i, Cohort::sold(market, pack.held(i), parts.of[i]) * per_block);
    }
  });
}

/// What noise traders on one pack draw their orders from in this tick.
template <class P>
TAOSWEEP_HD void set_noise(const P& pack, const TickStart& t,
                           const Market<typename P::real>& market, const typename P::real& panic) {
  using real = typename P::real;
  const auto& noise = pack.economy.parameters.noise;
  const real alive = pack.alive();
  const real sd = noise_deviation(noise.base_sd, noise.attention_sd, market.attention, t.rush);
  pack.set_noise_sd(sd * depth_factor(noise.deep_tao, market.tao) * alive);
  const real held = pack.held(cohort_noise) / market.alpha;
  real drift = noise_reversion(noise.reversion, noise.target, held, t.rush);
  if (any(panic > real(0.0))) drift = fma(hazard_part(panic, t.dt) * real(-1 / t.dt), held, drift);
  pack.set_noise_drift(drift * alive);
}

/// Sets all flows of the tick.
template <class E>
TAOSWEEP_CALLED void set_flows(E& economy, const TickStart& t) {
  using real = typename E::real;
  using Group = typename E::Group;
  using fast = typename Group::fast;
  const SoldParts parts = sold_parts(economy.parameters, t.dt);
  BuyingHazards<E> rates;
  const real noise_cash(economy.money.cash[cohort_noise]), per_pool(1.0 / t.pool_sum);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const auto seen = pack.in_fp32();
    const Market<fast> market = market_of(seen, t);
    const fast panic = Players::panic(seen, t.players);
    set_sales(seen, t, market, panic, parts, rates);
    set_noise(seen, t, market, panic);
    // In FP64: what is taken from the cash is all of it.
    const real budget = noise_cash * (pack.tao() * per_pool * pack.alive());
    pack.set_noise_budget(budget);
    pack.set_noise_given(budget);
    pack.set_noise_proceeds(real(0.0));
    pack.set_buyer_fill(real(0.0));
    pack.set_seller_fill(real(0.0));
    const fast blocks(static_cast<float>(t.blocks));
    seen.set_bought_blocks(blocks);
    seen.set_sold_blocks(blocks);
  }
  for (auto& rate : rates.of) economy.clear_unused(rate);
  double spend[buyer_count];
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades == Trades::by_hazards) {
      constexpr int buyer = buyer_index<Cohort>();
      const double cash = economy.money.cash[Cohorts::index<Cohort>()];
      const double total = Group::sum_of([&](int j) { return to_real(rates.of[buyer][j]); });
      double spends = cash_per_hazard(cash, total, t.dt);
      if constexpr (Cohort::may_move) spends += transit_per_hazard<Cohort>(economy.money, total);
      spend[buyer] = spends * (1.0 / t.blocks);
    }
  });
  economy.money.cash[cohort_noise] = 0;  // all of it is in the budgets
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const auto wanted = pack.in_fp32();
    real buy = Players::buys(pack, t.players), sell = Players::sells(pack, t.players);
    for (int i = 0; i < buyer_count; ++i) {
      const fast spent = rates.of[i][j] * fast(static_cast<float>(spend[i]));
      wanted.set_buy_of(i, spent);
      buy = buy + to_real(spent);
    }
    for (int i = 0; i < cohort_count; ++i) {
      if (i != cohort_noise) sell = sell + pack.sell_of(i);
    }
    if (subnets_trade(economy)) {
      const auto orders = revenue_orders(pack, t.blocks);
      buy = buy + orders.buy;
      sell = sell + orders.sell;
      pack.set_treasury_sale(orders.sell);  // what it holds may grow while steps run
    }
    pack.set_buy(buy);
    pack.set_sell(sell);
  }
  Group::sync();
}

}  // namespace taosweep
