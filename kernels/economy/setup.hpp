// The state on the day of launch, drawn by the same source wherever economies run.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/players/all.hpp"
#include "kernels/players/launch.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// A standard normal of the setup for one subnet.
TAOSWEEP_HD double setup_normal(const ShockKey& key, Purpose purpose, int subnet) {
  const auto words = draw_words(key.seed, key.point, key.replicate, purpose,
                                static_cast<std::uint32_t>(subnet), 0u, 0u);
  return normal_quantile(uniform_real(words.w[0], words.w[1]));
}

/// Whether the owner of a subnet burns its miners' pay.
TAOSWEEP_HD bool burns(const Parameters& p, const ShockKey& key, int subnet) {
  if (!(p.miners.burning > 0)) return false;
  const auto words = draw_words(key.seed, key.point, key.replicate, Purpose::miner_burn,
                                static_cast<std::uint32_t>(subnet), 0u, 0u);
  return uniform_real(words.w[0], words.w[1]) < p.miners.burning;
}

/// Scalars on day 0, with `opening` [TAO] in the ledger.
TAOSWEEP_HD Scalars first_scalars(const Parameters& p, const Clock& clock, double opening) {
  Scalars q{};
  q.mood.factor = 1;
  q.money.root = p.network.root_tao;
  q.money.issuance = p.network.issuance_tao;
  q.money.opening = opening;
  Players::launch(clock, q);
  auto& t = q.track;
  t.rank_at_12 = t.price_rank_at_12 = t.price_after_start = t.price_at_action = undefined;
  t.rest_at_action = t.rest_after_1d = undefined;
  t.lowest_12h = t.lowest_48h = t.price_sum_low = t.price_sum_high = undefined;
  t.ema_2_block = undefined;
  for (double& hours : t.hours_fell) hours = undefined;
  t.best_rank = t.best_emission_rank = t.share_held = undefined;
  t.share_at_action = t.low_since = t.least_reserve = undefined;
  for (double& days : t.takeover_days) days = undefined;
  for (double& days : t.days_from_top) days = undefined;
  t.alarm_subnet = -1;
  return q;
}

TAOSWEEP_HD Scalars launch_scalars(const Parameters& p, const Clock& clock, const Rules& rules) {
  return first_scalars(p, clock, p.network.root_tao + clock.subnets * rules.minimum_lock_tao);
}

/// What miners of all subnets count on before there are prices [TAO/d].
TAOSWEEP_HD double miners_income(const Rules& rules) {
  return 0.5 * (1 - rules.owner_cut) * blocks_per_day;
}

/// Who sets up an economy alone. A warp shares the subnets out among its lanes instead.
struct Alone {
  TAOSWEEP_HD static int first() { return 0; }
  TAOSWEEP_HD static int count() { return 1; }
  TAOSWEEP_HD static void sync() {}
};
/// The same on one back end, whose functions no other may share.
template <class Here>
struct AloneOn : Alone {};

/// What each subnet has of its own, its price average before shares are divided by their sum.
template <int Slots>
TAOSWEEP_HD void set_launch_subnet(const Parameters& p, const Clock& clock, const Rules& rules,
                                   const ShockKey& key, const ChosenSubnet& chosen,
                                   EconomyState<Slots>& s, int i) {
  const double rho = p.network.share_quality_correlation;
  const double rest = sqrt(1 - rho * rho);
  const bool drawn = !chosen.has(i);
  const double z = setup_normal(key, Purpose::legacy_share, i);
  const double y = setup_normal(key, Purpose::quality, i);
  const double log_share = drawn ? p.network.share_ln_sd * z : chosen.log_size;
  const double log_worth = drawn ? p.network.quality_ln_sd * (rho * z + rest * y) : chosen.log_size;
  empty_slot(s, i);
  s.log_worth[i] = static_cast<float>(log_worth);
  s.value_error[i] =
      static_cast<float>(p.value.error_ln_sd * setup_normal(key, Purpose::valuation_error, i));
  if (i >= clock.subnets) return;
  s.tao[i] = s.alpha[i] = s.issued[i] = rules.minimum_lock_tao;
  s.alive[i] = 1;
  s.burned[i] = static_cast<float>(burns(p, key, i) ? p.miners.burned : 0);
  s.registered[i] = static_cast<float>(clock.launch - p.network.age_days * blocks_per_day);
  s.price_ema[i] = exp_of(log_share);
  s.attention[i] = static_cast<float>(
      p.attention.initial *
      exp_of(p.attention.initial_ln_sd * setup_normal(key, Purpose::initial_attention, i)));
}

/// Pools of 1 TAO : 1 alpha (the least lock), price averages equal to the last root vote, attention
/// drawn. Logarithms of a subnet's first share and of its worth are normal with a correlation, but
/// for the subnet that players have chosen. Shares sum to 1; everyone adds them up in the order of
/// subnets, so that the sum has the same bits for all.
/// Source: subtensor v2.0.1 migrate_rao.rs.
template <class Agent = Alone, int Slots>
TAOSWEEP_HD void set_launch_state(const Parameters& p, const Clock& clock, const Segments& segments,
                                  const ShockKey& key, EconomyState<Slots>& s) {
  constexpr int subnets = EconomyState<Slots>::subnets;
  const Rules& rules = segments.rules_at(0);
  const ChosenSubnet chosen = chosen_subnet(p, clock);
  for (int i = Agent::first(); i < subnets; i += Agent::count())
    set_launch_subnet(p, clock, rules, key, chosen, s, i);
  if (Agent::first() == 0) s.scalars = launch_scalars(p, clock, rules);
  Agent::sync();
  double share_sum = 0;
  for (int i = 0; i < clock.subnets; ++i) share_sum += s.price_ema[i];
  Agent::sync();
  const double income = miners_income(rules);
  for (int i = Agent::first(); i < subnets; i += Agent::count()) {
    s.price_ema[i] /= share_sum;
    s.vote[i] = s.price_ema[i];
    const bool later = chosen.opens_later && chosen.has(i);
    const double share = later ? chosen.share : s.price_ema[i];
    s.capacity[i] = static_cast<float>(income * share / (1 + p.miners.margin));
  }
}

}  // namespace taosweep
