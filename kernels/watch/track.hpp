// The runs of days and the sums that outcomes count.
#pragma once

#include "kernels/players/contest.hpp"
#include "kernels/watch/observe.hpp"
#include "kernels/watch/top_price.hpp"

namespace taosweep {

/// Length of a run of days after one more day.
TAOSWEEP_HD double run_after(double run, bool holds) {
  return holds ? run + 1 : 0.0;
}

/// TAO that blocks have handed out since the last daily look, or since the action that came later.
template <class E>
TAOSWEEP_HD double minted_since_look(E& economy) {
  auto& t = economy.track;
  const double minted = economy.money.minted - t.minted_at_look;
  t.minted_at_look = economy.money.minted;
  return minted;
}

/// Whether an emission share that has reached 2 % once is there 90 days later.
template <class E>
TAOSWEEP_HD void follow_share(E& economy, double share, int block) {
  auto& t = economy.track;
  if (!(t.ema_2_block >= 0) && share >= 0.02) t.ema_2_block = block;
  if (block - t.ema_2_block == 90 * blocks_per_day && share >= 0.02) t.ema_2_lasts = 1;
}

/// Best ranks of the attacked subnet, and its fall from its highest price.
template <class E>
TAOSWEEP_HD void follow_ranks(E& economy, const Observation& o, int block) {
  using real = typename E::real;
  auto& t = economy.track;
  follow_top(t, o.chosen.price, block);
  if (o.chosen.rank > 0 && !(t.best_rank <= o.chosen.rank)) t.best_rank = o.chosen.rank;
  if (!(o.weight_sum > 0)) return;  // without emission no subnet stands before another
  const auto weight = [&](const auto& pack) { return share_weight(pack, block); };
  const real own(economy.pick(economy.clock.target, weight));
  const double rank = 1 + economy.sum([&](const auto& pack) {
    return select(weight(pack) > own, pack.alive(), real(0.0));
  });
  if (!(t.best_emission_rank <= rank)) t.best_emission_rank = rank;
}

/// How long the coalition would control the attacked subnet, whether or not it acts.
template <class E>
TAOSWEEP_HD void follow_control(E& economy, double day) {
  auto& t = economy.track;
  if (t.control_lost == 1) return;
  t.control_looks += 1;
  t.control_days = day;
  if (coalition_on_site(economy, economy.attack) < deciding_share_now(economy)) t.control_lost = 1;
}

/// Whether the action on the first attacker's subnet holds: one that is dissolved has no share.
template <class E>
TAOSWEEP_HD void follow_action_on_first(E& economy, const Observation& o, int block) {
  if (economy.foundation.acted != 1) return;
  const double since = (block - economy.foundation.action_block) / blocks_per_day;
  if (since > 0) follow_hold(economy.track, o.chosen.spot_share, since);
}

/// Counts what outcomes need, once a day; most of it from the start of the attack
/// on.
template <class E>
TAOSWEEP_HD void track_day(E& economy, const Observation& o, int block) {
  auto& t = economy.track;
  const double minted = minted_since_look(economy);
  if (block == 0 && o.in_sight) t.share_on_day_0 = o.chosen.ema_share;
  follow_action_on_first(economy, o, block);
  if (!economy.under_attack(block)) return;
  const double day = (block - economy.clock.attack) / blocks_per_day;
  if (block > 0) {  // at the launch itself all prices are 1
    if (!without_pools(economy)) t.peak_spot_share = max(t.peak_spot_share, o.chosen.spot_share);
    t.peak_ema_share = max(t.peak_ema_share, o.chosen.ema_share);
    follow_share(economy, o.chosen.ema_share, block);
  }
  if (o.in_sight) follow_control(economy, day);
  if (o.in_sight && day >= 1) follow_ranks(economy, o, block);
  t.at_risk = max(t.at_risk, economy.attack.spent - economy.attack.received);
  if (day <= 90) {
    t.spot_10_run = run_after(t.spot_10_run, o.chosen.spot_share >= 0.10);
    t.ema_2_run = run_after(t.ema_2_run, o.chosen.ema_share >= 0.02);
    t.ema_5_run = run_after(t.ema_5_run, o.chosen.ema_share >= 0.05);
    if (t.spot_10_run >= 7) t.spot_10 = 1;
    if (t.ema_2_run >= 7) t.ema_2 = 1;
    if (t.ema_5_run >= 7) t.ema_5 = 1;
  }
  if (day >= 1 && economy.foundation.acted != 1 && !(t.price_after_start > 0))
    t.price_after_start = o.chosen.price;
  if (day >= 12 && !(t.rank_at_12 > 0)) {
    t.rank_at_12 = o.chosen.rank;
    t.price_rank_at_12 = o.chosen.price_rank;
  }
  if (economy.foundation.acted != 1) return;
  const double since = (block - economy.foundation.action_block) / blocks_per_day;
  if (since >= 1 && !(t.rest_after_1d > 0)) t.rest_after_1d = price_of_rest(o);
  if (since >= 28 && since <= 32) {
    t.share_sum_30 += o.chosen.spot_share;
    t.share_count_30 += 1;
    t.even_sum_30 += o.chosen.spot_share * o.living;
  }
  if (since > 0) {
    t.minted_after += minted;
    t.tao_after += o.chosen.ema_share * minted;
  }
  if (since > 0 && since <= 60) {
    t.harm_sum += o.chosen.spot_share;
  }
}

}  // namespace taosweep
