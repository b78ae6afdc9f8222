#include "kernels/chain/consensus/dividends.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace taosweep {
namespace {

constexpr double dividend[] = {60, 40}, root_tao[] = {1000, 0}, alpha_stake[] = {60, 200};
constexpr double w = 0.18;

struct Paid {
  double tao[2], alpha[2];
};

Paid split(DividendRule rule, double tao_total, double alpha_total) {
  Paid paid;
  split_dividends(rule, 2, dividend, root_tao, alpha_stake, w, tao_total, alpha_total, paid.tao,
                  paid.alpha);
  return paid;
}

TEST(RootPart, IsRootsWeightInTheValidatorsStake) {
  EXPECT_DOUBLE_EQ(root_part_of_dividend(60.0, 1000.0, w, 60.0), 45.0);  // 180 of 240
  EXPECT_EQ(root_part_of_dividend(60.0, 0.0, w, 0.0), 0.0);
}

TEST(OverIssue, PaysRootsPartTwice) {
  const Paid paid = split(DividendRule::over_issued, 9, 0);
  EXPECT_EQ(paid.alpha[0] + paid.alpha[1], 100.0);  // 45 of them were sold for the TAO as well
  EXPECT_EQ(paid.tao[0], 9.0);
  EXPECT_EQ(paid.tao[1], 0.0);
}

TEST(ReducedRule, LeavesRootsPartOut) {
  const Paid paid = split(DividendRule::reduced, 9, 0);
  EXPECT_DOUBLE_EQ(paid.alpha[0], 15.0);
  EXPECT_DOUBLE_EQ(paid.alpha[1], 40.0);
}

TEST(BalancedRule, PaysExactlyWhatThereIs) {
  const double total = balanced_alpha(70.0, 30.0, true);
  EXPECT_EQ(total, 20.0);  // half of 100, less the 30 that were sold
  EXPECT_EQ(balanced_alpha(70.0, 0.0, false), 70.0);
  const Paid paid = split(DividendRule::balanced, 9, total);
  EXPECT_DOUBLE_EQ(paid.alpha[0] + paid.alpha[1], total);
  EXPECT_DOUBLE_EQ(paid.alpha[0] / paid.alpha[1], 15.0 / 40.0);
}

TEST(DelegateTake, LosesNothing) {
  const Take<double> take = delegate_take(50.0, 0.18);
  EXPECT_DOUBLE_EQ(take.validator, 9.0);
  EXPECT_EQ(take.validator + take.nominators, 50.0);
}

}  // namespace
}  // namespace taosweep
