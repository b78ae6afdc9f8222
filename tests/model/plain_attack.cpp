// The attacker and the foundation in the plain model.
#include <algorithm>
#include <cmath>

#include "tests/model/plain_model.hpp"

namespace taosweep::plain {

// Lock cost max(L_min, 2 L - floor(L/J) blocks since), in rao
// with whole divisions, J = floor(interval E).
static double lock_cost(const Clock& clock, const Economy& e) {
  const double interval = std::floor(std::floor(e.rules.lock_interval * 7200) *
                                     block_emission(e.scalars.money.issuance));
  const double last = std::round(e.rules.last_lock_tao * 1e9);
  const double per_block = interval > 0 ? std::floor(last / interval) : 0;
  const double cost = 2 * last - per_block * clock.since_registration;
  return std::max(std::round(e.rules.minimum_lock_tao * 1e9), cost) / 1e9;
}

void start_attack(const Parameters& p, const Clock& clock, Economy& e) {
  Scalars& q = e.scalars;
  const double pool = clock.fresh ? e.rules.minimum_lock_tao : e.subnets[clock.target].tao;
  q.attack.budget = p.attack.budget_pools > 0 ? p.attack.budget_pools * pool : p.attack.budget_tao;
  q.money.attacker += q.attack.budget;
  q.money.entered += q.attack.budget;
  if (clock.fresh == 0) return;
  const double lock = lock_cost(clock, e), seed = e.rules.minimum_lock_tao;
  q.attack.spent += lock;
  q.money.entered += lock;
  q.money.left += lock - seed;
  q.money.issuance -= lock - seed;
  Subnet& s = e.subnets[clock.target];
  s.alive = true;
  s.tao = s.alpha = s.issued = seed;
  s.price_ema = 0;
  s.registered = s.opened = clock.attack;
}

double holder_pay(const Parameters& p, const Clock& clock, int block) {
  const bool pays = p.attack.mode == AttackMode::meme_holders && under_attack(clock, block);
  return pays ? p.attack.holder_pay : 0;
}

double attention_shock(const Parameters& p, const Clock& clock, Economy& e) {
  Scalars& q = e.scalars;
  if (p.attack.mode != AttackMode::meme_holders) return 0;
  if (clock.attack < 0 || q.attack.marketing == 1 || q.attack.exit_block >= 0) return 0;
  if (q.block < clock.attack + p.attack.shock_day * 7200) return 0;
  const double paid = std::min(p.attack.marketing_share * q.attack.budget, q.money.attacker);
  q.attack.marketing = 1;
  q.attack.spent += paid;
  q.money.attacker -= paid;
  q.money.left += paid;
  return p.attack.shock + p.attack.marketing_gain * std::sqrt(paid);
}

// buy_days, cycle_days, exit_days, and again: bought evenly in the first, sold in the last.
static void orders_of_cycle(const Parameters& p, const Clock& clock, const Economy& e,
                            TickOrders& o, int blocks) {
  const double buys = p.attack.buy_days * 7200, sells = p.attack.exit_days * 7200;
  const double cycle = buys + p.attack.cycle_days * 7200 + sells;
  const double now = std::fmod(e.scalars.block - clock.attack, cycle);
  const double cash = e.scalars.money.attacker, held = e.scalars.attack.held;
  if (now < buys && cash > 0) o.attacker_buy = cash / std::max<double>(buys - now, blocks);
  if (now >= cycle - sells) o.attacker_sell = held / std::max<double>(cycle - now, blocks);
}

void attacker_orders(const Parameters& p, const Clock& clock, const Economy& e, TickOrders& o,
                     int blocks) {
  const Scalars& q = e.scalars;
  const Subnet& target = e.subnets[clock.target];
  if (!under_attack(clock, static_cast<int>(q.block))) return;
  const double left = clock.attack + p.attack.buy_days * 7200 - q.block;
  if (q.attack.exit_block >= 0) {
    const double to_go = q.attack.exit_block + p.attack.exit_days * 7200 - q.block;
    o.attacker_sell = q.attack.held / std::max<double>(to_go, blocks);
  } else if (p.attack.mode == AttackMode::recycle) {
    orders_of_cycle(p, clock, e, o, blocks);
  } else {
    const bool markets = p.attack.mode == AttackMode::meme_holders && q.attack.marketing != 1;
    const double kept = markets ? p.attack.marketing_share * q.attack.budget : 0;
    const double cash = q.money.attacker - kept;
    if (cash > 0 && left > 0) o.attacker_buy = cash / std::max<double>(left, blocks);
  }
  if (p.attack.participation > 0)
    o.attacker_buy = std::min(o.attacker_buy, p.attack.participation * target.tao / 7200);
  if (p.attack.exit_participation > 0)
    o.attacker_sell = std::min(o.attacker_sell, p.attack.exit_participation * target.alpha / 7200);
}

namespace {

double spot_share(const Clock& clock, const Economy& e) {
  double sum = 0;
  for (const Subnet& s : e.subnets) sum += s.alive ? s.price() : 0;
  const Subnet& target = e.subnets[clock.target];
  return target.alive ? target.price() / sum : 0;
}

void decide_exit(const Parameters& p, const Clock& clock, Economy& e) {
  Scalars& q = e.scalars;
  if (q.attack.exit_block >= 0) return;
  const Subnet& s = e.subnets[clock.target];
  const double worth = q.attack.received + (s.alive ? q.attack.held * s.price() : 0);
  const bool rich = q.attack.spent > 0 && worth > p.attack.exit_profit * q.attack.spent;
  const bool late = q.block >= clock.attack + p.attack.exit_after * 7200;
  const bool caught = p.attack.exit_on_action && q.foundation.acted == 1 && p.foundation.acts;
  const bool high = p.attack.exit_share < 1 && spot_share(clock, e) >= p.attack.exit_share;
  if (rich || late || caught || high) q.attack.exit_block = q.block;
}

/// Stake behind the coalition's scores and behind everybody else's.
struct Sides {
  double coalition, rest;
};

// s = (phi w R + psi a)/(u w R + a), u = phi + (1 - phi)(1 - q), a the alpha staked to validators.
Sides sides_of(const Parameters& p, const Clock& clock, const Economy& e) {
  const double root = e.rules.tao_weight * root_stake(e);
  const double staked = held_alpha(clock, e, clock.target) * p.validators.alpha_staked;
  const double phi = p.foundation.coalition_share, psi = p.foundation.alpha_share;
  return {phi * root + psi * staked,
          (1 - phi) * (1 - p.foundation.abstain_share) * root + (1 - psi) * staked};
}

double share_of(const Sides& s) {
  const double all = s.coalition + s.rest;
  return all > 0 ? s.coalition / all : 0;
}

double deciding_share(const Economy& e) {
  return e.rules.consensus == ConsensusRule::null ? 0.5 : e.rules.kappa;
}

}  // namespace

void act_if_due(const Parameters& p, const Clock& clock, Economy& e) {
  FoundationState& f = e.scalars.foundation;
  if (f.acted == 1 || f.action_block != e.scalars.block) return;
  const Subnet& s = e.subnets[clock.target];
  const double weight = e.rules.tao_weight * root_stake(e);
  f.acted = 1;
  f.root_stake = root_stake(e);
  f.held = held_alpha(clock, e, clock.target);
  f.pool_tao = s.tao;
  f.pool_alpha = s.alpha;
  f.share = share_of(sides_of(p, clock, e));
  if (weight > 0) {
    const double a = f.held * p.validators.alpha_staked / weight, idle = p.foundation.abstain_share;
    const double least = deciding_share(e);
    f.phi_needed =
        (least * (1 - idle) + (least - p.foundation.alpha_share) * a) / (1 - least * idle);
    f.phi_needed_opposed = least + (least - p.foundation.alpha_share) * a;
    if (f.phi_needed > 1) f.phi_needed = std::max(1.0, f.phi_needed_opposed);  // no rest is left
  }
  f.controls = p.foundation.acts && f.share >= deciding_share(e);
  decide_exit(p, clock, e);
}

void close_day(const Parameters& p, const Clock& clock, Economy& e) {
  Scalars& q = e.scalars;
  FoundationState& f = q.foundation;
  const int block = static_cast<int>(q.block);
  if (block % 7200 != 0) return;
  double weights = 0;
  for (const Subnet& s : e.subnets) weights += s.alive ? share_weight(e, s, block) : 0;
  const double minted = q.money.minted - q.track.minted_before_look;
  q.track.minted_before_look = q.money.minted;
  const bool first = q.track.looks == 0;
  q.track.looks += 1;
  for (Subnet& s : e.subnets) {
    s.was_emitted = !s.alive ? -1 : share_weight(e, s, block) > 0;
    s.day_return = !s.alive || first ? 1e9 : s.log_price - s.day_log_price;
    s.day_log_price = s.log_price;
    if (!s.alive) continue;
    if (weights > 0) s.emitted_tao += minted * share_weight(e, s, block) / weights;
    s.earned_tao += s.revenue;
  }
  if (!under_attack(clock, block)) return;
  if (f.action_block < 0) {
    const bool high = block > 0 && spot_share(clock, e) >= p.foundation.trigger_share;
    double& run_days = q.attack.run_days;
    run_days = high || p.foundation.trigger_share == 0 ? run_days + 1 : 0;
    if (run_days > p.foundation.trigger_days) {
      f.action_block =
          std::ceil((block + p.foundation.delay_days * 7200) / clock.grid) * clock.grid;
    }
  }
  decide_exit(p, clock, e);
}

// Two validators, the coalition and the rest; two columns, the subnet's own miners and those who
// sold in the tempo before.
EpochSplit contested_epoch(const Parameters& p, const Clock& clock, Economy& e) {
  enum { coalition, rest };
  enum { own, sellers };
  ContestState& contest = e.scalars.contest;
  const Sides sides = sides_of(p, clock, e);
  const bool someone = sides.coalition + sides.rest > 0;
  const double stake[2] = {share_of(sides), someone ? 1 - share_of(sides) : 0};
  double sold = 0;
  for (double x : contest.sold_before) sold += x;
  const double weight[2][2] = {{0, sold > 0 ? 1.0 : 0.0},
                               {1, 0}};  // nobody sold: the coalition sets none
  const auto [incentive, dividend] = two_sided_epoch(e.rules, stake, weight, contest.bonds);
  const double incentive_sum = incentive[own] + incentive[sellers];
  const double dividend_sum = dividend[coalition] + dividend[rest];
  e.scalars.foundation.controls = stake[coalition] >= deciding_share(e);

  EpochSplit split;
  const double paid = (incentive_sum > 0 ? 1 : 0) + (dividend_sum > 0 ? 1 : 0);
  const double per_side = paid > 0 ? 1 / paid : 0;
  split.own_miners = incentive_sum > 0 ? incentive[own] / incentive_sum * per_side : 0;
  split.sellers = incentive_sum > 0 ? incentive[sellers] / incentive_sum * per_side : 0;
  split.coalition = paid > 0
                        ? (dividend_sum > 0 ? dividend[coalition] / dividend_sum * per_side : 0)
                        : stake[coalition];
  split.rest =
      paid > 0 ? (dividend_sum > 0 ? dividend[rest] / dividend_sum * per_side : 0) : stake[rest];
  split.rest_of_root = (1 - p.foundation.coalition_share) * (1 - p.foundation.abstain_share);
  split.rest_of_alpha = 1 - p.foundation.alpha_share;
  split.coalition_of_root = p.foundation.coalition_share;
  split.coalition_of_alpha = p.foundation.alpha_share;
  return split;
}

}  // namespace taosweep::plain
