// What a cohort is: it declares how it trades and what it earns, and answers what it wants.
//
//   name             of its parameters and of its holding
//   trades           Trades::by_hazards    buys out of its own cash and sells, at constant flow
//                                          over a tick; has cash_share(parameters) and
//                                          hazards(parameters, market), and panics; may_move: it
//                                          has moved_part(parameters) of what it sells, which buys
//                                          on other subnets (economy/moves.hpp), and
//                                          in_transit(money), the account that holds it until then
//                    Trades::by_steps      draws anew each step (noise traders); has cash_share
//                    Trades::only_sells    lives on what it is paid; has hazard(parameters), of
//                                          selling [1/d], and sold(market, held, part) [alpha in a
//                                          tick], `part` of a holding being what the hazard takes
//   held_part        its part of the alpha that is outstanding where economies begin at a recorded
//                    state
//   earns_dividends  its alpha is staked to validators
//
// Storage, flows, settlement, dividends, ledgers and invariants follow from the list in all.hpp.
#pragma once

#include <type_traits>

#include "kernels/cohorts/hazard.hpp"
#include "kernels/register/parameters.hpp"

namespace taosweep {

enum class Trades { by_hazards, by_steps, only_sells };

/// What cohorts see of a pack of subnets when they look at the market.
template <class R>
struct Market {
  R tao, alpha;       ///< reserves [TAO, alpha]
  R price;            ///< [TAO/alpha]
  R weight;           ///< part of all pools [1], 0 where no subnet lives
  R root_weight;      ///< part of the square roots of all pools [1]
  R log_worth;        ///< logarithm of Q, the worth to value stakers
  R value_error;      ///< error of perceived value, logarithm
  R log_yield;        ///< ln(1 + headline yield)
  R attention;        ///< h
  R susceptible;      ///< z
  R trend;            ///< of the price [1/d]
  R capacity;         ///< cost of all miners that alpha has to pay [TAO/d]
  R owner_sells;      ///< 1 where the owner sells as it usually does, else 0
  R owner_leaves;     ///< part of the owner's holding that it sells for good until then [1]
  double log_unit;    ///< logarithm of the TAO/alpha that one unit of Q stands for
  double yield_mean;  ///< mean of log_yield over subnets
  double dt;          ///< until the next look, `then` [d]
};

/// Hazards [1/d] of buying out of cash and of selling out of a holding, before the launch's rush.
template <class R>
struct Hazards {
  R buy, sell;
};

/// The cohorts of an economy, in the order of their arrays.
template <class... Cohort>
struct CohortList {
  static constexpr int count = sizeof...(Cohort);

  /// Calls f(Cohort{}) for each.
  template <class F>
  TAOSWEEP_HD static void for_each(const F& f) {
    (f(Cohort{}), ...);
  }
  /// Place of a cohort in the list.
  template <class One>
  TAOSWEEP_HD static constexpr int index() {
    static_assert((std::is_same_v<One, Cohort> || ...), "no cohort of the list");
    int place = -1, n = 0;
    ((place = std::is_same_v<One, Cohort> ? n : place, ++n), ...);
    return place;
  }
  /// Number of cohorts that trade so, among the first `before`.
  TAOSWEEP_HD static constexpr int number_of(Trades trades, int before = count) {
    int number = 0, n = 0;
    ((number += n++ < before && Cohort::trades == trades), ...);
    return number;
  }
  TAOSWEEP_HD static constexpr bool only_sells(int cohort) {
    bool sells = false;
    int n = 0;
    ((sells = n++ == cohort ? Cohort::trades == Trades::only_sells : sells), ...);
    return sells;
  }
  TAOSWEEP_HD static constexpr bool earns_dividends(int cohort) {
    bool earns = false;
    int n = 0;
    ((earns = n++ == cohort ? Cohort::earns_dividends : earns), ...);
    return earns;
  }
};

}  // namespace taosweep
