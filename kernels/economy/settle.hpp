// End of a signal tick: orders are booked on cohorts, and what they watch moves on.
#pragma once

#include "kernels/players/all.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/watch/adopters.hpp"
#include "kernels/watch/turnover.hpp"

namespace taosweep {

/// A holding [alpha] whose sales are below what FP32
/// resolves: one that rounding sells twice ends at 0.
inline constexpr double vanishing = 1e-30;

/// What an order of a tick at constant flow was paid and got.
template <class R>
struct TickFills {
  R bought_blocks, sold_blocks;  ///< in which it was not refused [block]
  R alpha_per_flow;              ///< for one TAO/block [alpha block/TAO]
  R tao_per_flow;                ///< for one alpha/block [TAO block/alpha]
};

/// Books the fills of a cohort on a pack: alpha on its holding. -> TAO that joins its cash.
template <class Cohort, class P>
TAOSWEEP_HD typename P::real settle_cohort(const P& pack,
                                           const TickFills<typename P::real>& fills) {
  using real = typename P::real;
  constexpr int i = Cohorts::index<Cohort>();
  const real sell = pack.sell_of(i);
  real held = fma(-sell, fills.sold_blocks, pack.held(i));
  held = select(abs(held) < real(vanishing), real(0.0), held);
  real cash = sell * fills.tao_per_flow;
  if constexpr (Cohort::trades == Trades::by_hazards) {
    const real buy = pack.buy_of(buyer_index<Cohort>());
    held = fma(buy, fills.alpha_per_flow, held);
    cash = fma(-buy, fills.bought_blocks, cash);
    keep_cost<Cohort>(pack, buy * fills.bought_blocks, held, sell * fills.sold_blocks);
  }
  pack.set_held(i, held);
  return cash;
}

/// Books the fills of a tick that began at `block`: alpha on holdings, TAO on cash.
template <class E>
TAOSWEEP_CALLED void settle_orders(E& economy, const Players::Tick& players, int block) {
  using real = typename E::real;
  using Group = typename E::Group;
  real cash[cohort_count][E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const TickFills<real> fills{pack.bought_blocks(), pack.sold_blocks(), pack.buyer_fill(),
                                pack.seller_fill()};
    Cohorts::for_each([&](auto cohort) {
      using Cohort = decltype(cohort);
      real& joins = cash[Cohorts::index<Cohort>()][j];
      if constexpr (Cohort::trades == Trades::by_steps) {
        joins = pack.noise_proceeds() + pack.noise_budget();
        keep_cost_by_mean<Cohort>(pack);
      } else {
        joins = settle_cohort<Cohort>(pack, fills);
      }
    });
  }
  double joins[cohort_count];
  for (int i = 0; i < cohort_count; ++i) {
    economy.clear_unused(cash[i]);
    joins[i] = Group::sum(cash[i]);
    economy.money.cash[i] += joins[i];
    if (Cohorts::only_sells(i)) economy.track.pay_sold += joins[i];
  }
  see_turnover(economy, joins);
  see_adopters(economy, block);
  see_sales(economy, block);
  Players::settle(economy, players, block);
}

/// Price trend m [1/d]: average of the rate of return over
/// trend.days; moves beyond +-20 a day count as 20.
template <class E>
TAOSWEEP_CALLED void update_trend(E& economy, double dt) {
  using Group = typename E::Group;
  using fast = typename Group::fast;
  const double keep = exp_of(-dt / economy.parameters.trend.days);
  typename E::real large[E::packs];
  economy.clear_unused(large);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j).in_fp32();
    const fast log_price = log_of(pack.price());
    const fast move = log_price - pack.log_price();
    const fast rate = clamp(move * fast(1 / dt), 20.0);
    pack.set_trend(fma(pack.trend() - rate, fast(keep), rate));
    pack.set_log_price(log_price);
    large[j] = to_real(select(abs(move) > fast(0.5f), fast(1.0f), fast(0.0f)));
  }
  economy.track.large_moves += Group::sum(large);
}

}  // namespace taosweep
