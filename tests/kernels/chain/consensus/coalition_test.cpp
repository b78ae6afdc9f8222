#include "kernels/chain/consensus/coalition.hpp"

#include <gtest/gtest.h>

#include "kernels/chain/consensus/epoch.hpp"

namespace taosweep {
namespace {

constexpr double kappa = 32767.0 / 65535.0, w = 0.18, root = 5.93e6;

/// Last day [d] on which a coalition controls, when `rate`
/// alpha a day all go to its opponents; -1: never.
double last_day(double phi, double abstain, double rate) {
  const double u = active_root(phi, abstain);
  if (consensus_share(phi, w, root, 0.0, 0.0, u) < kappa) return -1;
  double low = 0, high = 1e4;
  for (int i = 0; i < 100; ++i) {
    const double day = (low + high) / 2;
    (consensus_share(phi, w, root, 0.0, rate * day, u) >= kappa ? low : high) = day;
  }
  return low;
}

TEST(ConsensusShare, IsTheCoalitionsPartOfActiveStake) {
  EXPECT_EQ(consensus_share(0.5, 1.0, 100.0, 0.0, 100.0, 1.0), 0.25);
  EXPECT_EQ(consensus_share(0.5, 1.0, 100.0, 1.0, 100.0, 1.0), 0.75);
  EXPECT_EQ(active_root(0.5, 1.0), 0.5);
  EXPECT_EQ(active_root(0.5, 0.0), 1.0);
}

TEST(ConsensusShare, IsNothingWithoutStake) {
  EXPECT_EQ(consensus_share(0.5, w, 0.0, 0.5, 0.0, 1.0), 0.0);
}

struct Row {
  double phi, rate, opposed, abstaining;
};

TEST(LastDayOfControl, IsThatOfTheTable) {
  for (const auto& [phi, rate, opposed, abstaining] :
       {Row{0.348, 7200, -1, 51.6}, Row{0.348, 14400, -1, 25.8}, Row{0.568, 7200, 20.2, 84.2},
        Row{0.568, 14400, 10.1, 42.1}, Row{0.75, 7200, 74, 111}, Row{0.75, 14400, 37, 56},
        Row{1, 7200, 148, 148}, Row{1, 14400, 74, 74}}) {
    const double shown = phi < 0.6 ? 0.06 : 0.5;  // rounding of the table
    EXPECT_NEAR(last_day(phi, 0.0, rate), opposed, shown) << phi << " " << rate;
    EXPECT_NEAR(last_day(phi, 1.0, rate), abstaining, shown) << phi << " " << rate;
  }
}

TEST(PhiNeeded, IsWhereTheShareReachesKappa) {
  for (double alpha : {0.0, 5e4, 8e5})
    for (double psi : {0.0, 0.2})
      for (double abstain : {0.0, 0.4, 0.9}) {
        const double phi = phi_needed(kappa, w, root, psi, alpha, abstain);
        const double u = active_root(phi, abstain);
        EXPECT_NEAR(consensus_share(phi, w, root, psi, alpha, u), kappa, 1e-15);
      }
}

TEST(PhiNeeded, HasTheClosedFormWhereAllOppose) {
  // kappa (1 + a), a = A/(w R); alpha on the coalition's side saves it psi a.
  const double a = 86e3 / (w * root);
  EXPECT_NEAR(phi_needed(kappa, w, root, 0.0, 86e3, 0.0), kappa * (1 + a), 1e-15);
  EXPECT_NEAR(phi_needed(kappa, w, root, 0.0, 86e3, 0.0), 0.540, 5e-4);
  EXPECT_NEAR(phi_needed(kappa, w, root, 0.3, 86e3, 0.0), kappa * (1 + a) - 0.3 * a, 1e-15);
}

TEST(FoundationOfSn28, WasJustAboveKappa) {
  // 606.51k of stake weight, 86k alpha emitted by day 12 and 31k of it credited twice.
  const double phi = 606.51e3 / (w * root);
  EXPECT_NEAR(consensus_share(phi, w, root, 0.0, 86e3, 1.0), 0.526, 5e-4);
  EXPECT_NEAR(consensus_share(phi, w, root, 0.0, 117e3, 1.0), 0.512, 5e-4);
}

TEST(Consensus, FollowsTheCoalitionExactlyFromKappaOn) {
  for (double s : {0.4999, 0.4999923, 0.4999924, 0.5, 0.50001}) {
    const double stake[] = {s, 1 - s}, scores[] = {1, 0};
    EXPECT_EQ(weighted_median(2, stake, scores, 1, kappa) > 0, s >= kappa) << s;
  }
}

}  // namespace
}  // namespace taosweep
