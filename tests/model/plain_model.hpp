// The plain model: one dTAO economy written a second time, as directly as the documents say it.
// Doubles, the C library's exp, log, pow and tanh, one loop over subnets. Tests hold the economies
// of the sweep to it, and the benchmark measures them against it.
//
// What economies keep in FP32 (attention, trends, flows of a tick) is rounded
// to FP32 here as well; everything else is double, also what the sweep computes in FP32. It shares
// data types and random numbers with the sweep, and no formula.
#pragma once

#include <array>
#include <vector>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/chain/share/share.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/state.hpp"
#include "tests/model/plain_draws.hpp"

namespace taosweep::plain {

/// One subnet. Names and units are those of EconomyState.
struct Subnet {
#define HOT(name, type, unit, empty, ...) type name = empty;
#define COLD(name, type, unit, empty, ...) type name = empty;
#define COLD_ROWS(name, count, type, ...) std::array<type, count> name{};
#include "kernels/state/state.def"

  double price() const {
    return tao / alpha;
  }
};

/// One economy. `scalars.track` is left alone: it holds
/// what outcomes need, not what moves the economy.
struct Economy {
  std::vector<Subnet> subnets;
  Scalars scalars;
  Rules rules;
};

/// Orders of one subnet over one tick, at constant flow per block, and how they were filled so far.
struct TickOrders {
  std::array<float, 3> buy_of{};              ///< value, attention, yield [TAO/block]
  std::array<float, cohort_count> sell_of{};  ///< [alpha/block]
  double attacker_buy = 0, attacker_sell = 0;
  double own_buy = 0;                   ///< by the subnet, out of its revenue
  double treasury_sell = 0;             ///< of what it has bought so and kept
  double buy = 0, sell = 0;             ///< all of the above
  float noise_sd = 0, noise_drift = 0;  ///< [1/d^0.5], [1/d]
  double noise_given = 0;               ///< budget of noise traders at the start
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
#define HOT(name, ...) s.name = state.name[i];
#define COLD(name, ...) s.name = state.name[i];
#define COLD_ROWS(name, count, ...) \
  for (int row = 0; row < count; ++row) s.name[row] = state.name[row][i];
#include "kernels/state/state.def"
  }
  return e;
}

/// Who looks at the orders of a tick before they are cleared, and may put others in their place.
struct OrdersGiven {
  virtual ~OrdersGiven() = default;
  virtual void give(const Economy& e, std::vector<TickOrders>& orders) = 0;
};

/// Advances an economy by one signal tick: from
/// economy.scalars.block, a block on the grid of the clock.
void advance_tick(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                  OrdersGiven* given = nullptr);

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
/// The rules of the chain at a block.
Rules rules_at(const Parameters& p, int block);
/// What the share of emission follows.
double share_weight(const Economy& e, const Subnet& s, int block);
/// The chain emits to a subnet.
bool emitted_to(const Economy& e, const Subnet& s, int block);
/// Alpha of a subnet that each block sets aside for root, of what goes to participants.
double set_aside_for_root(const Economy& e, const Subnet& s, double participants);
/// Dividends in alpha on `half`, the validators' half: root's
/// part is left out once the over-issue has ended.
double dividend_in_alpha(const Rules& rules, double half, double root, double staked);
bool under_attack(const Clock& clock, int block);

// ---- cohorts (plain_cohorts.cpp) ----------------------------------------------------------------

void start_day(const Parameters& p, const Clock& clock, Draws& draws, Economy& e);
/// What subnets earn outside from now on until the next day.
void earn_revenue(const Parameters& p, Draws& draws, Economy& e);
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
/// Part of the miners' half that the attacked subnet pays to holders.
double holder_pay(const Parameters& p, const Clock& clock, int block);
double attention_shock(const Parameters& p, const Clock& clock, Economy& e);
void attacker_orders(const Parameters& p, const Clock& clock, const Economy& e, TickOrders& orders,
                     int blocks);
void act_if_due(const Parameters& p, const Clock& clock, Economy& e);
void close_day(const Parameters& p, const Clock& clock, Economy& e);

/// Scores that count and dividends of an epoch with two validators and two miners; sums are free.
struct TwoSidedEpoch {
  double incentive[2], dividend[2];
};
/// Stakes are shares; `bonds` [validator * 2 + miner] are all 0 before the first, when both sides
/// scored both columns alike.
TwoSidedEpoch two_sided_epoch(const Rules& rules, const double (&stake)[2],
                              const double (&weight)[2][2], double (&bonds)[4]);

/// How the attacked subnet's epoch splits; parts sum to 1.
struct EpochSplit {
  double own_miners = 0.5, sellers = 0, coalition = 0, rest = 0.5;
  double rest_of_root = 1, rest_of_alpha = 1, coalition_of_root = 0, coalition_of_alpha = 0;
};
/// The epoch of the attacked subnet after the action, with the two sides scoring differently.
EpochSplit contested_epoch(const Parameters& p, const Clock& clock, Economy& e);

}  // namespace taosweep::plain
