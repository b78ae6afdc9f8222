// Emission by the vote of root, by hand.
#include "kernels/chain/share/root_vote.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

using Group = taosweep::Group<ReferenceLane, 1>;

struct Ballot {
  double stake;
  std::vector<double> weights;
};

std::vector<double> counted(const std::vector<Ballot>& ballots, double majority = vote_majority) {
  RootVotes<Group> votes;
  for (const Ballot& ballot : ballots) {
    double row[Group::packs] = {};
    for (std::size_t k = 0; k < ballot.weights.size(); ++k) row[k] = ballot.weights[k];
    votes.add(ballot.stake, row);
  }
  double share[Group::packs];
  votes.count(vote_steepness, majority, share);
  return {share, share + Group::packs};
}

// Trust 0.7 has consensus 1/(1 + e^-2) = 0.881, trust 0.3 has 0.119: 0.945 of all for 0.7.
TEST(RootVote, MajorityIsAmplified) {
  const auto share = counted({{0.7, {1, 0}}, {0.3, {0, 1}}}, 0.5);
  const double most = 0.7 / (1 + std::exp(-2.0)), least = 0.3 / (1 + std::exp(2.0));
  EXPECT_NEAR(share[0], most / (most + least), 1e-15);
  EXPECT_NEAR(share[1], least / (most + least), 1e-15);
  EXPECT_EQ(share[2], 0);
}

// Everybody lists both: 0.7 * 3/4 + 0.3 * 1/5 for the first.
TEST(RootVote, IsTheRankWhereEverybodyListsEverything) {
  const auto share = counted({{0.7, {3, 1}}, {0.3, {2, 8}}});
  EXPECT_NEAR(share[0], 0.7 * 0.75 + 0.3 * 0.2, 1e-15);
  EXPECT_NEAR(share[0] + share[1], 1, 1e-15);
}

// A weight of any size is trust: the small one makes 0.4 to 1 and costs a thousandth of rank.
TEST(RootVote, TrustCountsWhoListsNotHowMuch) {
  const auto without = counted({{0.6, {1, 0}}, {0.4, {0, 1}}});
  const auto with = counted({{0.6, {1, 1e-3}}, {0.4, {0, 1}}});
  EXPECT_LT(without[1], 0.22);
  EXPECT_GT(with[1], 0.45);
}

// Its stake stands against both: trust is 0.35 and 0.15, and the majority falls further apart.
TEST(RootVote, ARowWithoutWeightsSupportsNobody) {
  const auto share = counted({{0.35, {1, 0}}, {0.15, {0, 1}}, {0.5, {0, 0}}});
  const auto c = [](double trust) { return vote_consensus(trust, vote_steepness, vote_majority); };
  EXPECT_NEAR(share[0] / share[1], 0.35 * c(0.35) / (0.15 * c(0.15)), 1e-12);
  EXPECT_NEAR(share[0] + share[1], 1, 1e-15);
}

TEST(RootVote, IsNothingWhereNobodyListsASubnet) {
  for (const double share : counted({{0.5, {0, 0}}, {0.5, {}}})) EXPECT_EQ(share, 0);
  for (const double share : counted({})) EXPECT_EQ(share, 0);
}

TEST(RootVote, WeightsAreWholePartsOfTheLargest) {
  EXPECT_EQ(whole_weight(1.0), 65535);
  EXPECT_EQ(whole_weight(0.5), 32768) << "32767.5, to even";
  EXPECT_EQ(whole_weight(0.49 / 65535), 0) << "it is not listed";
  EXPECT_EQ(whole_weight(0.51 / 65535), 1);
}

TEST(RootVote, WaitsBlockByBlock) {
  EXPECT_EQ(pending_after(0.25, 0.5, 3.0), 1.75);
}

}  // namespace
}  // namespace taosweep
