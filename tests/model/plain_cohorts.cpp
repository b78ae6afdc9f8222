// Cohorts in the plain model: what they watch, what they order in a tick, how it is booked.
#include <algorithm>
#include <cmath>

#include "tests/model/plain_model.hpp"

namespace taosweep::plain {

namespace {

/// Part of a holding that a hazard [1/d] takes in dt [d], at most 1 - e^-13.
double hazard_part(double rate, double dt) {
  return -std::expm1(-std::min(rate * dt, 13.0));
}

/// Cash that has entered by a day: burst (1 - e^(-t/tau)) + drip tau' (1 - e^(-t/tau')).
double entered_by(const Parameters& p, double day) {
  return p.capital.burst_tao * (1 - std::exp(-day / p.capital.burst_days)) +
         p.capital.drip_tao_per_day * p.capital.drip_days *
             (1 - std::exp(-day / p.capital.drip_days));
}

bool is_meme(const Parameters& p, const Clock& clock, int block) {
  return p.attack.mode == AttackMode::meme_holders && under_attack(clock, block);
}

/// ln(1 + y), y what holders are paid in a year over what earns it (miners' alpha does not), at
/// most 1e4. Nothing is paid on the attacked subnet while the foundation controls it.
double log_yield(const Parameters& p, const Clock& clock, const Economy& e, int i) {
  const int block = static_cast<int>(e.scalars.block);
  const Subnet& s = e.subnets[i];
  const double participants =
      emitted_to(e, s, block) ? (1 - e.rules.owner_cut) * block_emission(s.issued) : 0;
  const double half = 0.5 * 7200 * participants;
  const double held = held_alpha(clock, e, i);
  const double root = root_stake(e) * (i == clock.target ? root_on_target(p, clock, block) : 1);
  const double dividend =
      e.rules.dividends == DividendRule::balanced
          ? half - 7200 * set_aside_for_root(e, s, participants)
          : dividend_in_alpha(e.rules, half, root, held * p.validators.alpha_staked);
  double paid = (1 - e.rules.validator_take) * dividend;
  if (i == clock.target) paid += holder_pay(p, clock, block) * half;
  if (i == clock.target && e.scalars.foundation.controls == 1) paid = 0;
  const double earning = held - s.held[cohort_miners];
  return std::log(1 + std::min(365 * paid / std::max(earning, 1e-9), 1e4));
}

/// The mood fades by 1/days a day and is shaken, so that its spread stays ln_sd; its factor has
/// mean 1.
void move_mood(const Parameters& p, Draws& draws, Mood& mood, int block) {
  if (p.mood.ln_sd == 0) return;
  const double keep = std::exp(-1 / p.mood.days), sd = p.mood.ln_sd;
  mood.log = keep * mood.log + sd * std::sqrt(1 - keep * keep) * draws.mood(block);
  mood.factor = std::exp(mood.log - sd * sd / 2);
}

/// Worth goes the part 1 - e^-follows of the way from perceived value to price, and is shaken; its
/// geometric mean stays one.
void move_worth(const Parameters& p, Draws& draws, Economy& e, int block) {
  double worths = 0, logs = 0, living = 0;
  for (const Subnet& s : e.subnets) {
    if (!s.alive) continue;
    worths += std::exp(double{s.log_worth});
    logs += s.log_worth;
    living += 1;
  }
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    const double value = p.value.anchor_sum * std::exp(double{s.log_worth}) / worths;
    double moved = (1 - std::exp(-p.value.follows)) * std::log(s.price() / value);
    if (p.value.worth_sd > 0) moved += p.value.worth_sd * draws.worth(i, block);
    s.log_worth += moved - logs / living;
  }
}

}  // namespace

// Error of perceived value: stationary with sd error_ln_sd and memory error_days. Capacity: dc/c =
// k clamp(ln(I/(c (1 + margin))), +-2) a day, k by direction, I the miners' income.
void start_day(const Parameters& p, const Clock& clock, Draws& draws, Economy& e) {
  const int block = static_cast<int>(e.scalars.block);
  const double keep = std::exp(-1 / p.value.error_days);
  move_mood(p, draws, e.scalars.mood, block);
  move_worth(p, draws, e, block);
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    s.value_error = keep * s.value_error +
                    p.value.error_ln_sd * std::sqrt(1 - keep * keep) * draws.valuation(i, block);
    if (!s.alive) continue;
    double income = 0.5 * 7200 * (1 - e.rules.owner_cut) * block_emission(s.issued) * s.price();
    if (!emitted_to(e, s, block)) income = 0;
    if (i == clock.target) income *= 1 - holder_pay(p, clock, block);
    const double cost = std::max<double>(s.capacity, 1e-12) * (1 + p.miners.margin);
    const double gap = std::clamp(std::log(std::max(income, 1e-12) / cost), -2.0, 2.0);
    s.capacity *= std::exp(gap * (gap > 0 ? p.miners.entry : p.miners.exit));
  }
}

// R = F q (e/(m q))^eta: q a subnet's part of the worth of those that earn, m their part of all
// subnets, e its share of emission.
void earn_revenue(const Parameters& p, Draws& draws, Economy& e) {
  if (p.revenue.total_tao <= 0) return;
  const int block = static_cast<int>(e.scalars.block);
  double worths = 0, earners = 0, living = 0, weights = 0;
  const auto earns = [&](int i) { return draws.earning(i) <= p.revenue.part; };
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    const Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    living += 1;
    weights += share_weight(e, s, block);
    if (!earns(i)) continue;
    earners += 1;
    worths += std::exp(double{s.log_worth});
  }
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    if (!s.alive || !earns(i)) continue;
    const double q = std::exp(double{s.log_worth}) / worths;
    const double share = weights > 0 ? share_weight(e, s, block) / weights : 0;
    s.revenue =
        p.revenue.total_tao * q * std::pow(share / (q * earners / living), p.revenue.elasticity);
    s.reported = s.revenue / (p.revenue.total_tao / p.network.subnets);  // nobody errs here
  }
}

void enter_capital(const Parameters& p, Economy& e, int blocks) {
  Money& money = e.scalars.money;
  for (double& idle : money.cash) {
    const double leaves = idle * hazard_part(p.capital.leave_rate, blocks / 7200.0);
    idle -= leaves;
    money.left += leaves;
  }
  const double shares[] = {p.capital.value_share, p.capital.attention_share, p.capital.yield_share,
                           p.capital.noise_share};
  const double sum = shares[0] + shares[1] + shares[2] + shares[3];
  if (sum <= 0) return;
  const double day = e.scalars.block / 7200;
  const double cash =
      e.scalars.mood.factor * (entered_by(p, day + blocks / 7200.0) - entered_by(p, day));
  money.entered += cash;
  for (int c = 0; c < 4; ++c) money.cash[c] += cash * shares[c] / sum;
}

// Events: Poisson with mean (mu + f [m]+) dt + n h (1 - e^(-beta dt)); h fades and gains their
// marks; susceptible part under dz/dt = rho (1 - z) - kappa h z.
void update_attention(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                      int blocks) {
  const int block = static_cast<int>(e.scalars.block);
  const double dt = blocks / 7200.0, keep = std::exp(-p.attention.decay * dt);
  const double shock = attention_shock(p, clock, e);
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    double base = p.attention.base_events * e.scalars.mood.factor;
    const bool promoted = block >= clock.attack + 7200 * p.attack.promotion_day;
    if (i == clock.target && promoted && is_meme(p, clock, block)) base *= p.attack.event_factor;
    const double mean = (base + p.attention.trend_feedback * std::max<double>(s.trend, 0)) * dt +
                        p.attention.branching * s.attention * (1 - keep);
    double h = s.attention * keep + (i == clock.target ? shock : 0);
    const int events = draws.events(i, block, mean);
    const double sd = p.attention.mark_ln_sd;
    double marks = 0;
    for (int n = 0; n < events; ++n) marks += std::exp(sd * draws.mark(i, block, n) - sd * sd / 2);
    h += marks;
    s.log_worth += std::log(1 + p.value.news * marks);
    const double rate = p.attention.renewal + p.attention.depletion * h;
    const double rest = rate > 0 ? p.attention.renewal / rate : s.susceptible;
    s.susceptible = rest + (s.susceptible - rest) * std::exp(-rate * dt);
    s.attention = h;
  }
}

std::vector<double> log_yields(const Parameters& p, const Clock& clock, const Economy& e) {
  std::vector<double> yields(e.subnets.size());
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    if (e.subnets[i].alive) yields[i] = log_yield(p, clock, e, i);
  }
  return yields;
}

// Root leaves for alpha with hazard nu e^U of its stake, yield chasers' cash joins root with nu
// e^-U, U = gain (Y_alpha - Y_root) within +-3: Y_alpha weighs ln(1+y) by pools, Y_root = ln(1 +
// 365 sold for root a day/stake).
void move_root(const Parameters& p, Economy& e, const std::vector<double>& yields, int blocks) {
  Money& money = e.scalars.money;
  const double stake = root_stake(e), dt = blocks / 7200.0;
  double pools = 0, weighted = 0, sold = 0;
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    const Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    pools += s.tao;
    weighted += s.tao * yields[i];
    if (!emitted_to(e, s, static_cast<int>(e.scalars.block))) continue;
    const double participants = (1 - e.rules.owner_cut) * block_emission(s.issued);
    sold += set_aside_for_root(e, s, participants) * s.price();
  }
  const double yield = stake > 0 ? 365 * 7200 * sold / stake : 0;
  const double odds =
      std::exp(std::clamp(p.root.gain * (weighted / pools - std::log(1 + yield)), -3.0, 3.0));
  const double leaves = std::min(stake * hazard_part(p.root.rate * odds, dt), money.root);
  const double joins = money.cash[cohort_yield] * hazard_part(p.root.rate / odds, dt);
  money.root += joins - leaves;
  money.cash[cohort_yield] += leaves - joins;
}

std::vector<TickOrders> orders_of_tick(const Parameters& p, const Clock& clock, Economy& e,
                                       const std::vector<double>& yields, int blocks) {
  const int block = static_cast<int>(e.scalars.block), count = static_cast<int>(e.subnets.size());
  Scalars& q = e.scalars;
  const double dt = blocks / 7200.0;
  const double rush = 1 + p.capital.rush_factor * std::exp(-block / 7200.0 / p.capital.rush_days);
  double pools = 0, roots = 0, worths = 0, yield_sum = 0, living = 0;
  for (int i = 0; i < count; ++i) {
    const Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    pools += s.tao;
    roots += std::sqrt(s.tao);
    worths += std::exp(double{s.log_worth});
    yield_sum += yields[i];
    living += 1;
  }
  double panic = 0;
  if (q.foundation.controls == 1) {
    panic = p.foundation.panic_rate *
            std::exp(-(block - q.foundation.action_block) / 7200 / p.foundation.panic_days);
  }

  std::vector<TickOrders> orders(count);
  std::vector<std::array<double, 3>> buy_rate(count);
  std::array<double, 3> buy_rate_sum{};
  for (int i = 0; i < count; ++i) {
    const Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    TickOrders& o = orders[i];
    const bool target = i == clock.target;
    const double weight = s.tao / pools, extra = target ? panic : 0;

    // Value stakers: a = nu w [g]+, s = s0 + nu [-g]+, g = ln(V/p) within +-3.
    double value = p.value.anchor_sum * std::exp(double{s.log_worth} + s.value_error) / worths;
    if (target && is_meme(p, clock, block)) value *= p.value.meme_factor;
    const double gap = std::clamp(std::log(value / s.price()), -3.0, 3.0);
    // Attention: a = b h z w', w' by sqrt(T); s = s0 + s1 [-m]+/0.02 + s2/(1 + h), at most 3.
    const double attention_sell = std::min(
        3.0, p.attention.base_sell + p.attention.stop_sell * std::max<double>(-s.trend, 0) / 0.02 +
                 p.attention.bored_sell / (1.0 + s.attention));
    // Yield: a = nu w e^U, s = nu e^-U, U = gain (ln(1+y) - mean - (1 - psi) [-365 m]+) within +-3.
    const double attraction =
        std::clamp(p.yield.gain * (static_cast<float>(yields[i]) - yield_sum / living -
                                   365 * (1 - p.yield.naivety) * std::max<double>(-s.trend, 0)),
                   -3.0, 3.0);
    buy_rate[i] = {
        rush * p.value.rate * weight * std::max(gap, 0.0),
        rush * p.attention.buy_gain * s.attention * s.susceptible * std::sqrt(s.tao) / roots,
        rush * p.yield.rate * weight * std::exp(attraction)};
    for (int c = 0; c < 3; ++c) buy_rate_sum[c] += buy_rate[i][c];

    const double hazards[cohort_count] = {
        rush * (p.value.base_sell + p.value.rate * std::max(-gap, 0.0)) + extra,
        rush * attention_sell + extra,
        rush * p.yield.rate * std::exp(-attraction) + extra,
        0,  // noise traders sell step by step
        p.miners.sell,
        p.validators.sell,
        p.owners.sell};
    for (int c = 0; c < cohort_count; ++c) {
      double sold = s.held[c] * hazard_part(hazards[c], dt);
      if (c == cohort_miners) {
        const double forced = (1 - 1e-6) * std::min(s.held[c], s.capacity * dt / s.price());
        sold = forced + (s.held[c] - forced) * hazard_part(hazards[c], dt);
      }
      o.sell_of[c] = sold / blocks;
    }
    // Noise: sd^2 = rush (s0^2 + sh^2 h); drift = rush kappa (target - q/A), and panic.
    const double in_pools = s.held[cohort_noise] / s.alpha;
    o.noise_sd = std::sqrt(rush * (p.noise.base_sd * p.noise.base_sd +
                                   p.noise.attention_sd * p.noise.attention_sd * s.attention));
    if (p.noise.deep_tao > 0)
      o.noise_sd *= std::sqrt(p.noise.deep_tao / (p.noise.deep_tao + s.tao));
    o.noise_drift = rush * p.noise.reversion * (p.noise.target - in_pools) -
                    hazard_part(extra, dt) / dt * in_pools;
    o.noise_given = o.noise_budget = q.money.cash[cohort_noise] * weight;
    if (target) attacker_orders(p, clock, e, o, blocks);
  }
  q.money.cash[cohort_noise] = 0;

  for (int i = 0; i < count; ++i) {
    if (!e.subnets[i].alive) continue;
    TickOrders& o = orders[i];
    const Subnet& s = e.subnets[i];
    o.own_buy = s.revenue * p.revenue.buyback_share / 7200;
    o.treasury_sell = s.treasury * hazard_part(p.revenue.treasury_sell, dt) / blocks;
    o.buy = o.attacker_buy + o.own_buy;
    o.sell = o.attacker_sell + o.treasury_sell;
    for (int c = 0; c < 3; ++c) {
      const double total = buy_rate_sum[c];
      const double spent = total > 0 ? q.money.cash[c] * hazard_part(total, dt) / total : 0;
      o.buy_of[c] = buy_rate[i][c] * spent / blocks;
      o.buy += o.buy_of[c];
    }
    for (float x : o.sell_of) o.sell += x;
  }
  return orders;
}

namespace {

// What a subnet buys back is nobody's, no longer issued, or its treasury's.
void settle_revenue(const Parameters& p, Money& money, Subnet& s, const TickOrders& o) {
  const double bought = o.own_buy * o.alpha_for_one_tao;
  money.bought_back += o.own_buy * o.bought_blocks;
  money.treasuries += o.treasury_sell * o.tao_for_one_alpha;
  s.treasury -= o.treasury_sell * o.sold_blocks;
  const BoughtBack becomes = p.revenue.bought;
  if (becomes == BoughtBack::burned) s.unallocated += bought;
  if (becomes == BoughtBack::held) s.treasury += bought;
  if (becomes != BoughtBack::recycled) return;
  s.issued -= bought;
  if (s.issued >= s.alpha) return;
  s.taken_in += s.alpha - s.issued;
  s.issued = s.alpha;
}

// A row of traders has `held` left of what it had and bought, of which it sold so much: what that
// cost leaves the books.
void keep_cost(double& basis, double paid, double held, double sold) {
  basis += paid;
  if (sold > 0) basis -= basis * sold / (std::max(held, 0.0) + sold);
}

// Value stakers, attention stakers, yield chasers; noise traders, whose sales count at the mean.
void keep_costs(Subnet& s, const TickOrders& o) {
  for (int c = 0; c < 3; ++c)
    keep_cost(s.basis[c], o.buy_of[c] * o.bought_blocks, s.held[c], o.sell_of[c] * o.sold_blocks);
  const double price = o.sold_blocks > 0 ? o.tao_for_one_alpha / o.sold_blocks : 1;
  keep_cost(s.basis[3], o.noise_given - o.noise_budget, s.held[cohort_noise],
            o.noise_proceeds / price);
}

}  // namespace

// Fills go to holdings and cash; then the trend m moves on: average of the rate of return over
// trend.days, moves beyond +-20 a day count as 20.
void settle(const Parameters& p, const Clock& clock, Economy& e,
            const std::vector<TickOrders>& orders, int blocks) {
  Scalars& q = e.scalars;
  const bool watched = under_attack(clock, static_cast<int>(q.block));
  const double dt = blocks / 7200.0, keep = std::exp(-dt / p.trend.days);
  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    const TickOrders& o = orders[i];
    double proceeds[cohort_count];
    for (int c = 0; c < cohort_count; ++c) {
      proceeds[c] = o.sell_of[c] * o.tao_for_one_alpha;
      s.held[c] -= o.sell_of[c] * o.sold_blocks;
      if (s.held[c] < 0 && s.held[c] > -1e-30) s.held[c] = 0;  // FP32 has sold it twice
      if (c < 3) {
        s.held[c] += o.buy_of[c] * o.alpha_for_one_tao;
        q.money.cash[c] += proceeds[c] - o.buy_of[c] * o.bought_blocks;
      }
      if (c >= cohort_miners) q.money.cash[c] += proceeds[c];
    }
    keep_costs(s, o);
    proceeds[cohort_noise] = o.noise_proceeds;
    q.money.cash[cohort_noise] += o.noise_proceeds + o.noise_budget;
    if (i == clock.target && watched) {
      const double paid = o.attacker_buy * o.bought_blocks;
      const double received = o.attacker_sell * o.tao_for_one_alpha;
      q.attack.held += o.attacker_buy * o.alpha_for_one_tao - o.attacker_sell * o.sold_blocks;
      q.attack.held = std::max(q.attack.held, 0.0);
      keep_cost(q.attack.basis, paid, q.attack.held, o.attacker_sell * o.sold_blocks);
      q.attack.spent += paid;
      q.attack.received += received;
      q.money.attacker += received - paid;
      for (int c = 0; c < cohort_count; ++c) q.contest.sold_now[c] += proceeds[c];
      q.contest.sold_now[cohort_count] += received;
    }
    settle_revenue(p, q.money, s, o);
    const double log_price = std::log(s.price());
    const double rate = std::clamp((log_price - s.log_price) / dt, -20.0, 20.0);
    s.trend = keep * s.trend + (1 - keep) * rate;
    s.log_price = log_price;
  }
}

}  // namespace taosweep::plain
