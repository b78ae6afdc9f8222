// Who decides once in a while: the one list of players, and how all of them are asked at once.
#pragma once

#include "kernels/players/attacker.hpp"
#include "kernels/players/foundation.hpp"

namespace taosweep {

template <class... P>
struct PlayerList {
  static_assert((P::holds_alpha + ...) <= 1, "whose is the alpha that epochs pay players?");

  /// What each has decided for a tick.
  struct Tick : P::Tick... {};

  TAOSWEEP_HD static void launch(const Clock& clock, Scalars& scalars) {
    (P::launch(clock, scalars), ...);
  }
  template <class E>
  TAOSWEEP_HD static Tick begin_tick(E& economy, int block, int blocks) {
    Tick tick{};
    (P::plan(economy, block, blocks, static_cast<typename P::Tick&>(tick)), ...);
    return tick;
  }
  template <class E>
  TAOSWEEP_HD static void settle(E& economy, const Tick& tick, int block) {
    (P::settle(economy, static_cast<const typename P::Tick&>(tick), block), ...);
  }
  template <class E>
  TAOSWEEP_HD static void start(E& economy, int block) {
    (P::start(economy, block), ...);
  }
  template <class E>
  TAOSWEEP_HD static bool acts_at(const E& economy, int block) {
    return (P::acts_at(economy, block) || ...);
  }
  /// Lets those act who do so at this block, and everybody decide on it.
  template <class E>
  TAOSWEEP_HD static void act(E& economy, int block, const Standing& seen) {
    ((P::acts_at(economy, block) ? P::act(economy, seen) : void()), ...);
    decide(economy, block, seen);
  }
  template <class E>
  TAOSWEEP_HD static void decide(E& economy, int block, const Standing& seen) {
    (P::decide(economy, block, seen), ...);
  }
  template <class E, class Offers>
  TAOSWEEP_HD static std::uint64_t buy_votes(E& economy, int block, const Offers& offers) {
    return (P::buy_votes(economy, block, offers) | ...);
  }
  template <class E>
  TAOSWEEP_HD static void earn(E& economy, const typename E::real (&alpha)[E::packs]) {
    (P::earn(economy, alpha), ...);
  }
  template <class E>
  TAOSWEEP_HD static bool keeps_slot(const E& economy, int subnet) {
    return (P::keeps_slot(economy, subnet) || ...);
  }
  template <class E>
  TAOSWEEP_HD static double held_at(const E& economy, int subnet) {
    return (P::held_at(economy, subnet) + ...);
  }
  template <class E>
  TAOSWEEP_HD static void dissolve(E& economy, int subnet, double per_alpha) {
    (P::dissolve(economy, subnet, per_alpha), ...);
  }
  template <class E>
  TAOSWEEP_HD static bool sound(const E& economy, double least) {
    return (P::sound(economy, least) & ...);
  }

#define TAOSWEEP_ASK_IN_TICK(hook, op)                                              \
  template <class Pack>                                                             \
  TAOSWEEP_HD static typename Pack::real hook(const Pack& pack, const Tick& tick) { \
    return (P::hook(pack, static_cast<const typename P::Tick&>(tick)) op...);       \
  }
#define TAOSWEEP_ASK(hook, op)                                                           \
  template <class Pack, class... Given>                                                  \
  TAOSWEEP_HD static typename Pack::real hook(const Pack& pack, const Given&... given) { \
    return (P::hook(pack, given...) op...);                                              \
  }
  TAOSWEEP_ASK_IN_TICK(buys, +)
  TAOSWEEP_ASK_IN_TICK(sells, +)
  TAOSWEEP_ASK_IN_TICK(event_factor, *)
  TAOSWEEP_ASK_IN_TICK(attention_shock, +)
  TAOSWEEP_ASK_IN_TICK(log_worth, +)
  TAOSWEEP_ASK_IN_TICK(panic, +)
  TAOSWEEP_ASK(seen_log_worth, +)
  TAOSWEEP_ASK(votes_for, +)
  TAOSWEEP_ASK(holder_pay, +)
  TAOSWEEP_ASK(owns, +)
  TAOSWEEP_ASK(outside_income, +)
  TAOSWEEP_ASK(validating_root, *)
  TAOSWEEP_ASK(headline_open, *)
  TAOSWEEP_ASK(held, +)
  TAOSWEEP_ASK(earned, +)
#undef TAOSWEEP_ASK_IN_TICK
#undef TAOSWEEP_ASK
};

/// In the order in which they decide.
using Players = PlayerList<Foundation, Attacker>;

}  // namespace taosweep
