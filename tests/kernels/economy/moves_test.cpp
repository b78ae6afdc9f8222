// Stake that moves from subnet to subnet: amounts of two ticks by hand, what both legs cost, and
// that no TAO is lost or spent twice on the way.
#include "kernels/economy/moves.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/chain/pool/move.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/same_bits.hpp"

namespace taosweep {
namespace {

constexpr int momentum = Cohorts::index<MomentumTraders>();
constexpr double tick_days = 75 / 7200.0;

/// Two subnets of 1,000 TAO and 1,000 and 500 alpha, on which nobody trades but momentum traders:
/// they sell out of the first, whose price has fallen, and buy the second, which has risen. All TAO
/// and all alpha is issued, so that nothing comes in; an order costs the part `fee`.
Parameters rotating(double moves, double fee) {
  Parameters p = still(small_economy());
  p.network.subnets = 2;
  p.network.issuance_tao = 2.1e7;
  p.time.step_blocks = p.time.signal_blocks = 75;
  p.time.fine_days = p.time.opening_blocks = 0;
  p.protocol.tao_weight = 0;
  p.protocol.stake_fee_tao = fee * p.orders.mean_tao;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.capital.rush_factor = p.root.rate = 0;
  p.momentum.cash_share = 0.1;
  p.momentum.rate = 10;
  p.momentum.base_sell = 0;
  p.momentum.moves = moves;
  return p;
}

struct Rotation : Simulation<1> {
  Rotation(double moves, double fee, double held) : Simulation<1>(rotating(moves, fee)) {
    scalars().money.opening += 2 * (1000 - s().tao[0]);
    for (int i = 0; i < 2; ++i) {
      s().tao[i] = 1000;
      s().alpha[i] = i == 0 ? 1000 : 500;
      s().issued[i] = 2.1e7;
      s().log_price[i] = static_cast<float>(std::log(price(i)));
      s().unallocated[i] = s().issued[i] - s().alpha[i];
    }
    s().held[momentum][0] = held;
    s().unallocated[0] -= held;
    s().trend[0] = -1;
    s().trend[1] = 1;
  }
  /// Its holders sell no more.
  void stop_selling() {
    s().unallocated[0] += s().held[momentum][0];
    s().held[momentum][0] = 0;
  }
  double fee() const { return p.protocol.stake_fee_tao.number / p.orders.mean_tao; }
  double cash() { return scalars().money.cash[momentum]; }
  double transit() { return scalars().money.momentum_in_transit; }
  double got() { return s().held[momentum][1]; }
  double outcome(Outcome which) {
    finish(p, clock, segments, s(), result);
    return result.outcomes[which];
  }
};

/// Sold in a tick out of 800 alpha by a hazard of 10 * 3 a day [alpha].
const double sold = 800 * (1 - std::exp(-30 * tick_days));

/// TAO for alpha, and alpha for TAO, that meet nobody else.
double sold_into(double tao, double alpha, double fee, double order) {
  return (1 - fee) * tao * order / (alpha + order);
}
double bought_from(double tao, double alpha, double fee, double order) {
  return alpha * (1 - fee) * order / (tao + (1 - fee) * order);
}

TEST(Moves, SellInOneTickAndBuyInTheNext) {
  for (const double fee : {0.0, 0.003}) {
    Rotation economy(1, fee, 800);
    economy.run_tick();
    const double moved = sold_into(1000, 1000, fee, sold);
    EXPECT_NEAR(moved, 176.76 * (1 - fee), 0.01);  // 214.7 of 1,214.7 alpha
    EXPECT_NEAR(economy.transit(), moved, 1e-6 * moved);
    EXPECT_NEAR(economy.cash(), 0, 1e-9);
    EXPECT_EQ(economy.got(), 0);
    economy.stop_selling();
    economy.run_tick();
    const double got = bought_from(1000, 500, fee, moved);
    EXPECT_NEAR(economy.got(), got, 3e-6 * got);
    EXPECT_EQ(economy.transit(), 0);
    EXPECT_NEAR(economy.cash(), moved * 0x1p-20, 1e-6 * moved) << "kept from rounding";
    EXPECT_GE(economy.cash(), 0);
  }
}

// Without anybody else and without a fee both ticks are what the chain does in one block.
TEST(Moves, AreThoseOfTheChain) {
  Rotation economy(1, 0, 800);
  Reserves<double> i{1000, 1000}, j{1000, 500};
  double rest = -1;
  const double received = move_stake(i, j, sold, 0.0, 0.0005, rest);
  economy.run_tick();
  economy.stop_selling();
  economy.run_tick();
  EXPECT_NEAR(economy.got(), received, 3e-6 * received);
  EXPECT_NEAR(economy.s().tao[0], i.tao, 1e-6 * i.tao);
  EXPECT_NEAR(economy.s().tao[1], j.tao, 1e-6 * j.tao);
  EXPECT_NEAR(economy.s().alpha[1], j.alpha, 1e-6 * j.alpha);
}

// A quarter moves. The rest is cash, of which a hazard of 10 * 3 * w buys in the next tick, w the
// second pool's part of all TAO.
TEST(Moves, ArePartOfWhatIsSold) {
  Rotation economy(0.25, 0.003, 800);
  economy.run_tick();
  const double proceeds = sold_into(1000, 1000, 0.003, sold);
  EXPECT_NEAR(economy.transit(), 0.25 * proceeds, 1e-6 * proceeds);
  EXPECT_NEAR(economy.cash(), 0.75 * proceeds, 1e-6 * proceeds);
  economy.stop_selling();
  const double w = 1000 / (1000 + economy.s().tao[0]);
  economy.run_tick();
  const double spends = proceeds * (0.25 + 0.75 * (1 - std::exp(-30 * w * tick_days)));
  const double got = bought_from(1000, 500, 0.003, spends);
  EXPECT_NEAR(economy.got(), got, 3e-6 * got);
  EXPECT_NEAR(economy.cash(), proceeds - spends, 3e-6 * proceeds);
  EXPECT_EQ(economy.transit(), 0);
}

// An order of 10 TAO in pools of 823 and 1,176 TAO: 1 - .997^2 (823/833)(1176/1186) = 2.6 %.
TEST(MoveCost, IsFeeAndSlippageOfATypicalOrderOnBothLegs) {
  const double fee = 0.003;
  Rotation economy(1, fee, 800);
  economy.run_tick();
  economy.stop_selling();
  economy.run_tick();
  const double moved = sold_into(1000, 1000, fee, sold);
  const double sells = 1000 - moved, buys = 1000 + moved;
  const double left = std::pow(1 - fee, 2) * sells / (sells + 10) * buys / (buys + 10);
  EXPECT_NEAR(economy.outcome(outcome_move_cost), 1 - left, 1e-8);
  EXPECT_NEAR(1 - left, 0.026, 5e-4);
  EXPECT_NEAR(economy.outcome(outcome_moved_tao), moved / (2 * tick_days), 1e-6 * moved * 100);
}

TEST(MoveCost, OfASmallOrderIsTheFeeTwice) {
  Rotation economy(1, 0, 800);
  economy.p.orders.mean_tao = 1e-3;
  economy.p.protocol.stake_fee_tao = 3e-6;
  economy.segments = make_segments(economy.p);
  economy.run_tick();
  economy.run_tick();
  EXPECT_NEAR(economy.outcome(outcome_move_cost), 1 - 0.997 * 0.997, 3e-6);
}

// 45 % moves back into the first pool, of 823 TAO, and the rest into the second.
TEST(MoveCost, IsWeighedByWhatMoves) {
  Rotation economy(1, 0, 800);
  auto& s = economy.s();
  economy.run_tick();
  economy.stop_selling();
  const double moved = economy.transit(), sells = s.tao[0];
  s.trend[0] = 1;  // both rise, and money goes by the TAO in pools
  const double all = s.tao[0] + s.tao[1];
  const double first = s.tao[0] + moved * s.tao[0] / all, second = 1000 + moved * 1000 / all;
  economy.run_tick();
  const double arrives = (s.tao[0] - sells) / moved * first / (first + 10) +
                         (s.tao[1] - 1000) / moved * second / (second + 10);
  EXPECT_NEAR(s.tao[0], first, 1e-3);
  EXPECT_NEAR(economy.outcome(outcome_move_cost), 1 - sells / (sells + 10) * arrives, 1e-5);
}

// Of what is spent in the tick three quarters of the proceeds may be spent too, out of cash.
TEST(MoveCost, CountsThePartThatMoves) {
  Rotation economy(0.25, 0, 800);
  economy.run_tick();
  economy.stop_selling();
  economy.run_tick();
  const double proceeds = sold_into(1000, 1000, 0, sold);
  EXPECT_GT(economy.s().tao[1] - 1000, 0.3 * proceeds);
  EXPECT_NEAR(economy.scalars().track.moved, 0.25 * proceeds, 1e-6 * proceeds);
  EXPECT_NEAR(economy.scalars().track.moves_spent, 0.25 * proceeds, 3e-6 * proceeds);
}

TEST(MoveCost, IsUndefinedWhereNothingMoved) {
  Rotation economy(0, 0.003, 800);
  economy.run_tick();
  economy.run_tick();
  EXPECT_GT(economy.got(), 0) << "it went through cash";
  EXPECT_TRUE(std::isnan(economy.outcome(outcome_move_cost)));
  EXPECT_EQ(economy.outcome(outcome_moved_tao), 0);
}

TEST(Moves, BecomeCashWhereThereIsNothingToBuy) {
  Rotation economy(1, 0.003, 800);
  economy.s().trend[1] = 0;
  economy.run_tick();
  const double moved = economy.transit();
  EXPECT_GT(moved, 100);
  economy.stop_selling();
  economy.s().trend[1] = 0;
  economy.run_tick();
  EXPECT_EQ(economy.transit(), 0);
  EXPECT_EQ(economy.cash(), moved);
  EXPECT_EQ(economy.got(), 0);
}

// The pool of the second subnet has hardly more alpha than it must keep.
TEST(Moves, BecomeCashWhereTheyAreRefused) {
  Rotation economy(1, 0.003, 800);
  economy.run_tick();
  const double moved = economy.transit();
  economy.stop_selling();
  const double keeps = economy.rules().minimum_reserve * 1.001;
  economy.s().unallocated[1] += economy.s().alpha[1] - keeps;
  economy.s().alpha[1] = keeps;
  economy.run_tick();
  EXPECT_EQ(economy.s().refused[1], 1);
  EXPECT_EQ(economy.got(), 0);
  EXPECT_EQ(economy.transit(), 0);
  EXPECT_EQ(economy.cash(), moved);
}

TEST(Moves, KeepTheLedgerWhileInTransit) {
  Rotation economy(0.5, 0.003, 800);
  for (int tick = 0; tick < 5; ++tick) {
    economy.run_tick();
    EXPECT_GT(economy.transit(), 1);
    const Residuals left = ledger_residuals(economy.s(), economy.rules());
    EXPECT_LE(left.tao, 1e-14) << tick;
    EXPECT_LE(left.alpha, 1e-12) << tick;
  }
}

/// Everybody trades.
Parameters busy(double moves, int step = 300) {
  Parameters p = small_economy();
  p.time.step_blocks = step;
  p.momentum.cash_share = 0.3;
  p.momentum.moves = p.yield.moves = moves;
  return p;
}

TEST(Moves, OfNothingAreNothing) {
  Parameters without = busy(0), with = busy(1);
  for (Parameters* p : {&without, &with}) {
    p->momentum.cash_share = p->capital.yield_share = p->root.rate = 0;
  }
  Simulation<1> a(without), b(with);
  const EconomyResult expected = a.finish_run(), got = b.finish_run();
  for (int i = 0; i < outcome_count; ++i) {
    if (std::isnan(expected.outcomes[i])) continue;
    EXPECT_EQ(got.outcomes[i], expected.outcomes[i]) << outcome_table[i].name;
  }
}

// Among the orders of all, at both lengths of ticks.
TEST(Moves, CloseTheLedgersWhereEverybodyTrades) {
  for (const double moves : {0.5, 1.0}) {
    for (const int step : {25, 300}) {
      Simulation<1> economy(busy(moves, step));
      economy.finish_run();
      ASSERT_EQ(economy.result.status, Status::ok);
      EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-13);
      EXPECT_GT(economy.result.outcomes[outcome_moved_tao], 10);
      EXPECT_GT(economy.result.outcomes[outcome_move_cost], 0);
      EXPECT_GT(economy.scalars().money.yield_in_transit, 0);
      EXPECT_GT(economy.scalars().money.momentum_in_transit, 0);
    }
  }
}

// Shocks that differ between step lengths are off: noise, and events of attention.
TEST(Moves, HardlyDependOnTheStep) {
  const auto run = [](int step) {
    Parameters p = calm(busy(1, step));
    p.noise.base_sd = p.noise.attention_sd = 0;
    p.capital.attention_share = 0;
    if (step <= 25) p.time.fine_days = 0;
    Simulation<1> economy(p);
    return economy.finish_run();
  };
  const EconomyResult exact = run(1);
  for (const auto& [step, tolerance] : {std::pair{25, 0.003}, std::pair{300, 0.01}}) {
    const EconomyResult result = run(step);
    for (const Outcome which : {outcome_moved_tao, outcome_sum_of_prices, outcome_tao_in_pools}) {
      EXPECT_NEAR(result.outcomes[which] / exact.outcomes[which], 1, tolerance)
          << outcome_table[which].name << ", " << step;
    }
  }
}

class MovesBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, MovesBackEnds, on_each_back_end(), name_of_isa);

TEST_P(MovesBackEnds, HaveTheSameBits) {
  OnTwoBackEnds both(busy(0.7), GetParam());
}

}  // namespace
}  // namespace taosweep
