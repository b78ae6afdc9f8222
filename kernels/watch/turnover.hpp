// What each cohort has paid for alpha, and what it has got for it, on all subnets.
#pragma once

#include "kernels/cohorts/average_cost.hpp"
#include "kernels/players/holdings.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/watch/exit_value.hpp"

namespace taosweep {

/// What holders have on day 0 counts as bought at its exit value, and where outcomes are at the
/// price at that: nothing at the launch.
template <class E>
TAOSWEEP_CALLED void note_first_holdings(E& economy) {
  auto& t = economy.turnover;
  for (int c = 0; c < cohort_count; ++c) {
    t.paid[c] += economy.sum([&](const auto& pack) {
      const auto each = exit_value(pack, sellable_on(pack, Players::held(pack)));
      return pack.alive() * pack.held(c) * each;
    });
    if (Cohorts::only_sells(c)) continue;
    t.first_value[c] = t.paid[c];
    t.first_at_price[c] =
        economy.sum([&](const auto& pack) { return pack.alive() * pack.held(c) * pack.price(); });
  }
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    Cohorts::for_each([&](auto cohort) {
      using Cohort = decltype(cohort);
      if constexpr (Cohort::trades != Trades::only_sells)
        pack.set_basis(trader_index<Cohort>(),
                       pack.alive() * pack.held(Cohorts::template index<Cohort>()) * pack.price());
    });
  }
}

/// Sum over the subnets that live or will: orders lie nowhere else.
template <class E, class F>
TAOSWEEP_HD double sum_of_orders(E& economy, const F& of) {
  typename E::real x[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) x[j] = of(economy.pack(j));
  economy.clear_unused(x);
  return E::Group::sum(x);
}

/// Books on a pack what a cohort's holding has cost, where it has bought or sold in a tick: it paid
/// so much [TAO]; `left` is there and `sold` has gone, in one unit.
template <class Cohort, class P>
TAOSWEEP_HD void keep_cost(const P& pack, const typename P::real& paid,
                           const typename P::real& left, const typename P::real& sold) {
  using real = typename P::real;
  constexpr int row = trader_index<Cohort>();
  if (all(paid + sold <= real(0.0))) return;  // not where either is a NaN
  pack.set_basis(row, (pack.basis(row) + paid) * part_left(left, sold));
}

//   s = R n/F        R  proceeds [TAO],   F/n  got for one alpha, over the n blocks of the tick
//
/// The same of noise traders. What they sell differs from step to step and is not counted: their
/// sales count at the mean of the tick, as their purchases do for adopters.
template <class Cohort, class P>
TAOSWEEP_HD void keep_cost_by_mean(const P& pack) {
  using real = typename P::real;
  const real left = pack.held(Cohorts::template index<Cohort>()) * pack.seller_fill();
  const real sold = pack.noise_proceeds() * pack.sold_blocks();
  keep_cost<Cohort>(pack, pack.noise_given() - pack.noise_budget(), left, sold);
}

/// Books a tick whose orders are settled; `joined` is what that added to each cohort's cash.
template <class E>
TAOSWEEP_CALLED void see_turnover(E& economy, const double (&joined)[cohort_count]) {
  auto& t = economy.turnover;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    constexpr int c = Cohorts::template index<Cohort>();
    // What was left of the budget joins cash too, and was never paid.
    double paid = 0, left = 0;
    if constexpr (Cohort::trades == Trades::by_hazards) {
      paid = sum_of_orders(economy, [](const auto& pack) {
        return pack.buy_of(buyer_index<Cohort>()) * pack.bought_blocks();
      });
      t.received[c] += joined[c] + paid;
    } else if constexpr (Cohort::trades == Trades::by_steps) {
      left = sum_of_orders(economy, [](const auto& pack) { return pack.noise_budget(); });
      paid = sum_of_orders(economy, [](const auto& pack) { return pack.noise_given(); }) - left;
      t.received[c] += joined[c] - left;
    } else {
      t.received[c] += joined[c];
    }
    t.paid[c] += paid;
  });
}

}  // namespace taosweep
