#include "host/statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "host/statistics/means.hpp"
#include "host/text/sha256.hpp"
#include "kernels/random/philox.hpp"

namespace taosweep {

namespace {

constexpr std::uint32_t resamples = 3999;  // so that (resamples + 1) a is whole for usual levels

/// A resample's mean, less that of the values, and the variance of its mean.
struct Moments {
  double mean, variance;
};

/// Draw i has word i % 4 of counter (i / 4, resample, 0, stream).
Moments resampled(std::span<const double> values, double mean, ResampleKey key,
                  std::uint32_t resample, std::uint32_t stream) {
  const std::uint64_t n = values.size();
  double sum = 0, squares = 0;
  Words<std::uint32_t> words{};
  for (std::uint64_t i = 0; i < n; ++i) {
    if (i % 4 == 0)
      words = philox<std::uint32_t>(static_cast<std::uint32_t>(i / 4), resample, 0u, stream,
                                    key.low, key.high);
    // Centred, so that squares lose no digits.
    const double x = values[words.w[i % 4] * n >> 32] - mean;
    sum += x;
    squares += x * x;
  }
  const double count = static_cast<double>(n), m = sum / count;
  return {m, (squares - sum * m) / (count - 1) / count};
}

double studentised(const Moments& moments) {
  if (moments.variance > 0) return moments.mean / std::sqrt(moments.variance);
  return moments.mean == 0 ? 0
                           : std::copysign(std::numeric_limits<double>::infinity(), moments.mean);
}

/// m - T*_{1-a} SE .. m - T*_a SE
template <class Score>
Interval interval_from(double mean, double error, double level, const Score& score) {
  std::vector<double> scores;
  scores.reserve(resamples);
  for (std::uint32_t resample = 0; resample < resamples; ++resample)
    scores.push_back(score(resample));
  std::sort(scores.begin(), scores.end());
  const double rank = std::floor((1 - level) / 2 * (resamples + 1) + 1e-9);
  if (rank < 1)
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  const auto below = static_cast<std::size_t>(rank) - 1;
  return {mean - scores[resamples - 1 - below] * error, mean - scores[below] * error};
}

}  // namespace

ResampleKey resample_key(const std::string& text) {
  const std::string hex = sha256_hex(text);
  const auto word = [&](std::size_t at) {
    return static_cast<std::uint32_t>(std::stoul(hex.substr(at, 8), nullptr, 16));
  };
  return {word(0), word(8)};
}

std::string resample_text(const std::string& outcome, const std::string& arm,
                          const std::string& baseline, const std::string& place) {
  return outcome + "\n" + arm + "\n" + baseline + (place.empty() ? "" : "\n" + place);
}

Interval bootstrap_t_interval(std::span<const double> values, const std::string& key,
                              double level) {
  const Mean mean = mean_of(values);
  const ResampleKey words = resample_key(key);
  return interval_from(mean.mean, mean.standard_error, level, [&](std::uint32_t resample) {
    return studentised(resampled(values, mean.mean, words, resample, 0));
  });
}

Interval bootstrap_t_interval(std::span<const double> a, std::span<const double> b, double r,
                              const std::string& key, double level) {
  const Mean first = mean_of(a), second = mean_of(b);
  const ResampleKey words = resample_key(key);
  const double error = std::hypot(first.standard_error, r * second.standard_error);
  const double apart = first.mean - r * second.mean;
  return interval_from(apart, error, level, [&](std::uint32_t resample) {
    const Moments of_a = resampled(a, first.mean, words, resample, 1),
                  of_b = resampled(b, second.mean, words, resample, 2);
    return studentised({of_a.mean - r * of_b.mean, of_a.variance + r * r * of_b.variance});
  });
}

}  // namespace taosweep
