// How owners sell, and how they leave.
#include "kernels/cohorts/owners.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace taosweep {
namespace {

TEST(ExitHazard, GrowsWithThePriceOverWorthAndNotBelow) {
  EXPECT_EQ(exit_hazard(0.001, 3, 0.0), 0.001);
  EXPECT_EQ(exit_hazard(0.001, 3, -2.0), 0.001);
  EXPECT_NEAR(exit_hazard(0.001, 3, 2.0), 0.007, 1e-18);
  EXPECT_EQ(exit_hazard(0.0, 3, 2.0), 0);
}

// Half within half a day is ln 2/0.5 a day.
TEST(LeavingHazard, SellsThePartInItsTime) {
  EXPECT_NEAR(leaving_hazard(0.5, 0.5), 2 * std::log(2), 1e-12);
  EXPECT_EQ(leaving_hazard(0, 0.5), 0);
  EXPECT_NEAR(std::exp(-leaving_hazard(1, 2) * 2), 0, 3e-6);
}

TEST(PartSoldLeaving, EndsInTimeAndComposesOverTicks) {
  const double h = leaving_hazard(0.75, 1);
  EXPECT_NEAR(part_sold_leaving(h, 1, 0.0, 1), 0.75, 1e-12);
  EXPECT_NEAR(part_sold_leaving(h, 1, 0.0, 0.5), 0.5, 1e-12);
  EXPECT_NEAR(part_sold_leaving(h, 1, 0.5, 2), 0.5, 1e-12) << "a tick that lasts longer";
  EXPECT_EQ(part_sold_leaving(h, 1, 1.0, 1), 0);
  EXPECT_EQ(part_sold_leaving(h, 1, 1e5, 1), 0) << "one who never left";
}

// A tenth by hazard; nothing of that where the price is too low; half of the rest by who leaves.
TEST(Owners, SellByHazardByPlanAndByLeaving) {
  const auto sold = [](double sells, double leaves) {
    Market<double> market{};
    market.owner_sells = sells;
    market.owner_leaves = leaves;
    return Owners::sold(market, 100.0, 0.1);
  };
  EXPECT_EQ(sold(1, 0), 10);
  EXPECT_EQ(sold(0, 0), 0);
  EXPECT_EQ(sold(0, 0.5), 50);
  EXPECT_EQ(sold(1, 0.5), 55);
}

}  // namespace
}  // namespace taosweep
