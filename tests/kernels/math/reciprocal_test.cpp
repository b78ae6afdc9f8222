#include "kernels/math/reciprocal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace taosweep {
namespace {

constexpr double last_place = std::numeric_limits<double>::epsilon();

TEST(Reciprocal, IsTheQuotient) {
  for (const double x : {1e-300, 0.1, 1.0, 3.0, 21e6, 1e300}) EXPECT_EQ(reciprocal(x), 1 / x);
}

TEST(Reciprocal, OfNothingIsNothing) {
  EXPECT_EQ(reciprocal(0.0), 0);
  EXPECT_EQ(reciprocal(-1.0), 0);
}

TEST(ReciprocalNear, IsGoodToTheLastPlacesFromAGuessThatIsNear) {
  for (const double x : {1e-9, 0.7, 1.0, 1067400.0, 3e15}) {
    for (const double off : {0.0, 1e-16, 3e-10, -2e-6, 1.2e-4, -1.2e-4}) {
      const double guess = (1 + off) / x;
      EXPECT_NEAR(reciprocal_near(guess, x) * x, 1, 3 * last_place) << x << " " << off;
    }
  }
}

TEST(ReciprocalNear, DividesWhereTheGuessIsFar) {
  const double nan = std::nan("");
  for (const double guess : {0.0, -1.0, 0.2, 0.34, 1e9, nan, HUGE_VAL})
    EXPECT_EQ(reciprocal_near(guess, 3.0), 1 / 3.0) << guess;
  EXPECT_EQ(reciprocal_near(0.5, 0.0), 0);
}

// Carried through ten years of blocks, each of which adds an alpha to a stake, it does not drift.
TEST(ReciprocalNear, DoesNotDrift) {
  double stake = 1067400, carried = reciprocal(stake);
  for (int block = 0; block < 3'000'000; ++block) {
    stake += 0.999;
    carried = reciprocal_near(carried, stake);
  }
  EXPECT_NEAR(carried * stake, 1, 3 * last_place);
}

}  // namespace
}  // namespace taosweep
