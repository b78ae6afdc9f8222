// The plain model: one dTAO economy written a second time, as directly as the documents say it.
// Doubles, the C library's exp, log, pow and tanh, one loop over subnets. Tests hold the economies
// of the sweep to it, and the benchmark measures them against it.
//
// What economies keep in FP32 (attention, trends, flows of a tick) is rounded
// to FP32 here as well; everything else is double. It shares data types and
// random numbers with the sweep, and no formula.
#pragma once

#include <array>
#include <vector>

#include "kernels/economy/clock.hpp"
#include "kernels/economy/state.hpp"
#include "tests/model/plain_draws.hpp"

namespace taosweep::plain {

/// One subnet. Names and units are those of EconomyState.
struct Subnet {
  bool alive = false;
  double tao = 1, alpha = 1, issued = 1, price_ema = 0;
  double pending_alpha = 0, pending_swapped = 0, pending_tao = 0, over_issued = 0, unallocated = 0;
  double taken_in = 0;
  std::array<double, cohort_count> held{};
  float registered = 0, log_worth = 0, value_error = 0, attention = 0, susceptible = 1;
  float log_price = 0, trend = 0, capacity = 0, refused = 0;

  double price() const { return tao / alpha; }
};

/// One economy. `scalars.track` is left alone: it holds
/// what outcomes need, not what moves the economy.
struct Economy {
  std::vector<Subnet> subnets;
  Scalars scalars;
};

/// Orders of one subnet over one tick, at constant flow per block, and how they were filled so far.
struct TickOrders {
  std::array<float, 3> buy_of{};              ///< value, attention, yield [TAO/block]
  std::array<float, cohort_count> sell_of{};  ///< [alpha/block]
  double attacker_buy = 0, attacker_sell = 0;
  double buy = 0, sell = 0;             ///< all of the above
  float noise_sd = 0, noise_drift = 0;  ///< [1/d^0.5], [1/d]
  double noise_budget = 0, noise_proceeds = 0;
  double alpha_for_one_tao = 0;  ///< alpha that a flow of 1 TAO/block has got
  double tao_for_one_alpha = 0;
  double bought_blocks = 0, sold_blocks = 0;  ///< blocks whose orders were not refused
};

/// A plain economy with the state of one of the sweep.
template <int Slots>
Economy economy_of(const EconomyState<Slots>& state) {
  Economy e;
  e.scalars = state.scalars;
  e.subnets.resize(EconomyState<Slots>::subnets);
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    Subnet& s = e.subnets[i];
    s.alive = state.alive[i] == 1;
    s.tao = state.tao[i];
    s.alpha = state.alpha[i];
    s.issued = state.issued[i];
    s.price_ema = state.price_ema[i];
    s.pending_alpha = state.pending_alpha[i];
    s.pending_swapped = state.pending_swapped[i];
    s.pending_tao = state.pending_tao[i];
    s.over_issued = state.over_issued[i];
    s.unallocated = state.unallocated[i];
    s.taken_in = state.taken_in[i];
    for (int c = 0; c < cohort_count; ++c) s.held[c] = state.held[c][i];
    s.registered = state.registered[i];
    s.log_worth = state.log_worth[i];
    s.value_error = state.value_error[i];
    s.attention = state.attention[i];
    s.susceptible = state.susceptible[i];
    s.log_price = state.log_price[i];
    s.trend = state.trend[i];
    s.capacity = state.capacity[i];
    s.refused = state.refused[i];
  }
  return e;
}

/// Advances an economy by one signal tick: from
/// economy.scalars.block, a block on the grid of the clock.
void advance_tick(const Parameters& p, const Clock& clock, Draws& draws, Economy& e);

/// Blocks of the step, and of the tick, that start now.
int step_blocks(const Clock& clock, const Economy& e);
int tick_blocks(const Clock& clock, const Economy& e);

// ---- the chain (plain_chain.cpp) ------------------------------------------------------------

/// Emission of one block at an issuance, of TAO or of one subnet's alpha.
double block_emission(double issuance);
/// One step of `k` blocks for all subnets.
void advance_step(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                  std::vector<TickOrders>& orders, int block, int k);
/// Alpha held outside the pool of subnet i, the attacker's included.
double held_alpha(const Clock& clock, const Economy& e, int i);
/// Stake on root's accounts: R and the dividends paid, which R does not count.
double root_stake(const Economy& e);
/// Part of root that validates on the attacked subnet: from the attack on, not those who abstain.
double root_on_target(const Parameters& p, const Clock& clock, int block);
/// Dividends in alpha on `half`, the validators' half: root's
/// part is left out once the over-issue has ended.
double dividend_in_alpha(const Parameters& p, double half, double root, double staked, int block);
bool under_attack(const Clock& clock, int block);

// ---- cohorts (plain_cohorts.cpp) ----------------------------------------------------------------

void start_day(const Parameters& p, const Clock& clock, Draws& draws, Economy& e);
void enter_capital(const Parameters& p, Economy& e, int blocks);
void update_attention(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                      int blocks);
/// ln(1 + headline yield a year) of every subnet, 0 where none lives.
std::vector<double> log_yields(const Parameters& p, const Clock& clock, const Economy& e);
void move_root(const Parameters& p, Economy& e, const std::vector<double>& yields, int blocks);
std::vector<TickOrders> orders_of_tick(const Parameters& p, const Clock& clock, Economy& e,
                                       const std::vector<double>& yields, int blocks);
void settle(const Parameters& p, const Clock& clock, Economy& e,
            const std::vector<TickOrders>& orders, int blocks);

// ---- attacker and foundation (plain_attack.cpp) -------------------------------------------------

void start_attack(const Parameters& p, const Clock& clock, Economy& e);
double attention_shock(const Parameters& p, const Clock& clock, Economy& e);
void attacker_orders(const Parameters& p, const Clock& clock, const Economy& e, TickOrders& orders,
                     int blocks);
void act_if_due(const Parameters& p, const Clock& clock, Economy& e);
void close_day(const Parameters& p, const Clock& clock, Economy& e);

/// How the attacked subnet's epoch splits; parts sum to 1.
struct EpochSplit {
  double own_miners = 0.5, sellers = 0, coalition = 0, rest = 0.5;
  double rest_of_root = 1, rest_of_alpha = 1, coalition_of_root = 0, coalition_of_alpha = 0;
};
/// The epoch of the attacked subnet after the action, with the two sides scoring differently.
EpochSplit contested_epoch(const Parameters& p, const Clock& clock, Economy& e);

}  // namespace taosweep::plain
