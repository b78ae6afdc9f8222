// Stake that moves from subnet to subnet: a part of what a cohort sells is not cashed, but buys
// again over the next tick.
//
//   M   = mu sum_i s_i p'_i       proceeds of a tick's sales that stay in transit [TAO]
//   b_i = M a_i/L                 spent on subnet i over the next tick [TAO],   L = sum_i a_i
//
//   mu    part that moves, of the cohort [1]        s_i  what it sells on subnet i [alpha]
//   p'_i  TAO got for one alpha, after the fee      a_i  its buying hazards in the next tick [1/d]
//
// Both legs are orders among all others, and pay the pool's fee. The chain does both in one block;
// here the second waits for a tick, during which the money is an account of its own
// (state/accounts.def) that neither leaves nor goes to root. Where the cohort wants to buy nothing,
// and where buys are refused, it becomes cash.
// Source: subtensor staking/move_stake.rs.
#pragma once

#include "kernels/state/economy.hpp"

namespace taosweep {

/// Part of what is in transit that is ordered: rounding to FP32 never spends more than there is.
/// The rest becomes cash.
inline constexpr double ordered_of_transit = 1 - 0x1p-20;

/// Sum of buying hazards [1/d] below which a cohort wants nothing, so that what one unit of them
/// spends stays an FP32 number.
inline constexpr double least_buying = 0x1p-64;

/// TAO that one unit of buying hazard spends in a tick out of what a cohort has in transit, `total`
/// being the sum L of its hazards. Without any, what is in transit becomes cash.
template <class Cohort>
TAOSWEEP_HD double transit_per_hazard(Money& money, double total) {
  double& transit = Cohort::in_transit(money);
  if (total > least_buying) return transit * ordered_of_transit / total;
  money.cash[Cohorts::index<Cohort>()] += transit;
  transit = 0;
  return 0;
}

/// Whether a cohort has money to buy with.
template <class Cohort>
TAOSWEEP_HD bool has_money(const Money& money) {
  bool has = money.cash[Cohorts::index<Cohort>()] > 0;
  if constexpr (Cohort::may_move) has = has || Cohort::in_transit(money) > 0;
  return has;
}

//   cost = 1 - (sum M_i r_i / sum M_i) (sum b_j r_j / sum b_j),   r = (1 - f) T/(T + x)
//
//   M_i, b_j  moved out of subnet i, and into j [TAO]     x  a typical order, orders.mean_tao [TAO]
//   T         TAO in the pool as the tick ends            f  fee of an order [1]
//
// r is what an order worth x leaves of its worth in a constant product of T TAO, selling or buying,
// against the price before it. The loss of the flows themselves against the price as a tick begins
// would not do: it goes to 0 with the tick.
//
/// Books a cohort's moves of a tick, after its orders (settle.hpp): spends what was in transit, and
/// puts in what is next.
template <class Cohort, class E>
TAOSWEEP_HD void settle_moves_of(E& economy, int blocks) {
  using real = typename E::real;
  using Group = typename E::Group;
  constexpr int i = Cohorts::index<Cohort>(), buyer = buyer_index<Cohort>();
  const double part = Cohort::moved_part(economy.parameters);
  if (!(part > 0)) return;
  const real kept(1 - economy.flows.terms.fee), order(economy.parameters.orders.mean_tao);
  real got[E::packs], left[E::packs], ordered[E::packs], spent[E::packs], arrived[E::packs];
  economy.clear_unused(got, left, ordered, spent, arrived);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real left_of_order = kept * pack.tao() / (pack.tao() + order);
    const real buy = pack.buy_of(buyer);
    got[j] = pack.sell_of(i) * pack.seller_fill();
    left[j] = got[j] * left_of_order;
    ordered[j] = buy * real(static_cast<double>(blocks));
    spent[j] = buy * pack.bought_blocks();
    arrived[j] = spent[j] * left_of_order;
  }
  double& transit = Cohort::in_transit(economy.money);
  const double moved = part * Group::sum(got), orders = Group::sum(ordered);
  // Of a tick's orders, of which some may be out of cash, all were filled alike.
  const double share = orders > 0 ? transit * ordered_of_transit / orders : 0.0;
  auto& t = economy.track;
  t.moved += moved;
  t.moved_left += part * Group::sum(left);
  t.moves_spent += share * Group::sum(spent);
  t.moves_arrived += share * Group::sum(arrived);
  economy.money.cash[i] += transit - moved;
  transit = moved;
}

/// The same of all cohorts that may move.
template <class E>
TAOSWEEP_CALLED void settle_moves(E& economy, int blocks) {
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades == Trades::by_hazards) {
      if constexpr (Cohort::may_move) settle_moves_of<Cohort>(economy, blocks);
    }
  });
}

}  // namespace taosweep
