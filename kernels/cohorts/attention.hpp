// Attention: self-exciting events (Hawkes) with depletion of those who can still be won (SIR), and
// the stakers who follow it.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

inline constexpr int max_events = 4;  ///< per subnet and signal tick

/// Mean number of events in dt, the kernel integrated exactly:
///   (mu + f [m]+) dt + n h (1 - exp(-beta dt))
template <class R>
TAOSWEEP_HD R event_mean(R base, double feedback, R trend, double branching, R attention,
                         double decayed, double dt) {
  return fma(R(branching * (1 - decayed)), attention,
             fma(R(feedback), max(trend, R(0.0)), base) * R(dt));
}

/// Number of events as the inverse of the Poisson distribution at u, 0 < u < 1, at most max_events;
/// `overflow` is 1 where more were due. There are n or more where u is below their probability, so
/// that rare events keep their digits. Monotone in the mean, so paired economies stay coupled.
///   P(N > n) = P(N > n - 1) - e^-m m^n / n!,   P(N > 0) = 1 - e^-m
template <class R>
TAOSWEEP_HD R event_count(R mean, R u, R& overflow) {
  const R none = expm1_of(-mean);
  R more = -none, term = R(1.0) + none, count(0.0);
  for (int n = 1; n <= max_events; ++n) {
    count = count + select(u < more, R(1.0), R(0.0));
    term = term * mean * R(1.0 / n);
    more = more - term;
  }
  overflow = select(u < more, R(1.0), R(0.0));
  return count;
}

/// Susceptible part z after dt under dz/dt = rho (1 - z) - kappa h z, exact for constant h.
template <class R>
TAOSWEEP_HD R susceptible_after(R z, R attention, double depletion, double renewal, double dt) {
  const R rate = fma(R(depletion), attention, R(renewal));
  const R rest = select(rate > R(0.0), R(renewal) / max(rate, R(1e-30)), z);
  return fma(z - rest, exp_of(-rate * R(dt)), rest);
}

/// Buying hazard [1/d]: b h z w, w the subnet's part of the square roots of all pools.
template <class R>
TAOSWEEP_HD R attention_buy_rate(double gain, R attention, R susceptible, R weight) {
  return R(gain) * attention * susceptible * weight;
}

/// Selling hazard [1/d]: s0 + s1 [-m]+ / 0.02 + s2 / (1 + h), at most 3.
template <class R>
TAOSWEEP_HD R attention_sell_rate(double base, double stop, double bored, R trend, R attention) {
  const R rate =
      fma(R(stop / 0.02), max(-trend, R(0.0)), R(base) + R(bored) / (R(1.0) + attention));
  return min(rate, R(3.0));
}

struct AttentionStakers {
  static constexpr const char* name = "attention";
  static constexpr Trades trades = Trades::by_hazards;
  static constexpr bool may_move = false;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double cash_share(const Parameters& p) { return p.capital.attention_share; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_attention; }
  template <class R>
  TAOSWEEP_HD static Hazards<R> hazards(const Parameters& p, const Market<R>& market) {
    return {attention_buy_rate(p.attention.buy_gain, market.attention, market.susceptible,
                               market.root_weight),
            attention_sell_rate(p.attention.base_sell, p.attention.stop_sell,
                                p.attention.bored_sell, market.trend, market.attention)};
  }
};

}  // namespace taosweep
