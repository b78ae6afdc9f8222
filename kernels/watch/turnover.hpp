// What each cohort has paid for alpha, and what it has got for it, on all subnets.
#pragma once

#include "kernels/players/holdings.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/watch/exit_value.hpp"

namespace taosweep {

/// What holders have on day 0 counts as bought at its exit value: nothing at the launch.
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

/// TAO that noise traders have left to spend.
template <class E>
TAOSWEEP_HD double noise_budgets(E& economy) {
  return sum_of_orders(economy, [](const auto& pack) { return pack.noise_budget(); });
}

/// Before the steps of a tick: noise traders' budgets melt in them.
template <class E>
TAOSWEEP_CALLED void begin_turnover(E& economy) {
  economy.turnover.noise_budgets = noise_budgets(economy);
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
      left = noise_budgets(economy);
      paid = t.noise_budgets - left;
      t.received[c] += joined[c] - left;
    } else {
      t.received[c] += joined[c];
    }
    t.paid[c] += paid;
  });
}

}  // namespace taosweep
