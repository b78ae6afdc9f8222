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

#include "kernels/math/exp.hpp"
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

//   cost = 1 - (sum M / sum W) (sum V / sum B)
//
//   W = mu sum_i s_i p_i      worth of the alpha that was sold, p_i the price as its tick began
//   B = sum_i b_i             spent out of transit,   V = sum_i b_i q_i p_i   worth of what it bought
//   q_i                       alpha got for one TAO, after the fee
//
// as the shortfall of an order against the price at which it was decided (Perold 1988). Of the
// orders of a tick, of which a part may be out of cash, all were filled alike.
/// Books a cohort's moves of a tick, after its orders (settle.hpp): spends what was in transit, and
/// puts in what is next.
template <class Cohort, class E>
TAOSWEEP_HD void settle_moves_of(E& economy, int blocks) {
  using real = typename E::real;
  using Group = typename E::Group;
  constexpr int i = Cohorts::index<Cohort>(), buyer = buyer_index<Cohort>();
  const double part = Cohort::moved_part(economy.parameters);
  if (!(part > 0)) return;
  real got[E::packs], worth[E::packs], ordered[E::packs], spent[E::packs], bought[E::packs];
  economy.clear_unused(got, worth, ordered, spent, bought);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real price = exp_of(pack.log_price());  // of the tick before: nobody has traded since
    const real sell = pack.sell_of(i), buy = pack.buy_of(buyer);
    got[j] = sell * pack.seller_fill();
    worth[j] = sell * pack.sold_blocks() * price;
    ordered[j] = buy * real(static_cast<double>(blocks));
    spent[j] = buy * pack.bought_blocks();
    bought[j] = buy * pack.buyer_fill() * price;
  }
  double& transit = Cohort::in_transit(economy.money);
  const double moved = part * Group::sum(got), orders = Group::sum(ordered);
  const double share = orders > 0 ? transit * ordered_of_transit / orders : 0.0;
  auto& t = economy.track;
  t.moved += moved;
  t.moved_worth += part * Group::sum(worth);
  t.moves_spent += share * Group::sum(spent);
  t.moves_worth += share * Group::sum(bought);
  economy.money.cash[i] += transit - moved;
  transit = moved;
}

/// The same of all cohorts that may move. Log prices are still those at the tick's start.
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
