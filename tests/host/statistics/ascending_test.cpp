// The values of a sample in order of size.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

#include "host/statistics/one_sample.hpp"

namespace taosweep {
namespace {

/// So many that they are sorted by their bits: of both signs, tied, subnormal, infinite.
std::vector<double> of_all_sizes() {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> digits(-1, 1);
  std::uniform_int_distribution<int> exponent(-1070, 1020);
  std::vector<double> values{HUGE_VAL, -HUGE_VAL, 5e-324, -5e-324, 0.0};
  while (values.size() < 5000) values.push_back(std::ldexp(digits(random), exponent(random)));
  for (int i = 0; i < 1000; ++i) values.push_back(values[static_cast<std::size_t>(i) * 3]);
  return values;
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

void expect_as_by_comparison(const std::vector<double>& values) {
  OneSample sample;
  sample.values = values;
  std::vector<double> compared = values;
  std::sort(compared.begin(), compared.end());
  EXPECT_EQ(bits_of(ascending_in(sample)), bits_of(compared));
}

TEST(Ascending, IsAsByComparisonToTheBit) {
  expect_as_by_comparison(of_all_sizes());
}

TEST(Ascending, LeavesZerosOfBothSignsInTheOrderInWhichTheyAreCompared) {
  std::vector<double> values = of_all_sizes();
  for (std::size_t i = 0; i < values.size(); i += 7) values[i] = i % 2 ? 0.0 : -0.0;
  expect_as_by_comparison(values);
}

}  // namespace
}  // namespace taosweep
