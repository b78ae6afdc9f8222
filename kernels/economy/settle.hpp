// End of a signal tick: orders are booked on cohorts, and what they watch moves on.
#pragma once

#include "kernels/players/all.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// A holding [alpha] whose sales are below what FP32
/// resolves: one that rounding sells twice ends at 0.
inline constexpr double vanishing = 1e-30;

/// Books the fills of a tick that began at `block`: alpha on holdings, TAO on cash.
template <class E>
TAOSWEEP_CALLED void settle_orders(E& economy, const Players::Tick& players, int block) {
  using real = typename E::real;
  using Group = typename E::Group;
  real cash[E::packs] = {}, sold[E::packs] = {};
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades != Trades::by_steps) {
      constexpr int i = Cohorts::index<Cohort>();
      TAOSWEEP_UNROLL
      for (int j = 0; j < economy.used(); ++j) {
        const auto pack = economy.pack(j);
        const real sell = pack.sell_of(i);
        real held = fma(-sell, pack.sold_blocks(), pack.held(i));
        held = select((held < real(0.0)) & (held > real(-vanishing)), real(0.0), held);
        cash[j] = sell * pack.seller_fill();
        sold[j] = cash[j];
        if constexpr (Cohort::trades == Trades::by_hazards) {
          const real buy = pack.buy_of(buyer_index<Cohort>());
          held = fma(buy, pack.buyer_fill(), held);
          cash[j] = fma(-buy, pack.bought_blocks(), cash[j]);
        }
        pack.set_held(i, held);
      }
      economy.money.cash[i] += Group::sum(cash);
      see_sales(economy, block, i, sold);
    }
  });
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    sold[j] = pack.noise_proceeds();
    cash[j] = sold[j] + pack.noise_budget();
  }
  economy.money.cash[cohort_noise] += Group::sum(cash);
  see_sales(economy, block, cohort_noise, sold);
  Players::settle(economy, players, block);
}

/// Price trend m [1/d]: average of the rate of return over
/// trend.days; moves beyond +-20 a day count as 20.
template <class E>
TAOSWEEP_CALLED void update_trend(E& economy, double dt) {
  using real = typename E::real;
  using Group = typename E::Group;
  const double keep = exp_of(-dt / economy.parameters.trend.days);
  real large[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real log_price = log_of(pack.price());
    const real move = log_price - pack.log_price();
    const real rate = clamp(move * real(1 / dt), 20.0);
    const real trend = pack.trend();
    pack.set_trend(fma(trend - rate, real(keep), rate));
    pack.set_log_price(log_price);
    large[j] = select(abs(move) > real(0.5), real(1.0), real(0.0));
  }
  economy.track.large_moves += Group::sum(large);
}

}  // namespace taosweep
