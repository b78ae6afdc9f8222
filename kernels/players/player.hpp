// A player is anyone who decides once in a while: an attacker, a foundation, an owner with a plan.
//
// One header each, a struct that hides those members of Player which it answers otherwise; what it
// leaves alone does nothing. Players act on subnets of their choice: what the market and the chain
// ask is asked of a pack of subnets, and answered with the neutral value wherever a player has
// nothing to do. The list is all.hpp; rules, cohorts and the economy know no other name.
#pragma once

#include "kernels/state/economy.hpp"

namespace taosweep {

/// What players see of the subnet that they look at; shares and rank are 0 where it does not live.
struct Standing {
  double price, spot_share, ema_share;
  double rank, price_rank;  ///< by price times alpha outstanding, and by price
  double tao, alpha;        ///< reserves
  double tao_weight;        ///< w2 of its pool
  double price_sum;         ///< of all subnets, whether or not it lives [TAO/alpha]
};

struct Player {
  /// Has alpha of its own. One of the list may: what epochs pay players is booked on it.
  static constexpr bool holds_alpha = false;

  // ---- in its own time --------------------------------------------------------------------------
  /// Its scalars on the day of launch.
  static void launch(const Clock&, Scalars&) {}
  /// At the start of a tick: whether something begins at this block.
  template <class E>
  TAOSWEEP_HD static void start(E&, int /*block*/) {}
  /// At the start of a tick: what it does in these blocks. `Tick` is a struct of its own.
  template <class E, class Tick>
  TAOSWEEP_HD static void plan(E&, int /*block*/, int /*blocks*/, Tick&) {}
  /// At the end of a tick: books how its orders were filled.
  template <class E, class Tick>
  TAOSWEEP_HD static void settle(E&, const Tick&, int /*block*/) {}
  /// It acts at this block, between two days.
  template <class E>
  TAOSWEEP_HD static bool acts_at(const E&, int /*block*/) {
    return false;
  }
  template <class E>
  TAOSWEEP_HD static void act(E&, const Standing&) {}
  /// Once a day while root votes: bits of the validators whose votes of this day it has paid for.
  template <class E, class Offers>
  TAOSWEEP_HD static std::uint64_t buy_votes(E&, int /*block*/, const Offers&) {
    return 0;
  }
  /// Once a day, and after somebody has acted.
  template <class E>
  TAOSWEEP_HD static void decide(E&, int /*block*/, const Standing&) {}
  /// Books alpha that epochs have paid to players, subnet by subnet.
  template <class E>
  TAOSWEEP_HD static void earn(E&, const typename E::real (&)[E::packs] /*alpha*/) {}
  /// A slot that newcomers leave to it.
  template <class E>
  TAOSWEEP_HD static bool keeps_slot(const E&, int /*subnet*/) {
    return false;
  }
  /// Alpha of its own on one subnet, before that is dissolved; and what it is paid for it
  /// [TAO/alpha].
  template <class E>
  TAOSWEEP_HD static double held_at(const E&, int /*subnet*/) {
    return 0;
  }
  template <class E>
  TAOSWEEP_HD static void dissolve(E&, int /*subnet*/, double /*per_alpha*/) {}
  /// What it keeps can be, where amounts of TAO are not below `least`; the cash of all is an
  /// account (state/accounts.def), and looked at there.
  template <class E>
  TAOSWEEP_HD static bool sound(const E&, double /*least*/) {
    return true;
  }

  // ---- on a pack of subnets ---------------------------------------------------------------------
#define TAOSWEEP_NEUTRAL(hook, value)                                         \
  template <class Pack, class... Given>                                       \
  TAOSWEEP_HD static typename Pack::real hook(const Pack&, const Given&...) { \
    return typename Pack::real(value);                                        \
  }
  TAOSWEEP_NEUTRAL(buys, 0.0)             ///< (tick) [TAO/block]
  TAOSWEEP_NEUTRAL(sells, 0.0)            ///< (tick) [alpha/block]
  TAOSWEEP_NEUTRAL(event_factor, 1.0)     ///< (tick) on the base rate of attention events
  TAOSWEEP_NEUTRAL(attention_shock, 0.0)  ///< (tick) attention that arrives at once [1]
  TAOSWEEP_NEUTRAL(log_worth, 0.0)        ///< (tick) added to ln of the worth to value stakers
  TAOSWEEP_NEUTRAL(seen_log_worth, 0.0)   ///< (block) the same for those who vote on emission
  TAOSWEEP_NEUTRAL(votes_for, 0.0)        ///< () 1 where the votes go that it has bought
  TAOSWEEP_NEUTRAL(panic, 0.0)            ///< (tick) extra hazard of selling [1/d]
  TAOSWEEP_NEUTRAL(holder_pay, 0.0)       ///< (block) part of the miners' half paid to holders [1]
  TAOSWEEP_NEUTRAL(owns, 0.0)             ///< (block) part of the owner's cut that it gets [1]
  TAOSWEEP_NEUTRAL(outside_income, 0.0)   ///< (block) of miners from elsewhere, over their cost [1]
  TAOSWEEP_NEUTRAL(validating_root, 1.0)  ///< (block) part of root stake that validates there [1]
  TAOSWEEP_NEUTRAL(headline_open, 1.0)    ///< () 1 where holders can expect their pay, else 0
  TAOSWEEP_NEUTRAL(held, 0.0)             ///< () alpha of its own
  TAOSWEEP_NEUTRAL(earned, 0.0)           ///< (share, rate, to_sellers) alpha that an epoch pays
#undef TAOSWEEP_NEUTRAL
};

}  // namespace taosweep
