// Once a day: what is recorded of an economy, and the runs that outcomes count.
#pragma once

#include "kernels/economy/attacker.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/economy/foundation.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/protocol/root_dividend.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {

/// Sums and the attacked subnet's standing at one moment.
/// Shares are 0 and rank 0 where it does not live.
struct Observation {
  double price_sum, tao_sum, ema_sum;
  double root_dividend_share, root_consensus_share;  ///< means over subnets
  double target_price, target_spot_share, target_ema_share, target_rank;
  double target_tao, target_alpha;
};

template <class C>
TAOSWEEP_HD Observation observe(C& c, bool with_target) {
  using real = typename C::real;
  using G = typename C::G;
  real x[C::packs], cap[C::packs], y[C::packs], living[C::packs];
  Observation o{};
  const real weight(c.p.protocol_tao_weight), booked(c.q.money.root), stake(c.root_stake());
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    living[j] = G::load(c.s.alive, j);
    x[j] = c.hot.tao[j] / c.hot.alpha[j] * living[j];
    cap[j] = x[j] * (c.hot.issued[j] - c.hot.alpha[j]);
    y[j] = c.hot.tao[j] * living[j];
  }
  const double count = G::sum(living);
  o.price_sum = G::sum(x);
  o.tao_sum = G::sum(y);
  o.ema_sum = G::sum(c.hot.price_ema);
  if (with_target) {
    const int target = c.clock.target;
    o.target_price = G::pick(x, target);
    o.target_tao = G::pick(c.hot.tao, target);
    o.target_alpha = G::pick(c.hot.alpha, target);
    o.target_spot_share = o.target_price / o.price_sum;
    o.target_ema_share = o.ema_sum > 0 ? G::pick(c.hot.price_ema, target) / o.ema_sum : 0.0;
    const double own = G::pick(cap, target);
    TAOSWEEP_UNROLL
    for (int j = 0; j < C::packs; ++j) y[j] = select(cap[j] > real(own), living[j], real(0.0));
    o.target_rank = 1 + G::sum(y);
  }
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real staked = held_on(c, j) * real(c.p.validators_alpha_staked);
    x[j] = root_proportion(booked, weight, c.hot.issued[j]) * living[j];
    y[j] = root_proportion(stake, weight, staked) * living[j];
  }
  o.root_dividend_share = G::sum(x) / count;
  o.root_consensus_share = G::sum(y) / count;
  return o;
}

/// Writes one row of the day series, and of the path where it is kept.
template <class C>
TAOSWEEP_HD void record_day(C& c, const Observation& o, int row, bool with_target) {
  using G = typename C::G;
  const auto& r = c.record;
  if (row >= r.day_times) return;
  const double values[day_series] = {
      o.price_sum,    o.tao_sum,      o.root_dividend_share, o.root_consensus_share,
      c.root_stake(), o.target_price, o.target_spot_share,   o.target_ema_share,
      o.target_rank};
  const int rows = with_target ? day_series : 5;
  if (G::leader()) {
    for (int i = 0; i < rows; ++i) r.series[i * r.day_times + row] = static_cast<float>(values[i]);
  }
  if (!r.path) return;
  using real = typename C::real;
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real living = G::load(c.s.alive, j);  // slots without a subnet stay undefined
    const real columns[path_count] = {
        c.hot.tao[j] / c.hot.alpha[j],
        c.hot.tao[j],
        c.hot.alpha[j],
        c.hot.issued[j] - c.hot.alpha[j],
        c.hot.price_ema[j],
        o.ema_sum > 0 ? c.hot.price_ema[j] / real(o.ema_sum) : real(0.0),
        held_on(c, j),
        G::load(c.s.attention, j)};
    for (int i = 0; i < path_count; ++i) {
      G::store(r.path + (static_cast<long long>(i) * r.day_times + row) * path_subnets, j,
               select(living > real(0.0), columns[i], real(undefined)));
    }
  }
}

/// Length of a run of days after one more day.
TAOSWEEP_HD double run_after(double run, bool holds) {
  return holds ? run + 1 : 0.0;
}

/// Counts what outcomes need, once a day from the start of the attack on.
template <class C>
TAOSWEEP_HD void track_day(C& c, const Observation& o, int block) {
  auto& t = c.q.track;
  const double day = (block - c.clock.attack) / blocks_per_day;
  if (block > 0) {  // at the launch itself all prices are 1
    t.peak_spot_share = max(t.peak_spot_share, o.target_spot_share);
    t.peak_ema_share = max(t.peak_ema_share, o.target_ema_share);
  }
  if (day <= 90) {
    t.spot_10_run = run_after(t.spot_10_run, o.target_spot_share >= 0.10);
    t.ema_2_run = run_after(t.ema_2_run, o.target_ema_share >= 0.02);
    t.ema_5_run = run_after(t.ema_5_run, o.target_ema_share >= 0.05);
    if (t.spot_10_run >= 7) t.spot_10 = 1;
    if (t.ema_2_run >= 7) t.ema_2 = 1;
    if (t.ema_5_run >= 7) t.ema_5 = 1;
  }
  if (day >= 1 && c.q.foundation.acted != 1 && !(t.price_after_start > 0))
    t.price_after_start = o.target_price;
  if (day >= 12 && !(t.rank_at_12 > 0)) t.rank_at_12 = o.target_rank;
  if (c.q.foundation.acted != 1) return;
  const double since = (block - c.q.foundation.action_block) / blocks_per_day;
  if (since >= 28 && since <= 32) {
    t.share_sum_30 += o.target_spot_share;
    t.share_count_30 += 1;
  }
  if (since > 0 && since <= 60) {
    t.harm_sum += o.target_spot_share;
  }
}

}  // namespace taosweep
