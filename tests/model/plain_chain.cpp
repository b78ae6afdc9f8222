// The chain in the plain model: emission, injection, root's sale, price average, orders, epochs.
#include <algorithm>
#include <cmath>

#include "tests/model/plain_model.hpp"

namespace taosweep::plain {

bool under_attack(const Clock& clock, int block) {
  return clock.attack >= 0 && block >= clock.attack;
}

// E(I) = 2^-floor(log2(1/(1 - I/S))), nothing below one rao.
double block_emission(double issuance) {
  constexpr double supply = 21e6;
  if (issuance < supply / 2) return 1;
  if (issuance >= supply) return 0;
  const double halvings = std::floor(std::log2(1 / (1 - issuance / supply)));
  return halvings < 30 ? std::pow(0.5, halvings) : 0;
}

double held_alpha(const Clock& clock, const Economy& e, int i) {
  double sum = i == clock.target ? e.scalars.attack.held : 0;
  for (double q : e.subnets[i].held) sum += q;
  return sum;
}

double root_stake(const Economy& e) {
  return e.scalars.money.root + e.scalars.money.unbooked_root;
}

double root_on_target(const Parameters& p, const Clock& clock, int block) {
  const double others = 1 - p.foundation.coalition_share;
  return under_attack(clock, block) ? 1 - others * p.foundation.abstain_share : 1;
}

// rho = w R/(w R + a): a is all alpha issued for the sale of each block, alpha staked for the
// dividends of an epoch.
static double root_share(double weight, double root, double alpha) {
  return weight * root + alpha > 0 ? weight * root / (weight * root + alpha) : 0;
}

Rules rules_at(const Parameters& p, int block) {
  Rules rules;
  for (int i = 0; i < p.schedule.count; ++i) {
    if (p.schedule.of[i].day * 7200 <= block) rules = p.schedule.of[i].rules;
  }
  if (block < p.protocol.average_fast_day.in(rules.average_fast_day) * 7200) {
    rules.ema_alpha = 3e-6;
    rules.ema_warmup_blocks = 0;
  }
  return rules_in(p, rules);
}

bool emitted_to(const Economy& e, const Subnet& s, int block) {
  return s.alive && block - double{s.opened} >= e.rules.start_delay_blocks;
}

double set_aside_for_root(const Economy& e, const Subnet& s, double participants) {
  return 0.5 * root_share(e.rules.tao_weight, e.scalars.money.root, s.issued) * participants;
}

double share_weight(const Economy& e, const Subnet& s, int block) {
  if (!emitted_to(e, s, block)) return 0;
  return e.rules.share == Shares::rule<SpotPriceShare>() ? s.price() : s.price_ema;
}

double dividend_in_alpha(const Rules& rules, double half, double root, double staked) {
  if (rules.dividends == DividendRule::over_issued) return half;
  return half * (1 - root_share(rules.tao_weight, root, staked));
}

namespace {

/// Reserves after a step, and all that buyers and sellers got.
struct Cleared {
  double tao, alpha, alpha_bought, tao_received;
};

// u = sqrt(B S/(T A)), g = tanh(u)/u, T' = (T + B g)/(1 + S g/A), A' = T A/T';
// buyers share S + A - A', sellers B + T - T'. Both written over the common
// denominator, so that small orders keep their digits.
Cleared clear(double tao, double alpha, double buy, double sell) {
  const double v = buy * sell / (tao * alpha), u = std::sqrt(v);
  const double g = u > 0 ? std::tanh(u) / u : 1;
  const double rest = v < 1e-5 ? v / 3 - 2 * v * v / 15 : 1 - g;  // which has lost digits
  const double by_buys = 1 + buy * g / tao, by_sales = 1 + sell * g / alpha;
  return {tao * by_buys / by_sales, alpha * by_sales / by_buys,
          (sell * rest + (alpha + sell) * g * buy / tao) / by_buys,
          (buy * rest + (tao + buy) * g * sell / alpha) / by_sales};
}

/// Alpha and TAO of a step that wait for the epoch.
struct Accrual {
  double participants, swapped, root_tao;
};

/// The epoch of subnet i on P + s: miners' half, validators' half, owner's cut.
void run_epoch(const Parameters& p, const Clock& clock, Economy& e, int i, int block, double root,
               Accrual due, const EpochSplit& split,
               const std::array<double, seller_count>& seller_share) {
  Subnet& s = e.subnets[i];
  Scalars& q = e.scalars;
  const bool target = i == clock.target;
  const double total = due.participants + due.swapped;
  const double staked = held_alpha(clock, e, i) * p.validators.alpha_staked;
  double dividend = dividend_in_alpha(e.rules, split.rest * total, root * split.rest_of_root,
                                      staked * split.rest_of_alpha);
  double to_coalition =
      dividend_in_alpha(e.rules, split.coalition * total, root * split.coalition_of_root,
                        staked * split.coalition_of_alpha);
  if (e.rules.dividends == DividendRule::balanced) {  // all that is left for alpha, in proportion
    const double sum = dividend + to_coalition;
    const double left = (split.own_miners + split.sellers > 0 ? total / 2 : total) - due.swapped;
    dividend *= sum > 0 ? left / sum : 0;
    to_coalition *= sum > 0 ? left / sum : 0;
  }
  const double mined = split.own_miners * total;
  const double to_sellers = split.sellers * total;
  const double from_miners = target ? holder_pay(p, clock, block) * mined : 0;
  const double take = e.rules.validator_take * dividend;
  const double to_holders = dividend - take + from_miners;

  double holders = target ? q.attack.held : 0;
  for (int c = 0; c < cohort_count; ++c) holders += c == cohort_miners ? 0 : s.held[c];
  const double rate = holders > 0 ? to_holders / holders : 0;
  for (int c = 0; c < cohort_count; ++c) {
    if (c != cohort_miners) s.held[c] += s.held[c] * rate;
    s.held[c] += to_sellers * seller_share[c];
  }
  if (target) q.attack.held += q.attack.held * rate + to_sellers * seller_share[cohort_count];
  s.held[cohort_miners] += mined - from_miners;
  s.held[cohort_validators] += take + to_coalition + (holders > 0 ? 0 : to_holders);
  const double owner = total * e.rules.owner_cut / (1 - e.rules.owner_cut);
  s.held[cohort_owners] += owner;
  s.owner_income += owner * s.price();
  // What was paid and what the chain had issued for it:
  // more while the over-issue lasts, less after.
  const double excess = mined + to_sellers + dividend + to_coalition - due.participants;
  const double paid = split.own_miners + split.sellers + split.coalition + split.rest;
  if (paid == 0) {  // no validator has stake: issued, and nobody's
    s.unallocated += due.participants;
  } else if (e.rules.dividends == DividendRule::over_issued) {
    s.over_issued += excess;
  } else {
    s.unallocated -= excess;
  }
  q.money.unbooked_root += due.root_tao;
}

}  // namespace

void advance_step(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                  std::vector<TickOrders>& orders, int block, int k) {
  Money& money = e.scalars.money;
  const double fee = std::min(1.0, e.rules.stake_fee_tao / p.orders.mean_tao);
  const double least = e.rules.minimum_reserve;
  const double emission = block_emission(money.issuance);
  const int tempo = static_cast<int>(e.rules.tempo);
  const double dt = k / 7200.0;
  const double stake_on_root = root_stake(e);  // epochs of one step see the same
  double weight_sum = 0;
  for (const Subnet& s : e.subnets) weight_sum += share_weight(e, s, block);

  EpochSplit contested;
  contested.rest_of_root = root_on_target(p, clock, block);
  std::array<double, seller_count> seller_share{};
  bool target_epoch = false;
  if (under_attack(clock, block)) {
    target_epoch = tempo - (block + clock.target + 2) % (tempo + 1) < k;
    if (target_epoch && e.scalars.foundation.acted == 1 && p.foundation.acts) {
      double sold = 0;
      for (double x : e.scalars.contest.sold_before) sold += x;
      for (int c = 0; c < seller_count; ++c) {
        seller_share[c] = sold > 0 ? e.scalars.contest.sold_before[c] / sold : 0;
      }
      contested = contested_epoch(p, clock, e);
    }
  }

  for (int i = 0; i < static_cast<int>(e.subnets.size()); ++i) {
    Subnet& s = e.subnets[i];
    if (!s.alive) continue;
    TickOrders& o = orders[i];

    // Injection: t = E w/W beside a = min(t/p, A), A the alpha
    // emission, which also goes to participants.
    const bool emitted = emitted_to(e, s, block);
    const double tao_in = weight_sum > 0 ? emission * share_weight(e, s, block) / weight_sum : 0;
    const double alpha_out = emitted ? block_emission(s.issued) : 0;
    const double alpha_in = std::min(tao_in / s.price(), alpha_out);
    s.tao += k * tao_in;
    s.alpha += k * alpha_in;
    s.issued += k * (alpha_in + alpha_out);
    const double participants = alpha_out * (1 - e.rules.owner_cut);
    const double for_root = set_aside_for_root(e, s, participants);
    Accrual accrued{k * (participants - for_root), k * for_root, 0};

    // Noise traders, in parts of the pool: sd sqrt(dt) z + drift dt.
    const auto z = static_cast<float>(draws.order_flow(i, block, k, p.noise.common));
    const double flow = std::fma(o.noise_sd * static_cast<float>(std::sqrt(dt)), z,
                                 o.noise_drift * static_cast<float>(dt));
    const double noise_buy = std::min(s.tao * std::max(flow, 0.0), o.noise_budget);
    const double noise_sell = std::min(s.alpha * std::max(-flow, 0.0), 0.9 * s.held[cohort_noise]);
    const double buy = k * o.buy + noise_buy, sell = k * o.sell + noise_sell;

    // Root's sale stands alone in a step of one block;
    // else it is one of the orders. It pays no fee.
    double price_seen = 0, root_sell = accrued.swapped;
    bool root_sold = true;
    if (k == 1) {
      const double proceeds = s.tao * root_sell / (s.alpha + root_sell);
      root_sold = s.tao - proceeds >= least;
      if (root_sold) {
        accrued.root_tao = proceeds;
        s.tao -= proceeds;
        s.alpha += root_sell;
      }
      price_seen = s.price();
      root_sell = 0;
    }
    const double tao_before = s.tao, alpha_before = s.alpha;
    double buys = buy * (1 - fee), sales = sell + root_sell;
    Cleared c = clear(s.tao, s.alpha, buys, sales);
    bool buys_refused = c.alpha < least, sales_refused = c.tao < least;
    if (buys_refused) buys = 0;
    if (sales_refused) sales = 0;
    if (buys_refused || sales_refused) c = clear(s.tao, s.alpha, buys, sales);
    if (c.alpha < least || c.tao < least) {  // the side left alone empties the pool as well
      buys_refused = sales_refused = true;
      buys = sales = 0;
      c = clear(s.tao, s.alpha, 0, 0);
    }
    const double alpha_for_tao = buys > 0 ? c.alpha_bought / buys * (1 - fee) : 0;
    // Where nobody sells, what the smallest order would have got: the limit of the above.
    const double at_most = tao_before + buys + buys * buys / (3 * tao_before);
    const double tao_for_alpha = sales > 0       ? c.tao_received / sales
                                 : sales_refused ? 0
                                                 : at_most / alpha_before;
    s.tao = c.tao + fee * ((buys_refused ? 0 : buy) + tao_for_alpha * sell);
    s.alpha = c.alpha;
    // The count of alpha outstanding stops at 0, the reserve takes in all that is sold.
    if (s.issued < s.alpha) {
      s.taken_in += s.alpha - s.issued;
      s.issued = s.alpha;
    }
    if (k > 1) {
      accrued.root_tao = root_sell * tao_for_alpha;
      root_sold = !sales_refused;
      // The mean price of the step, at the low point of a block: after the sale, before orders.
      const double alpha = (alpha_before + s.alpha) / 2;
      price_seen = (tao_before + s.tao) / (alpha_before + s.alpha) * (alpha / (alpha + for_root));
    }
    if (!root_sold) s.unallocated += accrued.swapped;  // outstanding, and nobody's

    s.held[cohort_noise] += noise_buy * alpha_for_tao - (sales_refused ? 0 : noise_sell);
    o.noise_budget -= buys_refused ? 0 : noise_buy;
    o.noise_proceeds += noise_sell * tao_for_alpha * (1 - fee);
    o.alpha_for_one_tao += k * alpha_for_tao;
    o.tao_for_one_alpha += k * tao_for_alpha * (1 - fee);
    o.bought_blocks += buys_refused ? 0 : k;
    o.sold_blocks += sales_refused ? 0 : k;
    s.refused += buys_refused + sales_refused;

    // Price average: m <- m + w (min(p, 1) - m), w = 1 - (1 - a)^k, a = alpha b/(b + h).
    const double age = block - double{s.registered}, warmup = e.rules.ema_warmup_blocks;
    const double a = e.rules.ema_alpha * (warmup > 0 ? age / (age + warmup) : 1);
    const double w = k == 1 ? a : -std::expm1(k * std::log1p(-a));
    s.price_ema = emitted ? s.price_ema + w * (std::min(price_seen, 1.0) - s.price_ema) : 0;

    // The epoch runs when (block + netuid + 1) mod
    // (tempo + 1) = tempo, on what has waited until then.
    const int blocks_until = tempo - (block + i + 2) % (tempo + 1);
    const double part = blocks_until < k ? (blocks_until + 1.0) / k : 0;
    if (part > 0) {
      const Accrual due{s.pending_alpha + part * accrued.participants,
                        s.pending_swapped + part * accrued.swapped,
                        s.pending_tao + part * accrued.root_tao};
      s.pending_alpha = s.pending_swapped = s.pending_tao = 0;
      run_epoch(p, clock, e, i, block, stake_on_root, due,
                i == clock.target ? contested : EpochSplit{}, seller_share);
    }
    s.pending_alpha += (1 - part) * accrued.participants;
    s.pending_swapped += (1 - part) * accrued.swapped;
    s.pending_tao += (1 - part) * accrued.root_tao;
  }
  if (target_epoch) {
    auto& contest = e.scalars.contest;
    std::copy_n(contest.sold_now, seller_count, contest.sold_before);
    std::fill_n(contest.sold_now, seller_count, 0.0);
  }
  if (weight_sum > 0) {
    money.minted += k * emission;
    money.issuance += k * emission;
  }
}

}  // namespace taosweep::plain
