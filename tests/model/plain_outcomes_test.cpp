// Outcomes and series of a whole run, against those that the plain model gives tick by tick.
#include <gtest/gtest.h>

#include "tests/kernels/economy_fixture.hpp"
#include "tests/model/plain_history.hpp"
#include "tests/model/wanted_orders.hpp"

namespace taosweep {
namespace {

/// A fresh subnet opens on day 2: it is not emitted to before it has been started.
Parameters with_a_fresh_subnet() {
  Parameters p = small_economy();
  p.network.subnets = 20;
  p.time.days = 12;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 2;
  p.protocol.start_delay_blocks = 14400;
  return p;
}

/// The days of an economy of the sweep, each tick made anew by the plain model.
template <int Slots>
plain::History history_of(Simulation<Slots>& economy) {
  plain::History history;
  plain::KeyedDraws draws(economy.key);
  plain::Economy model = plain::economy_of(economy.s());
  model.rules = plain::rules_at(economy.p, 0);
  history.see_day(model);
  while (economy.scalars().stopped == 0) {
    const plain::Economy before = plain::economy_of(economy.s());
    model = before;
    economy.run_tick();
    plain::WantedOrders wanted(plain::wanted_by(economy.s()));
    plain::advance_tick(economy.p, economy.clock, draws, model, &wanted);
    history.see_tick(before, model);
    if (economy.block() % 7200 == 0) history.see_day(model);
  }
  economy.finish_run();
  return history;
}

void expect_same(const Simulation<1>& economy, const plain::History& history) {
  for (const auto& [which, value] : history.outcomes()) {
    const bool cancels =  // sums of terms of both signs
        which == outcome_divergence_by_worth || which == outcome_divergence_by_market ||
        which == outcome_divergence_by_even;
    EXPECT_NEAR(economy.result.outcomes[which], value, (cancels ? 1e-8 : 1e-9) * std::abs(value))
        << outcome_table[which].name;
  }
  const int times = time_count(TimeAxis::day, economy.plan);
  ASSERT_EQ(history.days(), static_cast<std::size_t>(times));
  for (int day = 0; day < times; ++day) {
    for (const auto& [which, value] : history.series(static_cast<std::size_t>(day)))
      EXPECT_NEAR(economy.result.series[which * times + day], value, 1e-6 * std::abs(value))
          << series_table[which].name << " of day " << day;
  }
}

TEST(OutcomesOfARun, AreThoseOfThePlainModel) {
  Parameters p = small_economy();
  p.time.days = 12;
  Simulation<1> economy(p, {21, 0, 0});
  expect_same(economy, history_of(economy));
}

TEST(OutcomesOfARun, AreThoseOfThePlainModelWhereASubnetStartsLater) {
  Simulation<1> economy(with_a_fresh_subnet(), {22, 0, 0});
  const plain::History history = history_of(economy);
  expect_same(economy, history);
  EXPECT_DOUBLE_EQ(economy.result.outcomes[outcome_emission_switches], 30 * 1 / 12.0);
}

TEST(PlainHistory, SpreadsSharesAsByHand) {
  EXPECT_DOUBLE_EQ(plain::sum_of_squares({0.2, 0.5, 0.3}), 0.38);
  EXPECT_NEAR(plain::gini({0.2, 0.5, 0.3}), 0.2, 1e-15);
  EXPECT_EQ(plain::gini({0.5, 0.5}), 0);
}

}  // namespace
}  // namespace taosweep
