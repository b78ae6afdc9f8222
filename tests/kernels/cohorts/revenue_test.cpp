// Revenue of a subnet by its worth and its share of emission.
#include "kernels/cohorts/revenue.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace taosweep {
namespace {

// 100 TAO a day, a fifth of the worth of those that earn, a tenth of all; four tenths of emission.
TEST(Revenue, AnswersToEmissionByItsElasticity) {
  EXPECT_EQ(revenue_of(100, 0, 0.2, 0.1, 0.4), 20);
  EXPECT_NEAR(revenue_of(100, 1, 0.2, 0.1, 0.4), 80, 1e-12);
  EXPECT_NEAR(revenue_of(100, 0.5, 0.2, 0.1, 0.4), 40, 1e-12);  // 20 sqrt(4)
  EXPECT_NEAR(revenue_of(100, 0.3, 0.2, 0.1, 0.1), 20, 1e-12);  // the share of its worth
}

TEST(Revenue, HasThatElasticityAtEveryShare) {
  for (const double share : {1e-6, 0.01, 0.3, 0.9}) {
    const double more = revenue_of(50, 0.3, 0.1, 0.02, share * 1.01);
    const double ratio = more / revenue_of(50, 0.3, 0.1, 0.02, share);
    EXPECT_NEAR(std::log(ratio) / std::log(1.01), 0.3, 1e-12) << share;
  }
}

TEST(Revenue, WithoutEmissionIsNothingUnlessItDoesNotAnswer) {
  EXPECT_EQ(revenue_of(100, 0, 0.2, 0.1, 0.0), 20);
  EXPECT_EQ(revenue_of(100, 0.3, 0.2, 0.1, 0.0), 0);
  EXPECT_EQ(revenue_of(100, 1, 0.2, 0.1, 0.0), 0);
  EXPECT_EQ(revenue_of(100, 0.3, 0.0, 0.1, 0.2), 0) << "it earns nothing";
}

// 6 TAO a day where the average subnet has 2, and an error of e^(0.5 * 2).
TEST(Revenue, IsReportedInMultiplesOfTheAverageSubnets) {
  EXPECT_EQ(reported_of(6.0, 0, 0.0, 2), 3);
  EXPECT_NEAR(reported_of(6.0, 0.5, 2.0, 2), 3 * std::exp(1), 1e-12);
  EXPECT_EQ(reported_of(0.0, 0.5, 2.0, 2), 0) << "who earns nothing reports nothing";
}

// Hoelder: where all earn, sum v^(1 - eta) e^eta <= 1, and 1 where shares are those of worth.
TEST(Revenue, IsLargestInAllWhereEmissionGoesByWorth) {
  const double worth[] = {0.5, 0.3, 0.2}, other[] = {0.2, 0.3, 0.5};
  double by_worth = 0, elsewhere = 0;
  for (int i = 0; i < 3; ++i) {
    by_worth += revenue_of(100, 0.3, worth[i], worth[i], worth[i]);
    elsewhere += revenue_of(100, 0.3, worth[i], worth[i], other[i]);
  }
  EXPECT_NEAR(by_worth, 100, 1e-12);
  EXPECT_NEAR(elsewhere, 94.31, 0.01);  // 100 (0.5^0.7 0.2^0.3 + 0.3 + 0.2^0.7 0.5^0.3)
}

}  // namespace
}  // namespace taosweep
