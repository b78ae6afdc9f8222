// Root's validators vote inside an economy: over pools, and before there are any.
#include "kernels/economy/votes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr ShockKey key{1, 0, 0};

Parameters voting() {
  Parameters p = still(small_economy());
  p.protocol.share = Shares::rule<RootVoteShare>();
  return p;
}

Parameters legacy(double until = 36500) {
  Parameters p = still(small_economy());
  p.schedule = {2, {{0, legacy_root}, {until, launch_2025_02}}};
  return p;
}

double sum_of(const double* values) {
  return std::accumulate(values, values + 32, 0.0);
}

/// The vote again, as it is said in words: with the same draws and libm.
std::vector<double> plain_votes(const Parameters& p, const float* log_worth, int subnets,
                                double day) {
  const VoterStakes stakes = voter_stakes(p);
  std::vector<double> rank(subnets), trust(subnets), share(subnets);
  const double period = std::floor(day / p.voters.view_days);
  const double passed = day / p.voters.view_days - period;
  for (int v = 0; v < stakes.count; ++v) {
    std::vector<double> weight(subnets, 0.0);
    const auto draw = [&](Purpose purpose, int subnet, double tick) {
      return draw_words(key.seed, 0u, 0u, purpose, static_cast<std::uint32_t>(subnet),
                        static_cast<std::uint32_t>(tick), static_cast<std::uint32_t>(v));
    };
    double most = -HUGE_VAL;
    for (int k = 0; k < subnets; ++k) {
      const auto z = [&](double tick) -> double {
        return normal_quantile(uniform_fast(draw(Purpose::voter_view, k, tick).w[0]));
      };
      const double error = std::sqrt(1 - passed) * z(period) + std::sqrt(passed) * z(period + 1);
      const auto first = draw(Purpose::voter_view, k, 0);
      const double place = draw(Purpose::voter, whole_economy, 0).w[0] / 4294967296.0;
      const bool own = p.voters.own > 0 && static_cast<int>(place * p.network.subnets) == k;
      if (!(uniform_real(first.w[2], first.w[3]) < p.voters.listed) && !own) continue;
      weight[k] =
          p.voters.sharpness * (log_worth[k] + p.voters.view_ln_sd * error) + p.voters.bias * own;
      most = std::max(most, weight[k]);
      trust[k] += stakes.of[v];
    }
    double sum = 0;
    for (double& w : weight) {
      if (w != 0) w = std::nearbyint(65535 * std::exp(w - most));
      sum += w;
    }
    for (int k = 0; k < subnets && sum > 0; ++k) rank[k] += stakes.of[v] * weight[k] / sum;
  }
  double all = 0;
  for (int k = 0; k < subnets; ++k) {
    share[k] = rank[k] / (1 + std::exp(-10 * (trust[k] - 32767.0 / 65535)));
    all += share[k];
  }
  for (double& e : share) e /= all;
  return share;
}

void expect_plain(const Simulation<1>& economy, double day) {
  const auto want = plain_votes(economy.p, economy.state->log_worth, 30, day);
  for (int k = 0; k < 30; ++k) EXPECT_NEAR(economy.state->vote[k], want[k], 1e-14) << k;
}

TEST(RootVote, IsThePlainCountOfTheSameDraws) {
  Parameters p = voting();
  p.voters.bias = 1.5;
  p.voters.view_days = 4;
  Simulation<1> economy(p);
  economy.run_to_day(0.5);
  expect_plain(economy, 0);
  economy.run_to_day(3.5);
  expect_plain(economy, 3);
  EXPECT_NEAR(sum_of(economy.s().vote), 1, 1e-14);
}

// TAO that enters pools is the block's, by votes; root's sale takes as much out everywhere.
TEST(RootVote, DecidesOnEmissionOverPools) {
  Parameters p = voting();
  p.protocol.tao_weight = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.time.step_blocks = p.time.signal_blocks = 1;
  Simulation<1> economy(p);
  economy.run_to(10);
  for (int k = 0; k < 30; ++k)
    EXPECT_NEAR(economy.s().tao[k], 1 + 10 * economy.s().vote[k], 1e-12) << k;
  EXPECT_EQ(Simulation<1>(voting()).finish_run().status, Status::ok);
}

TEST(RootVote, FirstVotesAreTheFirstShares) {
  Parameters p = legacy();
  Simulation<1> economy(p);
  const double drawn = economy.s().price_ema[0];
  economy.run_tick();
  EXPECT_NE(economy.s().vote[0], drawn);
  for (int k = 0; k < 30; ++k) EXPECT_EQ(economy.s().price_ema[k], economy.s().vote[k]) << k;
}

TEST(RootVote, TheLastVoteSeedsTheAverages) {
  Parameters p = legacy(5);
  p.voters.view_days = 2;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  const double before = economy.s().vote[3];
  economy.run_to_day(5);
  EXPECT_NE(economy.s().vote[3], before) << "they vote every day";
  expect_plain(economy, 4);
  for (int k = 0; k < 30; ++k) EXPECT_EQ(economy.s().price_ema[k], economy.s().vote[k]) << k;
  economy.run_to_day(6);
  EXPECT_NE(economy.s().price_ema[3], economy.s().vote[3]);
  expect_plain(economy, 4);
}

TEST(RootVote, BiasedValidatorsPayTheirOwn) {
  Parameters p = voting();
  p.voters.count = 1;
  p.voters.listed = 1;
  const auto own_share = [&](double bias) {
    p.voters.bias = bias;
    Simulation<1> economy(p);
    economy.run_tick();
    double share = 0;
    for (int k = 0; k < 30; ++k)
      share += owned_by(p, key, static_cast<double>(k), 0) * economy.s().vote[k];
    return share;
  };
  const double fair = own_share(0), biased = own_share(2);
  EXPECT_NEAR(biased / (1 - biased), std::exp(2) * fair / (1 - fair), 1e-3);
}

TEST(RootVote, MintsNothingWhereNobodyListsASubnet) {
  for (Parameters p : {voting(), legacy()}) {
    p.voters.listed = p.voters.own = 0;
    p.time.days = 3;
    Simulation<1> economy(p);
    EXPECT_EQ(economy.finish_run().status, Status::ok);
    EXPECT_EQ(economy.scalars().money.minted, 0);
    EXPECT_EQ(economy.scalars().money.issuance, p.network.issuance_tao);
  }
}

// Of all subnets but the best one emission is switched off, and nobody votes for that one.
TEST(RootVote, MintsNothingWhereAllVotesGoToASubnetThatIsSwitchedOff) {
  Parameters p = legacy();
  p.time.days = 2;
  p.voters.count = p.voters.own = 1;
  p.voters.listed = 0;
  p.protocol.switched_off = 0.97;
  Simulation<1> economy(p);
  for (int k = 0; k < 30; ++k)
    economy.s().log_worth[k] = owned_by(p, key, static_cast<double>(k), 0) > 0 ? -5.0f : 1.0f * k;
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_EQ(economy.scalars().money.minted, 0);
  EXPECT_NEAR(sum_of(economy.s().vote), 1, 1e-14);
}

// 7200 TAO a day for four days; 0.41 of what was paid is root's.
TEST(LegacyRoot, PaysInTaoAndPoolsStandStill) {
  Simulation<1> economy(legacy());
  economy.run_to_day(4);
  const Money& money = economy.scalars().money;
  for (int k = 0; k < 30; ++k) {
    EXPECT_EQ(economy.s().tao[k], 1) << k;
    EXPECT_EQ(economy.s().alpha[k], 1) << k;
    EXPECT_EQ(economy.s().issued[k], 1) << k;
    EXPECT_EQ(economy.held(k), 0) << k;
  }
  EXPECT_NEAR(money.minted, 4 * 7200, 1e-8);
  EXPECT_EQ(money.entered, 0) << "no cash comes before the launch";
  const double waiting = sum_of(economy.s().pending_tao);
  EXPECT_GT(waiting, 100);
  EXPECT_NEAR(money.issuance - economy.p.network.issuance_tao, money.minted - waiting, 1e-6);
  const double to_root = money.root - economy.p.network.root_tao;
  EXPECT_NEAR(to_root, (money.minted - waiting) * (1 - launch_2025_02.owner_cut) / 2, 1e-6);
  EXPECT_NEAR(money.paid_out, money.minted - waiting - to_root, 1e-6);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LT(economy.result.outcomes[outcome_tao_residual], 1e-13);
}

// An epoch of 361 blocks pays what has waited since the last one, on its own block.
TEST(LegacyRoot, PaysEachSubnetAtItsTempo) {
  Simulation<1> long_steps(legacy());
  Parameters p = legacy();
  p.time.step_blocks = p.time.signal_blocks = 1;
  Simulation<1> blocks(p);
  long_steps.run_to(900);
  blocks.run_to(900);
  for (int k = 0; k < 30; ++k) {
    const double since = (902 + k) % 361;  // netuid k+1 is due in block b where 361 divides b+k+3
    EXPECT_NEAR(blocks.s().pending_tao[k] / blocks.s().vote[k], since, 1e-9) << k;
    EXPECT_NEAR(blocks.s().pending_tao[k], long_steps.s().pending_tao[k], 1e-12) << k;
  }
  EXPECT_NEAR(blocks.scalars().money.root, long_steps.scalars().money.root, 1e-6);
}

// The launch is a day like that of other economies: cash, attention and ages count from there.
TEST(LegacyRoot, HandsOverToTheLaunch) {
  Parameters p = legacy(4.013), from_start = small_economy();
  Simulation<1> economy(p), other(from_start);
  EXPECT_EQ(economy.clock.launch, 29100) << "4.013 d are block 28893.6, on a grid of 300";
  EXPECT_EQ(economy.s().registered[0] - other.s().registered[0], 29100);
  economy.run_to(29100);
  int as_drawn = 0;
  for (int k = 0; k < 30; ++k) {
    EXPECT_GE(economy.s().attention[k], other.s().attention[k]) << k;
    as_drawn += economy.s().attention[k] == other.s().attention[k];
    EXPECT_LT(economy.s().pending_tao[k], 1) << "what waited was paid out: " << k;
  }
  EXPECT_GT(as_drawn, 20) << "on others more had come meanwhile";
  economy.run_to(29100 + 7200);
  other.run_to(7200);
  EXPECT_NEAR(economy.scalars().money.entered, other.scalars().money.entered, 1e-6);
  EXPECT_EQ(step_at(economy.clock, 29100, -1), 1);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LT(economy.result.outcomes[outcome_tao_residual], 1e-12);
}

// Pools that were open stand as they are; orders of a tick that closes them half-way are refused.
TEST(LegacyRoot, MayCloseAndOpenPools) {
  Parameters p = small_economy();
  p.time.signal_blocks = 900;
  p.schedule = {3, {{0, launch_2025_02}, {3.0521, legacy_root}, {5.0101, fixed_2025_02}}};
  Simulation<1> economy(p);
  EXPECT_EQ(economy.clock.launch, 0);
  economy.run_to_day(3.5);
  const double tao = economy.s().tao[4], held = economy.held(4);
  economy.run_to_day(4.5);
  EXPECT_EQ(economy.s().tao[4], tao);
  EXPECT_EQ(economy.held(4), held);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_NE(economy.s().tao[4], tao);
  EXPECT_LT(economy.result.outcomes[outcome_tao_residual], 1e-12);
  EXPECT_LT(economy.result.outcomes[outcome_alpha_residual], 1e-12);
}

Parameters buying(Parameters p) {
  p.attack.mode = AttackMode::buy_votes;
  p.attack.day = 1;
  p.attack.budget_tao = 3000;
  p.attack.buy_days = 3;
  p.foundation.acts = false;
  return p;
}

TEST(RootVote, BoughtVotesCostWhatTheyAsk) {
  Simulation<1> economy(buying(legacy()));
  economy.run_to_day(1);
  const double before = economy.s().vote[27];
  const VoteOffers offers =
      vote_offers(economy.p, key, voter_stakes(economy.p), economy.scalars().money.root);
  const BoughtVotes bought = cheapest_votes(offers, 1000);
  economy.run_tick();
  EXPECT_GT(bought.paid, 500);
  EXPECT_DOUBLE_EQ(economy.scalars().attack.spent, bought.paid);
  EXPECT_DOUBLE_EQ(economy.scalars().money.voters, bought.paid);
  EXPECT_DOUBLE_EQ(economy.scalars().money.attacker, 3000 - bought.paid);
  double part = 0;
  for (int v = 0; v < 64; ++v)
    if (bought.voters >> v & 1u) part += voter_stakes(economy.p).of[v];
  EXPECT_GT(economy.s().vote[27], before + part / 2) << "all their weight is on it";
  economy.run_to_day(6);
  EXPECT_LT(economy.s().vote[27], 1.2 * before) << "nobody pays for them any more";
  EXPECT_LE(economy.scalars().attack.spent, 3000);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LT(economy.result.outcomes[outcome_tao_residual], 1e-12);
}

TEST(RootVote, AreNotBoughtWherePricesDecide) {
  Simulation<1> economy(buying(small_economy()));
  economy.run_to_day(3);
  EXPECT_EQ(economy.scalars().money.voters, 0);
  EXPECT_EQ(economy.scalars().attack.spent, 0);
}

class EveryBackEndVotes : public OnEachBackEnd {};

TEST_P(EveryBackEndVotes, GivesTheSameBits) {
  Parameters handed_over = buying(legacy(6.013));
  handed_over.attack.subnet = AttackSubnet::fresh;
  handed_over.voters.bias = 0.6;
  for (const Parameters& p : {handed_over, buying(voting())}) {
    Simulation<1> reference(p), other(p, key, GetParam());
    EXPECT_EQ(reference.finish_run().status, Status::ok);
    other.finish_run();
    for (int k = 0; k < 31; ++k) {
      EXPECT_EQ(reference.s().vote[k], other.s().vote[k]) << k;
      EXPECT_EQ(reference.s().tao[k], other.s().tao[k]) << k;
    }
    EXPECT_EQ(reference.scalars().money.root, other.scalars().money.root);
    EXPECT_EQ(reference.scalars().money.voters, other.scalars().money.voters);
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, EveryBackEndVotes, on_each_back_end(), name_of_isa);

}  // namespace
}  // namespace taosweep
