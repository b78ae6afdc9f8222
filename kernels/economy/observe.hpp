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

template <class E>
TAOSWEEP_HD Observation observe(E& economy, bool with_target) {
  using real = typename E::real;
  using Group = typename E::Group;
  real x[E::packs], cap[E::packs], y[E::packs], living[E::packs];
  Observation o{};
  const real weight(economy.parameters.protocol.tao_weight), booked(economy.money.root),
      stake(economy.root_stake());
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    living[j] = pack.alive();
    x[j] = pack.price() * living[j];
    cap[j] = x[j] * (pack.issued() - pack.alpha());
    y[j] = pack.tao() * living[j];
  }
  const double count = Group::sum(living);
  o.price_sum = Group::sum(x);
  o.tao_sum = Group::sum(y);
  o.ema_sum = economy.sum([](const auto& pack) { return pack.price_ema(); });
  if (with_target) {
    const int target = economy.clock.target;
    o.target_price = Group::pick(x, target);
    o.target_tao = economy.pick(target, [](const auto& pack) { return pack.tao(); });
    o.target_alpha = economy.pick(target, [](const auto& pack) { return pack.alpha(); });
    o.target_spot_share = o.target_price / o.price_sum;
    o.target_ema_share =
        o.ema_sum > 0
            ? economy.pick(target, [](const auto& pack) { return pack.price_ema(); }) / o.ema_sum
            : 0.0;
    const double own = Group::pick(cap, target);
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) y[j] = select(cap[j] > real(own), living[j], real(0.0));
    o.target_rank = 1 + Group::sum(y);
  }
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real staked = held_on(pack) * real(economy.parameters.validators.alpha_staked);
    x[j] = root_proportion(booked, weight, pack.issued()) * living[j];
    y[j] = root_proportion(stake, weight, staked) * living[j];
  }
  o.root_dividend_share = Group::sum(x) / count;
  o.root_consensus_share = Group::sum(y) / count;
  return o;
}

/// Writes one row of the day series, and of the path where it is kept.
template <class E>
TAOSWEEP_HD void record_day(E& economy, const Observation& o, int row, bool with_target) {
  using Group = typename E::Group;
  const auto& r = economy.record;
  if (row >= r.day_times) return;
  const double values[day_series] = {
      o.price_sum,          o.tao_sum,      o.root_dividend_share, o.root_consensus_share,
      economy.root_stake(), o.target_price, o.target_spot_share,   o.target_ema_share,
      o.target_rank};
  const int rows = with_target ? day_series : 5;
  if (Group::leader()) {
    for (int i = 0; i < rows; ++i) r.series[i * r.day_times + row] = static_cast<float>(values[i]);
  }
  if (!r.path) return;
  using real = typename E::real;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real living = pack.alive();  // slots without a subnet stay undefined
    const real columns[path_count] = {
        pack.price(),     pack.tao(),
        pack.alpha(),     pack.issued() - pack.alpha(),
        pack.price_ema(), o.ema_sum > 0 ? pack.price_ema() / real(o.ema_sum) : real(0.0),
        held_on(pack),    pack.attention()};
    for (int i = 0; i < path_count; ++i) {
      Group::store(r.path + (static_cast<long long>(i) * r.day_times + row) * path_subnets, j,
                   select(living > real(0.0), columns[i], real(undefined)));
    }
  }
}

/// Length of a run of days after one more day.
TAOSWEEP_HD double run_after(double run, bool holds) {
  return holds ? run + 1 : 0.0;
}

/// Counts what outcomes need, once a day from the start of the attack on.
template <class E>
TAOSWEEP_HD void track_day(E& economy, const Observation& o, int block) {
  auto& t = economy.track;
  const double day = (block - economy.clock.attack) / blocks_per_day;
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
  if (day >= 1 && economy.foundation.acted != 1 && !(t.price_after_start > 0))
    t.price_after_start = o.target_price;
  if (day >= 12 && !(t.rank_at_12 > 0)) t.rank_at_12 = o.target_rank;
  if (economy.foundation.acted != 1) return;
  const double since = (block - economy.foundation.action_block) / blocks_per_day;
  if (since >= 28 && since <= 32) {
    t.share_sum_30 += o.target_spot_share;
    t.share_count_30 += 1;
  }
  if (since > 0 && since <= 60) {
    t.harm_sum += o.target_spot_share;
  }
}

}  // namespace taosweep
