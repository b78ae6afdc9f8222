#include "kernels/math/normal_pair.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace taosweep {
namespace {

/// Largest distance of a pair from that in long double, in radii of the pair.
long double error_of(float u, float y) {
  const long double radius = std::sqrt(-2 * std::log(static_cast<long double>(u)));
  const long double angle = 4 * std::atan(1.0L) * y;
  const NormalPair<float> pair = normal_pair(u, y);
  return std::fmax(std::fabs(pair.first - radius * std::cos(angle)),
                   std::fabs(pair.second - radius * std::sin(angle))) /
         radius;
}

TEST(NormalPair, IsWithinItsStatedError) {
  long double largest = 0;
  for (std::uint32_t i = 1; i < 1u << 24; i += i < 512 || i > (1u << 24) - 512 ? 2 : 99998)
    for (int k = -1000; k <= 1000; ++k)
      largest = std::fmax(largest, error_of(static_cast<float>(i) * 0x1p-24f, k * 1e-3f));
  EXPECT_LT(largest, 8e-7L);
  EXPECT_GT(largest, 1e-8L);
}

TEST(NormalPair, TurnsWithTheSecondNumber) {
  const float radius = std::sqrt(-2 * std::log(0.25f));
  const auto at = [](float y) { return normal_pair(0.25f, y); };
  EXPECT_NEAR(at(0).first, radius, 1e-6);
  EXPECT_EQ(at(0).second, 0);
  EXPECT_NEAR(at(0.5f).first, 0, 1e-6);
  EXPECT_NEAR(at(0.5f).second, radius, 1e-6);
  EXPECT_NEAR(at(1).first, -radius, 1e-6);
  EXPECT_NEAR(at(-0.5f).second, -radius, 1e-6);
  EXPECT_EQ(at(-0.3f).first, at(0.3f).first);
  EXPECT_EQ(at(-0.3f).second, -at(0.3f).second);
}

TEST(NormalPair, IsNoFurtherOutThanItsUniformNumberLets) {
  EXPECT_NEAR(normal_pair(0x1p-24f, 0.0f).first, 5.768, 1e-3);
  EXPECT_NEAR(normal_pair(1 - 0x1p-24f, 0.0f).first, 3.45e-4, 1e-6);
}

}  // namespace
}  // namespace taosweep
