#include "kernels/math/power.hpp"

#include <gtest/gtest.h>

#include "kernels/math/polynomial.hpp"

namespace taosweep {
namespace {

TEST(Power, IsExactForWholeNumbers) {
  for (unsigned n = 0; n <= 33; ++n) {
    double product = 1;
    for (unsigned i = 0; i < n; ++i) product *= 3;
    EXPECT_EQ(power(3.0, n), product) << n;
  }
}

TEST(Power, OfNothingIsOne) {
  EXPECT_EQ(power(0.0, 0), 1.0);
  EXPECT_EQ(power(7.5f, 0), 1.0f);
}

TEST(Power, KeepsTheSignOfOddPowers) {
  EXPECT_EQ(power(-2.0, 3), -8.0);
  EXPECT_EQ(power(-2.0, 4), 16.0);
}

TEST(Polynomial, SumsInOrderOfRisingPowers) {
  const double c[] = {5, 3, 2};
  EXPECT_EQ(polynomial(10.0, c), 5 + 30 + 200);
}

}  // namespace
}  // namespace taosweep
