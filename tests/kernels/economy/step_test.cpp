// Thirty days of the launch, block by block: the step of the sweeps against the one that divides.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/economy/run.hpp"
#include "tests/kernels/economy/whole_step.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

Simulation<1> launch(const Parameters& p) {
  return Simulation<1>(p, {21, 0, 0});
}

template <class Block>
void run(Simulation<1>& e, double day) {
  const Recorder recorder{e.result.series.data(), nullptr, time_count(TimeAxis::day, e.plan)};
  Economy<ReferenceLane, 1, families[0]> economy(e.p, e.clock, e.segments, e.key, *e.state,
                                                 *e.flows, recorder);
  run_economy<Block>(economy, blocks_on_grid(day, e.clock.grid));
}

double relative(double a, double b) {
  return a == b ? 0 : std::abs(a - b) / std::max(std::abs(a), std::abs(b));
}

/// Largest relative difference in reserves, prices and averages of living subnets.
double difference(const Simulation<1>& a, const Simulation<1>& b) {
  double most = 0;
  for (int i = 0; i < 32; ++i) {
    if (a.state->alive[i] == 0) continue;
    most =
        std::max({most, relative(a.state->tao[i], b.state->tao[i]),
                  relative(a.state->alpha[i], b.state->alpha[i]), relative(a.price(i), b.price(i)),
                  relative(a.state->price_ema[i], b.state->price_ema[i]),
                  relative(a.state->issued[i], b.state->issued[i])});
  }
  return most;
}

Parameters every_block(double days) {
  Parameters p;
  p.network.subnets = 24;
  p.time.days = days;
  return p;
}

TEST(Step, IsTheOneThatDividesAfterThirtyDaysOfTheLaunch) {
  auto swift = launch(every_block(30)), whole = launch(every_block(30));
  run<OneBlock>(swift, 30);
  run<WholeBlock>(whole, 30);
  const double most = difference(swift, whole);
  RecordProperty("difference", std::to_string(most));
  EXPECT_LE(most, 1e-9);
  EXPECT_GT(most, 0) << "two ways to round";
}

// Reserves that shrink to a few alpha, orders that outgrow the series, sales that are refused: what
// is rare at the launch happens at every turn.
TEST(Step, IsTheOneThatDividesWhereTheRareIsCommon) {
  Parameters p = every_block(3);
  p.protocol.minimum_reserve = 20;
  p.protocol.stake_fee_tao = 0.01;
  p.noise.base_sd = 40;
  p.attention.base_sell = 10;
  p.attention.buy_gain = 100;
  p.capital.burst_tao = 2e6;
  p.network.root_tao = 100;
  auto swift = launch(p), whole = launch(p);
  for (int tick = 1; tick <= 200; ++tick) {
    *swift.state = *whole.state;
    run<OneBlock>(swift, tick * 75 / blocks_per_day);
    run<WholeBlock>(whole, tick * 75 / blocks_per_day);
    ASSERT_LE(difference(swift, whole), 1e-9) << "tick " << tick;
  }
  double refused = 0;
  for (const float n : whole.state->refused) refused += n;
  EXPECT_GT(refused, 100);
  for (int i = 0; i < 24; ++i) EXPECT_EQ(swift.state->refused[i], whole.state->refused[i]) << i;
}

/// Outcomes of an economy under attack in which the foundation acts, by steps of one block.
template <class Block>
std::vector<double> attacked(std::uint64_t seed) {
  Parameters p = every_block(16);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 3;
  p.attack.day = 2;
  p.foundation.acts = true;
  p.foundation.delay_days = 5;
  Simulation<1> e(p, {seed, 0, 0});
  run<Block>(e, 16);
  std::vector<double> outcomes(outcome_count);
  EXPECT_EQ(outcomes_of(e.p, e.clock, e.segments, e.s(), outcomes.data()), Status::ok);
  return outcomes;
}

// Flags, ranks and counts are whole numbers; a time is in hours or days. In another economy one may
// differ: where what it asks about lies within 1e-9 of its threshold.
TEST(Step, HasTheFlagsAndTimesOfTheOneThatDivides) {
  int flags = 0, times = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto swift = attacked<OneBlock>(seed), whole = attacked<WholeBlock>(seed);
    for (int i = 0; i < outcome_count; ++i) {
      const std::string unit = outcome_table[i].unit, name = outcome_table[i].name;
      if (std::isnan(whole[i])) {
        EXPECT_TRUE(std::isnan(swift[i])) << name;
      } else if (unit == "h" || unit == "d") {
        EXPECT_LE(relative(swift[i], whole[i]), 1e-9) << name;
        times += whole[i] > 0;
      } else if (whole[i] == std::floor(whole[i])) {
        EXPECT_EQ(swift[i], whole[i]) << name;
        flags += whole[i] > 0;
      }
    }
  }
  EXPECT_GT(flags, 30);
  EXPECT_GT(times, 5);
}

}  // namespace
}  // namespace taosweep
