// Validators of root: stakes, views, and whose vote is bought first.
#include "kernels/players/voters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "kernels/players/attack/buy_votes.hpp"

namespace taosweep {
namespace {

double sum_of(const VoterStakes& stakes, int count) {
  return std::accumulate(stakes.of, stakes.of + count, 0.0);
}

TEST(Voters, StakesAreThoseRecordedAndSumToOne) {
  Parameters p;
  const VoterStakes stakes = voter_stakes(p);
  EXPECT_EQ(stakes.count, 64);
  EXPECT_NEAR(sum_of(stakes, 64), 1, 1e-14);
  EXPECT_NEAR(stakes.of[0] / stakes.of[10], 34.8 / 1.6, 1e-12);
  EXPECT_NEAR(stakes.of[63] / stakes.of[62], 0.9, 1e-12);
  EXPECT_NEAR(sum_of(stakes, 5), 0.66, 0.005);
  EXPECT_NEAR(sum_of(stakes, 10), 0.86, 0.005);
}

TEST(Voters, WithoutConcentrationAreAlike) {
  Parameters p;
  p.voters.count = 7;
  p.voters.concentration = 0;
  const VoterStakes stakes = voter_stakes(p);
  for (int v = 0; v < 7; ++v) EXPECT_NEAR(stakes.of[v], 1.0 / 7, 1e-15);
}

// 64 validators and 127 subnets: 8128 draws, whose variance is 1 within 5 standard errors.
TEST(Voters, ViewsAreAsWideOnEveryDay) {
  Parameters p;
  const ShockKey key{7, 0, 0};
  for (const double day : {0.0, 15.0, 30.0, 59.9, 60.0}) {
    double squares = 0;
    for (int v = 0; v < 64; ++v)
      for (std::uint32_t k = 0; k < 127; ++k) {
        const double z = view_error<double>(key, view_time(p, day), k, v);
        squares += z * z;
      }
    EXPECT_NEAR(squares / 8128, 1, 5 * std::sqrt(2.0 / 8128)) << day;
  }
}

TEST(Voters, ViewsMoveWithoutAJump) {
  Parameters p;
  const auto z = [&](double day) {
    return view_error<double>({7, 0, 0}, view_time(p, day), std::uint32_t{3}, 5);
  };
  EXPECT_NEAR(z(60 - 1e-9), z(60), 1e-4);
  EXPECT_NE(z(0), z(60));
}

// Days lie between two draws: those that have counted stay, the others are of the branch.
TEST(Voters, KeepWhatTheyThinkWhereAnEconomyBranchesOff) {
  Parameters p;
  p.voters.view_days = 60;
  EXPECT_EQ(view_seen(60, 0), 0);
  EXPECT_EQ(view_seen(60, 1), 1);
  EXPECT_EQ(view_seen(60, 2), 61);
  EXPECT_EQ(view_seen(0.3, 4), 1) << "0.9 d are three periods";
  EXPECT_EQ(view_seen(2.5, 3), 6);
  const auto z = [&](double day, std::int32_t branch) {
    const ShockBranches branches{1, {{branch, 8}}};
    const ShockKey key{7, 0, 0, &branches};
    return view_error<double>(key, view_time(p, day), std::uint32_t{3}, 5);
  };
  constexpr int never = 1000;
  for (const double day : {0.0, 30.0, 59.0, 60.0}) EXPECT_EQ(z(day, 30), z(day, never)) << day;
  EXPECT_NE(z(61, 30), z(61, never));
  EXPECT_EQ(z(90, 62), z(90, never));
  EXPECT_NE(z(121, 62), z(121, never));
  EXPECT_NE(z(1, 1), z(1, never));
}

TEST(Voters, ListTheirPartOfTheSubnets) {
  Parameters p;
  for (const double part : {0.0, 0.3, 1.0}) {
    p.voters.listed = part;
    int listed = 0;
    for (int v = 0; v < 64; ++v)
      for (std::uint32_t k = 0; k < 127; ++k) listed += lists<double>(p, {7, 0, 0}, k, v);
    EXPECT_NEAR(listed / 8128.0, part, 5 * std::sqrt(part * (1 - part) / 8128));
  }
}

TEST(Voters, OwnSubnetsThatAreThere) {
  Parameters p;
  p.network.subnets = 3;
  double owned[4] = {};
  for (int v = 0; v < 64; ++v)
    for (int k = 0; k < 4; ++k) owned[k] += owned_by(p, {7, 0, 0}, static_cast<double>(k), v);
  EXPECT_EQ(owned[0] + owned[1] + owned[2], 64) << "each owns one";
  for (int k = 0; k < 3; ++k) EXPECT_GT(owned[k], 0) << k;
  EXPECT_EQ(owned[3], 0);
}

TEST(Votes, CostByStakeAndPrice) {
  Parameters p;
  p.voters.price_ln_sd = 0;
  const VoterStakes stakes = voter_stakes(p);
  const VoteOffers offers = vote_offers(p, {7, 0, 0}, stakes, 1e6);
  for (int v = 0; v < 64; ++v)
    EXPECT_NEAR(offers.per_day[v], 3e-4 * stakes.of[v] * 1e6, 1e-12) << v;
}

// By price: 2, 0, 1. Of 11 TAO the second and third are paid, the first of the row is too dear.
TEST(Votes, AreBoughtFromTheCheapestOn) {
  const VoteOffers offers{3, {2, 3, 1}, {9, 4, 6}};
  EXPECT_EQ(cheapest_votes(offers, 6).voters, 0b100u);
  EXPECT_EQ(cheapest_votes(offers, 6).paid, 6);
  EXPECT_EQ(cheapest_votes(offers, 11).voters, 0b110u);
  EXPECT_EQ(cheapest_votes(offers, 11).paid, 10);
  EXPECT_EQ(cheapest_votes(offers, 19).voters, 0b111u);
  EXPECT_EQ(cheapest_votes(offers, 3).voters, 0u);
}

}  // namespace
}  // namespace taosweep
