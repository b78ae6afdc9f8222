// What holdings have cost, by hand, and what was realised, tick by tick.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/cohorts/average_cost.hpp"
#include "kernels/economy/settle.hpp"
#include "kernels/state/named_numbers.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy/one_economy.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

constexpr int value_row = trader_index<ValueStakers>(), noise_row = trader_index<NoiseTraders>();

// 15 of 20 alpha stay. Where nothing is sold all of it does, though there be nothing.
TEST(AverageCost, LeavesThePartOfAllThatThereWas) {
  EXPECT_EQ(part_left(15.0, 5.0), 0.75);
  EXPECT_EQ(part_left(0.0, 5.0), 0);
  EXPECT_EQ(part_left(-1e-30, 5.0), 0) << "rounding has sold it twice";
  EXPECT_EQ(part_left(0.0, 0.0), 1);
  EXPECT_EQ(part_left(7.0, 0.0), 1);
}

TEST(AverageCost, HasARowForEachThatTradesWithItsOwnCash) {
  EXPECT_EQ(trader_count, buyer_count + 1);
  EXPECT_EQ(value_row, 0);
  EXPECT_EQ(noise_row, 3);
  EXPECT_EQ(trader_index<MomentumTraders>(), 4) << "who only sells stands between";
}

/// Subnet 2 of an economy whose orders are given tick by tick: 10 blocks, of constant flow.
struct ByHand {
  Simulation<1> simulation{small_economy()};
  OneEconomy economy{simulation};

  double& held(int cohort) { return simulation.s().held[cohort][2]; }
  double basis(int row) { return simulation.s().basis[row][2]; }

  /// `paid` TAO and `sold` alpha of value stakers, at a price.
  void settle_value(double paid, double sold, double price) {
    auto& s = simulation.s();
    s.buy_of[trader_index<ValueStakers>()][2] = static_cast<float>(paid / 10);
    s.sell_of[cohort_value][2] = static_cast<float>(sold / 10);
    s.bought_blocks[2] = s.sold_blocks[2] = 10;
    simulation.flows->buyer_fill[2] = 10 / price;
    simulation.flows->seller_fill[2] = 10 * price;
    settle_orders(*economy, {}, 0);
  }
  double outcome(Outcome which) {
    economy->store();
    finish(simulation.p, simulation.clock, simulation.segments, simulation.s(), simulation.result);
    return simulation.result.outcomes[which];
  }
};

// 10 alpha for 10 TAO and 10 for 30: of the 40 that were paid, 5 alpha take 10 with them. They
// bring 20. Then 5 alpha are earned: the same 30 TAO for 20 alpha, of which 10 bring 40.
TEST(Costs, GoWithTheAlphaThatIsSoldAtTheirAverage) {
  ByHand hand;
  hand.settle_value(10, 0, 1);
  hand.settle_value(30, 0, 3);
  EXPECT_EQ(hand.held(cohort_value), 20);
  EXPECT_EQ(hand.basis(value_row), 40);
  EXPECT_EQ(hand.outcome(outcome_return_value_realised), 0);
  hand.settle_value(0, 5, 4);
  EXPECT_DOUBLE_EQ(hand.basis(value_row), 30);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_realised), (20 - 10) / 40.0);
  hand.held(cohort_value) += 5;
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_realised), 0.25) << "earned, not sold";
  hand.settle_value(0, 10, 4);
  EXPECT_DOUBLE_EQ(hand.basis(value_row), 15);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_realised), (20 - 10 + 40 - 15) / 40.0);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_holder_return_realised), 35 / 40.0) << "they are all";
  hand.settle_value(0, 10, 1);
  EXPECT_EQ(hand.basis(value_row), 0);
  EXPECT_NEAR(hand.held(cohort_value), 0, 1e-12);
  const double at_price = hand.outcome(outcome_return_value_at_price);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_realised), at_price) << "all is sold";
}

// 10 alpha for 10 TAO; then 10 for 30 while 5 are sold: 15 of 20 are left of 40 TAO.
TEST(Costs, OfATickAreThoseOfItsPurchasesAsWell) {
  ByHand hand;
  hand.settle_value(10, 0, 1);
  hand.settle_value(30, 5, 3);
  EXPECT_EQ(hand.held(cohort_value), 15);
  EXPECT_DOUBLE_EQ(hand.basis(value_row), 30);
}

// Noise traders had 50 TAO to spend and have 10 left; 20 TAO of proceeds at 4 TAO are 5 of 20
// alpha.
TEST(Costs, OfNoiseTradersGoByTheMeanPriceOfTheTick) {
  ByHand hand;
  hand.simulation.s().noise_given[2] = 50;
  hand.simulation.flows->noise_budget[2] = 10;
  hand.simulation.flows->noise_proceeds[2] = 20;
  hand.held(cohort_noise) = 15;
  hand.settle_value(0, 0, 4);
  EXPECT_DOUBLE_EQ(hand.basis(noise_row), 30);
  EXPECT_DOUBLE_EQ(hand.basis(value_row), 0);
}

// Where all sales were refused nothing was sold, at whatever price.
TEST(Costs, StayWhereEverySaleIsRefused) {
  ByHand hand;
  hand.settle_value(10, 0, 1);
  hand.held(cohort_noise) = 5;
  hand.simulation.s().basis[noise_row][2] = 7;
  auto& s = hand.simulation.s();
  s.buy_of[0][2] = 0;
  s.sell_of[cohort_value][2] = 1;
  s.bought_blocks[2] = s.sold_blocks[2] = 0;
  hand.simulation.flows->buyer_fill[2] = hand.simulation.flows->seller_fill[2] = 0;
  settle_orders(*hand.economy, {}, 0);
  EXPECT_EQ(hand.basis(value_row), 10);
  EXPECT_EQ(hand.basis(noise_row), 7);
}

// 20 alpha that cost 40 TAO are refunded with 100: 60 are realised, and who comes next begins at 0.
TEST(Costs, AreRealisedWhereASubnetEnds) {
  ByHand hand;
  hand.settle_value(10, 0, 1);
  hand.settle_value(30, 0, 3);
  auto& s = hand.simulation.s();
  s.tao[2] = 100;
  s.alpha[2] = 500;
  dissolve(*hand.economy, 2);
  EXPECT_EQ(hand.basis(value_row), 0);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_realised), 60 / 40.0);
  EXPECT_DOUBLE_EQ(hand.outcome(outcome_return_value_at_price), 60 / 40.0);
}

TEST(Costs, OfWhatIsHeldOnDay0AreItsPriceThen) {
  ByHand hand;
  auto& s = hand.simulation.s();
  s.tao[2] = 100;
  s.alpha[2] = 60;
  hand.held(cohort_value) = 30;
  note_first_holdings(*hand.economy);
  EXPECT_DOUBLE_EQ(hand.basis(value_row), 50);
  EXPECT_NEAR(hand.outcome(outcome_return_value_realised), 0, 1e-15);
  hand.settle_value(0, 15, 2);
  EXPECT_NEAR(hand.outcome(outcome_return_value_realised), (30 - 25) / 50.0, 1e-15);
}

template <int Slots>
double price_on(const EconomyState<Slots>& s, const Segments& segments, int i) {
  const Rules& rules = segments.rules_at(static_cast<int>(s.scalars.block));
  const StoredEconomy whole{s.scalars.money, s.scalars.emission, &rules};
  return StoredSubnet<Slots>{whole, s, i}.price();
}

/// Realised profit of a cohort [TAO], from what each tick and each end of a subnet did.
struct Realised {
  double profit[trader_count] = {};

  template <int Slots>
  void run(Simulation<Slots>& economy) {
    while (economy.scalars().stopped == 0) {
      const EconomyState<Slots> before = economy.s();
      economy.run_tick();
      const EconomyState<Slots>& s = economy.s();
      Cohorts::for_each([&](auto cohort) {
        using Cohort = decltype(cohort);
        if constexpr (Cohort::trades != Trades::only_sells) {
          constexpr int c = Cohorts::template index<Cohort>(), row = trader_index<Cohort>();
          double& sum = profit[row];
          sum += s.scalars.turnover.received[c] - before.scalars.turnover.received[c];
          for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
            const bool ended = s.opened[i] != before.opened[i] || s.alive[i] < before.alive[i];
            const double had = cost_before(before, economy, row, c, i);
            if (ended) sum -= had;
            sum -= cost_of_sales<Cohort>(ended ? 0 : had, s, *economy.flows, i);
          }
        }
      });
    }
  }
  /// What is held on day 0 has cost its price.
  template <int Slots>
  static double cost_before(const EconomyState<Slots>& before, const Simulation<Slots>& economy,
                            int row, int c, int i) {
    if (before.scalars.block > 0) return before.basis[row][i];
    return before.alive[i] > 0 ? before.held[c][i] * price_on(before, economy.segments, i) : 0;
  }
  /// What a tick's sales have cost, of what had cost so much before and of what was bought.
  template <class Cohort, int Slots>
  static double cost_of_sales(double basis, const EconomyState<Slots>& s,
                              const TickFlows<Slots>& flows, int i) {
    constexpr int c = Cohorts::template index<Cohort>();
    double paid, sold;
    if constexpr (Cohort::trades == Trades::by_hazards) {
      paid = double{s.buy_of[buyer_index<Cohort>()][i]} * s.bought_blocks[i];
      sold = double{s.sell_of[c][i]} * s.sold_blocks[i];
    } else {
      const double price = flows.seller_fill[i] / s.sold_blocks[i];
      paid = s.noise_given[i] - flows.noise_budget[i];
      sold = flows.noise_proceeds[i] > 0 ? flows.noise_proceeds[i] / price : 0;
    }
    return sold > 0 ? (basis + paid) * sold / (std::max(s.held[c][i], 0.0) + sold) : 0;
  }
};

/// TAO put in by a cohort, what it had on day 0 at the price.
double put_in(const Turnover& t, int c) {
  return t.paid[c] - t.first_value[c] + t.first_at_price[c];
}

/// Outcomes of each that trades against what was realised and what is held.
template <int Slots>
void expect_parts_of_the_whole(Simulation<Slots>& economy, const Realised& realised) {
  const auto& s = economy.s();
  const double* out = economy.result.outcomes;
  double all = 0, all_realised = 0;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades != Trades::only_sells) {
      constexpr int c = Cohorts::template index<Cohort>(), row = trader_index<Cohort>();
      const double paid = put_in(s.scalars.turnover, c);
      double gained = 0;  // by what it holds
      for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
        EXPECT_GE(s.basis[row][i], 0) << i;
        if (s.alive[i] > 0)
          gained += s.held[c][i] * price_on(s, economy.segments, i) - s.basis[row][i];
      }
      const ReturnOutcomes of = returns_of(Cohort{});
      EXPECT_GT(paid, 1) << cohort_name(c);
      EXPECT_NEAR(out[of.realised], realised.profit[row] / paid, 1e-9) << cohort_name(c);
      EXPECT_NEAR(out[of.at_price], out[of.realised] + gained / paid, 1e-9) << cohort_name(c);
      EXPECT_GT(std::abs(out[of.realised]), 1e-3) << cohort_name(c) << " has realised something";
      all += paid;
      all_realised += realised.profit[row];
    }
  });
  EXPECT_NEAR(out[outcome_holder_return_realised], all_realised / all, 1e-9);
}

class RealisedOn : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, RealisedOn, on_each_back_end(), name_of_isa);

// Momentum traders have cash, root's claims are kept, stake moves, subnets are born and end.
TEST_P(RealisedOn, IsWhatEachTickRealisedWhereSubnetsComeAndGo) {
  Parameters p = small_economy();
  p.network.subnets = 24;
  p.time.days = 60;
  p.schedule = {3, {{0, launch_2025_03}, {15, flow_2025_12}, {40, hill_rank_2026_08}}};
  p.momentum.cash_share = 0.2;
  p.yield.moves = 0.5;
  p.root.keep = 0.5;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 0.7;
  p.protocol.subnet_limit = 26;
  p.protocol.immunity_blocks = 5 * 7200;
  p.protocol.lock_interval = 1;
  Simulation<1> economy(p, {31, 4, 1}, GetParam());
  Realised realised;
  realised.run(economy);
  economy.finish_run();
  EXPECT_EQ(economy.result.status, Status::ok);
  EXPECT_GT(economy.result.outcomes[outcome_prunings], 3);
  expect_parts_of_the_whole(economy, realised);
}

TEST_P(RealisedOn, IsWhatEachTickRealisedFromARecordedState) {
  const StartState start = made_up_start();
  Parameters p = begun_at(price_2026_07, 20);
  p.network.held_momentum = 0.1;
  p.momentum.cash_share = 0.2;
  Simulation<2> economy(p, {31, 4, 1}, GetParam(), &start);
  Realised realised;
  realised.run(economy);
  economy.finish_run();
  EXPECT_EQ(economy.result.status, Status::ok);
  expect_parts_of_the_whole(economy, realised);
}

}  // namespace
}  // namespace taosweep
