// Distribution of the draws. Seeds are fixed, so nothing here fails now and then; each bound stands
// at 5 standard deviations of what true randomness would give, so a sound generator with another
// seed would break one bound in about 1.7 million.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "kernels/random/draw.hpp"

namespace taosweep {
namespace {

constexpr int tick_count = 1 << 16;

/// Normals of four components of `tick_count` calls, FP32.
std::vector<double> normals(std::uint64_t seed, std::uint32_t point, std::uint32_t replicate,
                            Purpose purpose, std::uint32_t subnet) {
  std::vector<double> z;
  z.reserve(4 * tick_count);
  for (std::uint32_t tick = 0; tick < tick_count; ++tick) {
    float four[4];
    normals_of_four_steps(draw_words(seed, point, replicate, purpose, subnet, tick, 0), four);
    z.insert(z.end(), four, four + 4);
  }
  return z;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y,
                   std::size_t lag = 0) {
  double sum = 0;
  for (std::size_t i = lag; i < x.size(); ++i) sum += x[i] * y[i - lag];
  return sum / static_cast<double>(x.size() - lag);
}

/// Chi-square statistic of `bins` equal bins, in standard deviations from its mean.
double excess_chi_square(int n, int bins, const std::function<double(std::uint32_t)>& uniform) {
  std::vector<int> count(bins);
  for (int i = 0; i < n; ++i)
    ++count[static_cast<int>(uniform(static_cast<std::uint32_t>(i)) * bins)];
  double chi_square = 0;
  const double expected = static_cast<double>(n) / bins;
  for (int c : count) chi_square += (c - expected) * (c - expected) / expected;
  return (chi_square - (bins - 1)) / std::sqrt(2.0 * (bins - 1));
}

TEST(UniformDraws, FillEqualBinsEqually) {
  for (int word = 0; word < 4; ++word) {
    const auto uniform = [&](std::uint32_t i) {
      return uniform_fast(draw_words(11, 0, 0, Purpose::quality, 4u, i, 0).w[word]);
    };
    EXPECT_LT(std::fabs(excess_chi_square(1 << 20, 256, uniform)), 5) << word;
  }
}

TEST(UniformDraws, OfFp64FillEqualBinsEqually) {
  const auto uniform = [](std::uint32_t i) {
    const auto words = draw_words(11, 0, 0, Purpose::quality, i & 127, i >> 7, 1);
    return uniform_real(words.w[0], words.w[1]);
  };
  EXPECT_LT(std::fabs(excess_chi_square(1 << 20, 1024, uniform)), 5);
}

TEST(UniformDraws, FillSquaresOfNeighbouringTicksEqually) {
  const auto cell = [](std::uint32_t i) {
    const auto word = [](std::uint32_t tick) {
      return draw_words(12, 0, 0, Purpose::noise, 1u, tick, 0).w[0];
    };
    return ((word(2 * i) >> 27) * 32 + (word(2 * i + 1) >> 27) + 0.5) / 1024;
  };
  EXPECT_LT(std::fabs(excess_chi_square(1 << 20, 1024, cell)), 5);
}

TEST(NormalDraws, HaveTheMomentsOfTheStandardNormal) {
  std::vector<double> z;
  for (std::uint32_t subnet = 0; subnet < 8; ++subnet) {
    const auto part = normals(21, 5, 6, Purpose::noise, subnet);
    z.insert(z.end(), part.begin(), part.end());
  }
  const double n = static_cast<double>(z.size());
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  for (double x : z) {
    m1 += x / n;
    m2 += x * x / n;
    m3 += x * x * x / n;
    m4 += x * x * x * x / n;
  }
  EXPECT_LT(std::fabs(m1), 5 * std::sqrt(1 / n));
  EXPECT_LT(std::fabs(m2 - 1), 5 * std::sqrt(2 / n));
  EXPECT_LT(std::fabs(m3), 5 * std::sqrt(15 / n));
  EXPECT_LT(std::fabs(m4 - 3), 5 * std::sqrt(96 / n));
}

TEST(NormalDraws, HaveTheTailsOfTheStandardNormal) {
  const auto z = normals(22, 0, 0, Purpose::noise, 0);
  for (double edge : {1.0, 2.0, 3.0, 4.0}) {
    const double p = std::erfc(edge / std::sqrt(2.0)), n = static_cast<double>(z.size());
    double beyond = 0;
    for (double x : z) beyond += std::fabs(x) > edge;
    EXPECT_LT(std::fabs(beyond - n * p), 5 * std::sqrt(n * p * (1 - p))) << edge;
  }
}

TEST(NormalDraws, OfOnePairFillEqualCellsEqually) {
  std::vector<double> z;
  for (std::uint32_t subnet = 0; subnet < 8; ++subnet) {
    const auto part = normals(26, 0, 0, Purpose::noise, subnet);
    z.insert(z.end(), part.begin(), part.end());
  }
  const auto stripe = [](double x) {
    return std::min(31, static_cast<int>(16 * std::erfc(-x / std::sqrt(2.0))));
  };
  const auto cell = [&](std::uint32_t i) {
    return (stripe(z[2 * i]) * 32 + stripe(z[2 * i + 1]) + 0.5) / 1024;
  };
  EXPECT_LT(std::fabs(excess_chi_square(static_cast<int>(z.size() / 2), 1024, cell)), 5);
}

TEST(NormalDraws, DoNotRememberEarlierTicks) {
  const auto z = normals(23, 0, 0, Purpose::noise, 0);
  for (std::size_t lag = 1; lag <= 12; ++lag)
    EXPECT_LT(std::fabs(correlation(z, z, lag)), 5 / std::sqrt(static_cast<double>(z.size())))
        << lag;
  // A radius that served two pairs would show in squares alone.
  std::vector<double> squares;
  for (double x : z) squares.push_back((x * x - 1) / std::sqrt(2.0));
  for (std::size_t lag = 1; lag <= 12; ++lag)
    EXPECT_LT(std::fabs(correlation(squares, squares, lag)),
              5 / std::sqrt(static_cast<double>(z.size())))
        << lag;
}

TEST(NormalDraws, AreUncorrelatedBetweenAllPartsOfTheKey) {
  const auto base = normals(24, 100, 200, Purpose::noise, 3);
  const std::vector<double> others[] = {
      normals(25, 100, 200, Purpose::noise, 3),
      normals(24 + (1ull << 32), 100, 200, Purpose::noise, 3),
      normals(24, 101, 200, Purpose::noise, 3),
      normals(24, 100, 201, Purpose::noise, 3),
      normals(24, 200, 100, Purpose::noise, 3),
      normals(24, 100, 200, Purpose::noise_common, 3),
      normals(24, 100, 200, Purpose::noise, 4),
      normals(24, 100, 200, Purpose::noise, whole_economy),
  };
  const double bound = 5 / std::sqrt(static_cast<double>(base.size()));
  EXPECT_NEAR(correlation(base, base), 1, 5 * std::sqrt(2.0 / static_cast<double>(base.size())));
  for (const auto& other : others) {
    EXPECT_LT(std::fabs(correlation(base, other)), bound);
    std::vector<double> squares_of_base, squares;
    for (std::size_t i = 0; i < base.size(); ++i) {
      squares_of_base.push_back((base[i] * base[i] - 1) / std::sqrt(2.0));
      squares.push_back((other[i] * other[i] - 1) / std::sqrt(2.0));
    }
    EXPECT_LT(std::fabs(correlation(squares_of_base, squares)), bound);
  }
}

}  // namespace
}  // namespace taosweep
