// Orders of one signal tick: what each cohort will buy and sell, as constant flows.
#pragma once

#include "kernels/economy/market.hpp"

namespace taosweep {

/// Buying hazards of a tick, of each cohort that buys by hazards: [buyer][pack].
template <class E>
struct BuyingHazards {
  typename E::real of[buyer_count][E::packs] = {};
};

/// What cohorts on one pack will sell [alpha/block], and their buying hazards. `panic` [1/d] adds
/// to the selling of those who have cash of their own.
template <class P, class Rates>
TAOSWEEP_HD void set_sales(const P& pack, const TickStart& t,
                           const Market<typename P::real>& market, const typename P::real& panic,
                           Rates& rates) {
  using real = typename P::real;
  const auto& parameters = pack.economy.parameters;
  const real rush(t.rush), per_block(1.0 / t.blocks);
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    constexpr int i = Cohorts::index<Cohort>();
    if constexpr (Cohort::trades == Trades::by_hazards) {
      const Hazards<real> hazards = Cohort::hazards(parameters, market);
      rates.of[buyer_index<Cohort>()][pack.j] = rush * hazards.buy;
      const real part = hazard_part(fma(rush, hazards.sell, panic), t.dt);
      pack.set_sell_of(i, pack.held(i) * part * per_block);
    }
    if constexpr (Cohort::trades == Trades::only_sells) {
      pack.set_sell_of(i, Cohort::sold(parameters, market, pack.held(i)) * per_block);
    }
  });
}

/// What noise traders on one pack draw their orders from in this tick.
template <class P>
TAOSWEEP_HD void set_noise(const P& pack, const TickStart& t,
                           const Market<typename P::real>& market, const typename P::real& panic) {
  using real = typename P::real;
  const auto& noise = pack.economy.parameters.noise;
  const real alive = pack.alive(), held = pack.held(cohort_noise);
  pack.set_noise_sd(noise_deviation(noise.base_sd, noise.attention_sd, market.attention, t.rush) *
                    alive);
  pack.set_noise_drift((noise_reversion(noise.reversion, noise.target, held, market.alpha, t.rush) -
                        hazard_part(panic, t.dt) * real(1 / t.dt) * held / market.alpha) *
                       alive);
  pack.set_noise_budget(real(pack.economy.money.cash[cohort_noise]) * market.weight);
  pack.set_noise_proceeds(real(0.0));
}

/// Sets all flows of the tick.
template <class E>
TAOSWEEP_CALLED void set_flows(E& economy, const TickStart& t) {
  using real = typename E::real;
  using Group = typename E::Group;
  BuyingHazards<E> rates;
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const Market<real> market = market_of(pack, t);
    const real panic = Players::panic(pack, t.players);
    set_sales(pack, t, market, panic, rates);
    set_noise(pack, t, market, panic);
    pack.set_buyer_fill(real(0.0));
    pack.set_seller_fill(real(0.0));
    pack.set_bought_blocks(real(static_cast<double>(t.blocks)));
    pack.set_sold_blocks(real(static_cast<double>(t.blocks)));
  }
  double spend[buyer_count];
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades == Trades::by_hazards) {
      constexpr int buyer = buyer_index<Cohort>();
      const double cash = economy.money.cash[Cohorts::index<Cohort>()];
      spend[buyer] = cash_per_hazard(cash, Group::sum(rates.of[buyer]), t.dt) * (1.0 / t.blocks);
    }
  });
  economy.money.cash[cohort_noise] = 0;  // all of it is in the budgets
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    real buy = Players::buys(pack, t.players), sell = Players::sells(pack, t.players);
    for (int i = 0; i < buyer_count; ++i) {
      pack.set_buy_of(i, rates.of[i][j] * real(spend[i]));
      buy = buy + pack.buy_of(i);
    }
    for (int i = 0; i < cohort_count; ++i) {
      if (i != cohort_noise) sell = sell + pack.sell_of(i);
    }
    pack.set_buy(buy);
    pack.set_sell(sell);
  }
  Group::sync();
}

}  // namespace taosweep
