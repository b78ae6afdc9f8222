// Economies that begin at a recorded state.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "kernels/cohorts/capital.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

const StartState recorded = made_up_start();

Simulation<2> begun(const Parameters& p, Isa isa = reference_isa) {
  return Simulation<2>(p, {1, 2, 3}, isa, &recorded);
}

TEST(RecordedStart, HasThePoolsAndAveragesOfTheFile) {
  const Simulation<2> economy = begun(begun_at(hill_rank_2026_08, 1));
  const EconomyState<2>& s = *economy.state;
  for (const int i : {0, 2, 3, 39}) {
    const StartSubnet& subnet = recorded.of[i];
    EXPECT_EQ(s.tao[i], subnet.tao);
    EXPECT_EQ(s.alpha[i], subnet.alpha);
    EXPECT_EQ(s.issued[i], subnet.alpha + subnet.outstanding);
    EXPECT_EQ(s.price_ema[i], subnet.price_average);
    EXPECT_EQ(s.protocol_alpha[i], subnet.protocol_alpha);
    EXPECT_EQ(s.tao_weight[i], subnet.tao_weight);
    EXPECT_EQ(s.alive[i], 1);
  }
  EXPECT_EQ(s.registered[0], -700000);
  EXPECT_EQ(s.burned[3], 0.25f);
  EXPECT_EQ(s.switched[2], 1);
  EXPECT_EQ(s.flow_ema[3], -0.02);
  EXPECT_EQ(s.flow_known[2], 0);
  EXPECT_EQ(s.scalars.money.root, 5e6);
  EXPECT_EQ(s.scalars.money.issuance, 1.1e7);
}

TEST(RecordedStart, LeavesSlotsBetweenNetuidsEmpty) {
  Simulation<2> economy = begun(begun_at(hill_rank_2026_08, 1));
  economy.finish_run();
  EXPECT_EQ(economy.s().alive[1], 0);
  EXPECT_EQ(economy.s().tao[1], 1);
  EXPECT_EQ(economy.held(1), 0);
  EXPECT_EQ(economy.result.status, Status::ok);
}

TEST(RecordedStart, GivesOutstandingAlphaToCohortsByTheirParts) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  p.network.held_value = 3;
  p.network.held_owners = 1;
  for (double* part : {&p.network.held_attention, &p.network.held_yield, &p.network.held_noise,
                       &p.network.held_miners, &p.network.held_validators})
    *part = 0;
  const Simulation<2> economy = begun(p);
  const double alpha = 2e6 - 1000;  // the chain keeps its own
  EXPECT_NEAR(economy.state->held[cohort_value][0], 0.75 * alpha, 1e-6);
  EXPECT_NEAR(economy.state->held[cohort_owners][0], 0.25 * alpha, 1e-6);
  EXPECT_NEAR(economy.held(0), alpha, 1e-6);
}

TEST(RecordedStart, GivesTreasuriesTheirPart) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  p.network.held_treasury = 0;
  Simulation<2> without = begun(p);
  p.network.held_treasury = 1;
  Simulation<2> economy = begun(p);
  const double cohorts = held_parts(without.p).sum, alpha = 2e6 - 1000;
  EXPECT_EQ(without.s().treasury[0], 0);
  EXPECT_NEAR(economy.s().treasury[0], alpha / (1 + cohorts), 1e-6);
  EXPECT_NEAR(economy.held(0), alpha * cohorts / (1 + cohorts), 1e-6);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
}

TEST(RecordedStart, LeavesAlphaToNobodyWhereNoCohortHasAPart) {
  Parameters p = begun_at(hill_rank_2026_08, 2);
  for (double* part : {&p.network.held_value, &p.network.held_attention, &p.network.held_yield,
                       &p.network.held_noise, &p.network.held_miners, &p.network.held_validators,
                       &p.network.held_owners})
    *part = 0;
  Simulation<2> economy = begun(p);
  EXPECT_EQ(economy.s().unallocated[0], 2e6 - 1000);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

TEST(RecordedStart, GivesTradersCashByTheTaoInPools) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  p.network.cash_part = 0.5;
  const Money m = begun(p).state->scalars.money;
  double cash = 0;
  for (const double x : m.cash) cash += x;
  EXPECT_NEAR(cash, 0.5 * 37900, 1e-9);
  EXPECT_NEAR(m.cash[cohort_noise], p.capital.noise_share / cash_shares(p).sum * cash, 1e-9);
  EXPECT_NEAR(m.opening, 5e6 + 1.5 * 37900, 1e-6);
}

// Of all eras, in steps of one block and of many.
TEST(RecordedStart, KeepsItsLedgersFromTheFirstBlock) {
  for (const Era& era : era_table) {
    for (const double step : {1.0, 300.0}) {
      Simulation<2> economy = begun(begun_at(era.rules, 2, step));
      const Residuals first = ledger_residuals(economy.s(), economy.rules());
      EXPECT_LT(first.tao, 1e-15) << era.name;
      EXPECT_LT(first.alpha, 1e-15) << era.name;
      economy.run_to(step == 1 ? 600 : economy.clock.stop);
      const Residuals last = ledger_residuals(economy.s(), economy.rules());
      EXPECT_LT(last.tao, 1e-12) << era.name;
      EXPECT_LT(last.alpha, 1e-12) << era.name;
    }
  }
}

// w2 = 0.52: 0.48/0.52 of 2000/1e5, which the constant product has with 1920 and 104000.
TEST(RecordedStart, KeepsThePriceOfAPoolWhoseWeightsTheRulesDoNotKnow) {
  const Simulation<2> weighted = begun(begun_at(hill_rank_2026_08, 1)),
                      plain = begun(begun_at(flow_2025_12, 1));
  EXPECT_NEAR(plain.state->tao[3], 1920, 1e-9);
  EXPECT_NEAR(plain.state->alpha[3], 104000, 1e-7);
  const EconomyState<2>& s = *weighted.state;
  EXPECT_NEAR(balancer_price(WeightedPool<double>{s.tao[3], s.alpha[3], s.tao_weight[3]}),
              plain.price(3), 1e-15);
  EXPECT_NEAR(s.log_price[3], std::log(plain.price(3)), 1e-6);
}

// In memory that others have used, as that of a card.
TEST(RecordedStart, HasNoContests) {
  Simulation<2> economy = begun(begun_at(flow_2025_12, 10));
  economy.s().contests[3].split.active = economy.s().contests[14].state.sold_now[0] = 7;
  set_first_state(economy.p, economy.clock, economy.segments, economy.key, &recorded, economy.s());
  EXPECT_EQ(economy.s().contests[3].split.active, 0);
  EXPECT_EQ(economy.s().contests[14].state.sold_now[0], 0);
}

TEST(RecordedStart, GoesOnFromItsAge) {
  const Parameters p = still(begun_at(flow_2025_12, 10));
  Simulation<2> economy = begun(p);
  EXPECT_EQ(step_at(economy.clock, 0, -1), 300) << "pools are open and deep";
  EXPECT_TRUE(price_tells(economy.clock, -1, 0));
  economy.run_to_day(2);
  EXPECT_NEAR(economy.scalars().money.entered, capital_entered(p, 102) - capital_entered(p, 100),
              1e-6);
  EXPECT_LT(economy.scalars().money.entered, 2 * p.capital.drip_tao_per_day) << "no burst";
  Parameters attacked = p;
  attacked.attack.mode = AttackMode::meme_holders;
  attacked.attack.day = 4;
  EXPECT_NEAR(make_clock(attacked, 1).since_registration / 7200.0, 104 - 101.4, 1e-4)
      << "day 104 of the calendar";
}

// The average of launch-2025-03 becomes fast on day 20 after the launch.
TEST(RecordedStart, CountsDaysOfRulesFromTheLaunch) {
  const Rules rules = launch_2025_03;
  EXPECT_EQ(make_segments(begun_at(rules, 60, 300, launch_block + 5 * 7200)).of[1].from, 15 * 7200);
  EXPECT_EQ(make_segments(begun_at(rules, 60)).count, 1);
}

TEST(RecordedStart, EmitsToNobodyWhoIsNotStartedOrSwitchedOff) {
  Simulation<2> economy = begun(begun_at(price_2026_07, 1));
  const StoredEconomy whole{economy.scalars().money, economy.scalars().emission, &economy.rules()};
  const auto weight = [&](int i) {
    return share_weight(StoredSubnet<2>{whole, economy.s(), i}, 0);
  };
  EXPECT_EQ(weight(0), 0.03);
  EXPECT_EQ(weight(2), 0) << "switched off";
  EXPECT_EQ(weight(3), 0.75 * 0.019) << "a quarter is burned";
  EXPECT_EQ(weight(39), 0) << "not started";
}

// The first block is 8791248 = 360 * 24420 + 48: the bar stands for 312 blocks more.
TEST(RecordedStart, KeepsTheBarOfTheFileUntilTheChainWouldLook) {
  StartState start = recorded;
  start.gate_bar = 0.25;
  Parameters p = begun_at(hill_rank_2026_08, 1, 1, 8791247);
  p.time.signal_blocks = 1;
  Simulation<2> economy(p, {1, 2, 3}, reference_isa, &start);
  economy.run_to(312);
  EXPECT_EQ(economy.scalars().emission.bar, 0.25);
  economy.run_to(313);
  EXPECT_NE(economy.scalars().emission.bar, 0.25);
}

// Of 0.03 and 0.75 * 0.019 one third is below a bar of one half. Without the gate the sum of
// squares is 0.56.
TEST(RecordedStart, HasItsFirstRowBehindTheGate) {
  StartState start = recorded;
  start.gate_bar = 0.5;
  Simulation<2> economy(begun_at(hill_rank_2026_08, 1), {1, 2, 3}, reference_isa, &start);
  economy.run_to_day(1);
  EXPECT_GT(economy.result.series[series_emission_hhi * time_count(TimeAxis::day, economy.plan)],
            0.9);
}

// Worth goes with the recorded size as far as the correlation says.
// On day 0 there is no day before it: what prices are is no return.
TEST(RecordedStart, HasItsFirstReturnOnDayOne) {
  Simulation<2> economy = begun(begun_at(hill_rank_2026_08, 3));
  economy.run_to_day(2);
  const Track& track = economy.scalars().track;
  double living = 0;
  for (const float lives : economy.s().alive) living += lives;
  EXPECT_EQ(track.return_looks, 2);
  EXPECT_EQ(track.return_pairs.count, living);
  EXPECT_LT(track.return_square, 1) << "logarithms of prices have squares of some twenty";
}

TEST(RecordedStart, DrawsWorthAroundTheRecordedSize) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  p.network.share_quality_correlation = 1;
  EXPECT_NEAR(begun(p).state->log_worth[0], p.network.quality_ln_sd * 1.5, 1e-6);
  p.network.share_quality_correlation = 0;
  EXPECT_EQ(begun(p).state->log_worth[0], Simulation<2>(
                                              [&] {
                                                Parameters launch;
                                                launch.network.subnets = 40;
                                                launch.network.share_quality_correlation = 0;
                                                return launch;
                                              }(),
                                              {1, 2, 3})
                                              .state->log_worth[0])
      << "the draw of the launch";
}

// 0.04 events a day, each of which causes 0.8 and is forgotten at 0.15 a day: 0.04/(0.15 0.2). The
// mean of 4000 lognormals of s = 0.5 is off by more than 5 of its standard errors, 0.011, in one of
// 1.7e6 seeds.
TEST(RecordedStart, HasTheAttentionOfADayLikeAnyOther) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  p.attention.initial_ln_sd = 0.5;
  p.attention.base_events = 0.04;
  p.attention.decay = 0.15;
  double sum = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const Simulation<2> economy(p, {3, 0, i}, reference_isa, &recorded);
    for (const int k : {0, 2, 3, 39}) sum += economy.state->attention[k];
  }
  EXPECT_NEAR(sum / 4000, 4.0 / 3, 5 * 0.0113);
}

// 7200 alpha a day, less the owner's cut; half of the rest is the miners', at a price of 0.03, and
// two thirds of that are cost.
TEST(RecordedStart, HasMinersWhomTheirPayKeeps) {
  Parameters p = begun_at(hill_rank_2026_08, 1);
  const double cut = 1 - hill_rank_2026_08.owner_cut;
  EXPECT_NEAR(begun(p).state->capacity[0], 0.5 * cut * 7200 * 0.03 / 1.5, 1e-4);
}

TEST(RecordedStart, HasNoPlaceForAFreshSubnetBesideAll) {
  Parameters p = begun_at(hill_rank_2026_08, 9);
  p.network.subnets = 128;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  EXPECT_TRUE(check_parameters(p).empty());
  p.attack.subnet = AttackSubnet::fresh;
  ASSERT_EQ(check_parameters(p).size(), 1u);
  p.network.subnets = 127;
  EXPECT_TRUE(check_parameters(p).empty());
}

StartState drawn_start() {
  StartState start{};
  start.drawn = 1;
  return start;
}

/// A drawn economy of 100 subnets.
Simulation<4> drawn(const ShockKey& key, Isa isa = reference_isa, double days = 1) {
  static const StartState start = drawn_start();
  Parameters p = begun_at(hill_rank_2026_08, days);
  p.network.subnets = 100;
  return Simulation<4>(p, key, isa, &start);
}

TEST(DrawnNetwork, IsAnotherInEachReplicateAndPoint) {
  EXPECT_NE(drawn({1, 0, 0}).state->tao[0], drawn({1, 0, 1}).state->tao[0]);
  EXPECT_NE(drawn({1, 0, 0}).state->tao[0], drawn({1, 1, 0}).state->tao[0]);
  EXPECT_EQ(drawn({1, 0, 0}).state->tao[7], drawn({1, 0, 0}).state->tao[7]);
}

// 200 networks of 100 subnets: each mean is off by more than 5 standard errors in one of 1.7e6
// seeds, each deviation (relative error 1/sqrt(2 n)) likewise.
TEST(DrawnNetwork, HasTheMomentsOfItsParameters) {
  const Parameters p;
  const auto& n = p.network;
  double count = 0, t = 0, tt = 0, m = 0, mm = 0, o = 0, tm = 0, all = 0, some = 0;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto economy = drawn({5, 0, i});
    const EconomyState<4>& s = *economy.state;
    for (int k = 0; k < 100; ++k) {
      const double x = std::log(s.tao[k] / n.drawn_tao),
                   y = std::log(s.price_ema[k] / n.drawn_price);
      t += x, tt += x * x, m += y, mm += y * y, tm += x * y;
      o += std::log((s.issued[k] - s.alpha[k]) / s.alpha[k] / n.drawn_held);
      all += s.burned[k] == 1;
      some += s.burned[k] > 0 && s.burned[k] < 1;
      ++count;
    }
  }
  const double root = std::sqrt(count), sd = n.drawn_tao_ln_sd;
  const double of_price = std::hypot(n.drawn_price_slope * sd, n.drawn_price_ln_sd);
  EXPECT_NEAR(t / count, 0, 5 * sd / root);
  EXPECT_NEAR(std::sqrt(tt / count), sd, 5 * sd / (root * std::sqrt(2)));
  EXPECT_NEAR(m / count, 0, 5 * of_price / root);
  EXPECT_NEAR(std::sqrt(mm / count), of_price, 5 * of_price / (root * std::sqrt(2)));
  EXPECT_NEAR(tm / tt, n.drawn_price_slope, 5 * n.drawn_price_ln_sd / (sd * root));
  EXPECT_NEAR(o / count, 0, 5 * std::hypot(n.drawn_held_slope * sd, n.drawn_held_ln_sd) / root);
  EXPECT_NEAR(all / count, n.drawn_burning, 5 * 0.45 / root);
  EXPECT_NEAR(some / count, n.drawn_burning_some, 5 * 0.45 / root);
}

TEST(DrawnNetwork, HasPoolsAtTheirPriceAverages) {
  const auto economy = drawn({1, 0, 0});
  for (int k = 0; k < 100; ++k)
    EXPECT_NEAR(economy.price(k) / economy.state->price_ema[k], 1, 1e-12);
}

class StartOnBackEnd : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, StartOnBackEnd, on_each_back_end(), name_of_isa);

TEST_P(StartOnBackEnd, DrawsTheSameNetworks) {
  Simulation<4> reference = drawn({1, 2, 3}, reference_isa, 2),
                other = drawn({1, 2, 3}, GetParam(), 2);
  EXPECT_EQ(reference.finish_run().status, Status::ok);
  other.finish_run();
  EXPECT_EQ(std::memcmp(&reference.s(), &other.s(), sizeof reference.s()), 0);
}

TEST_P(StartOnBackEnd, GivesTheSameBits) {
  for (const double step : {25.0, 300.0})
    for (const bool fresh : {false, true}) {
      Parameters p = begun_at(hill_rank_2026_08, 5, step);
      p.attack.mode = AttackMode::meme_holders;
      p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
      p.attack.netuid = 4;
      p.attack.day = 1;
      Simulation<2> reference = begun(p), other = begun(p, GetParam());
      reference.run_to_day(4);
      other.run_to_day(4);
      EXPECT_EQ(std::memcmp(&reference.s(), &other.s(), sizeof reference.s()), 0);
    }
}

}  // namespace
}  // namespace taosweep
