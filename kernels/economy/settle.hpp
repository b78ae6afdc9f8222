// End of a signal tick: orders are booked on cohorts, and what they watch moves on.
#pragma once

#include "kernels/economy/context.hpp"
#include "kernels/economy/epoch.hpp"

namespace taosweep {

/// A holding [alpha] whose sales are below what FP32
/// resolves: one that rounding sells twice ends at 0.
inline constexpr double vanishing = 1e-30;

/// Books the tick's fills: alpha on holdings, TAO on cash.
/// Keeps the value sold on the attacked subnet.
template <class C>
TAOSWEEP_HD void settle_orders(C& c, int block) {
  using real = typename C::real;
  using G = typename C::G;
  auto& q = c.q;
  auto& flows = c.flows;
  real cash[C::packs], sold[C::packs];
  const int target = c.clock.target;
  const bool watched = c.under_attack(block);
  for (int i = 0; i < cohort_count; ++i) {
    if (i == cohort_noise) continue;
    const bool buys = i < trader_count;
    TAOSWEEP_UNROLL
    for (int j = 0; j < C::packs; ++j) {
      const real sell = G::load(flows.sell_of[i], j);
      real held = fma(-sell, G::load(flows.sold_blocks, j), G::load(c.s.held[i], j));
      held = select((held < real(0.0)) & (held > real(-vanishing)), real(0.0), held);
      cash[j] = sell * G::load(flows.seller_fill, j);
      sold[j] = cash[j];
      if (buys) {
        const real buy = G::load(flows.buy_of[i], j);
        held = fma(buy, G::load(flows.buyer_fill, j), held);
        cash[j] = fma(-buy, G::load(flows.bought_blocks, j), cash[j]);
      }
      G::store(c.s.held[i], j, held);
    }
    const double change = G::sum(cash);
    if (buys) {
      q.money.traders[i] += change;
    } else {
      q.money.earners[i - cohort_miners] += change;
    }
    if (watched) q.contest.sold_now[i] += G::pick(sold, target);
  }
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    sold[j] = G::load(flows.noise_proceeds, j);
    cash[j] = sold[j] + G::load(flows.noise_budget, j);
  }
  q.money.traders[cohort_noise] += G::sum(cash);
  if (!watched) return;
  q.contest.sold_now[cohort_noise] += G::pick(sold, target);

  real fill[4][C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    fill[0][j] = G::load(flows.buyer_fill, j);
    fill[1][j] = G::load(flows.bought_blocks, j);
    fill[2][j] = G::load(flows.seller_fill, j);
    fill[3][j] = G::load(flows.sold_blocks, j);
  }
  const double paid = c.attacker.buy * G::pick(fill[1], target);
  const double received = c.attacker.sell * G::pick(fill[2], target);
  q.attack.held = max(0.0, q.attack.held + c.attacker.buy * G::pick(fill[0], target) -
                               c.attacker.sell * G::pick(fill[3], target));
  q.attack.spent += paid;
  q.attack.received += received;
  q.money.attacker += received - paid;
  q.contest.sold_now[cohort_count] += received;
}

/// Price trend m [1/d]: average of the rate of return over
/// trend.days; moves beyond +-20 a day count as 20.
template <class C>
TAOSWEEP_HD void update_trend(C& c, double dt) {
  using real = typename C::real;
  using G = typename C::G;
  const double keep = exp_of(-dt / c.p.trend_days);
  real large[C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real log_price = log_of(c.hot.tao[j] / c.hot.alpha[j]);
    const real move = log_price - G::load(c.s.log_price, j);
    const real rate = clamp(move * real(1 / dt), 20.0);
    const real trend = G::load(c.s.trend, j);
    G::store(c.s.trend, j, fma(trend - rate, real(keep), rate));
    G::store(c.s.log_price, j, log_price);
    large[j] = select(abs(move) > real(0.5), real(1.0), real(0.0));
  }
  c.q.track.large_moves += G::sum(large);
}

}  // namespace taosweep
