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

/// T* of one resample. Draw i has word i % 4 of counter (i / 4, resample, 0, 0).
double studentised(std::span<const double> values, double mean, ResampleKey key,
                   std::uint32_t resample) {
  const std::uint64_t n = values.size();
  double sum = 0, squares = 0;
  Words<std::uint32_t> words{};
  for (std::uint64_t i = 0; i < n; ++i) {
    if (i % 4 == 0)
      words = philox<std::uint32_t>(static_cast<std::uint32_t>(i / 4), resample, 0u, 0u, key.low,
                                    key.high);
    // Centred, so that squares lose no digits.
    const double x = values[words.w[i % 4] * n >> 32] - mean;
    sum += x;
    squares += x * x;
  }
  const double count = static_cast<double>(n), m = sum / count;
  const double variance = (squares - sum * m) / (count - 1);
  if (variance > 0) return m / std::sqrt(variance / count);
  return m == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), m);
}

}  // namespace

ResampleKey resample_key(const std::string& text) {
  const std::string hex = sha256_hex(text);
  const auto word = [&](std::size_t at) {
    return static_cast<std::uint32_t>(std::stoul(hex.substr(at, 8), nullptr, 16));
  };
  return {word(0), word(8)};
}

Interval bootstrap_t_interval(std::span<const double> values, const std::string& key,
                              double level) {
  const Mean mean = mean_of(values);
  const ResampleKey words = resample_key(key);
  std::vector<double> scores;
  scores.reserve(resamples);
  for (std::uint32_t resample = 0; resample < resamples; ++resample)
    scores.push_back(studentised(values, mean.mean, words, resample));
  std::sort(scores.begin(), scores.end());
  const double rank = std::floor((1 - level) / 2 * (resamples + 1) + 1e-9);
  if (rank < 1)
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  const auto below = static_cast<std::size_t>(rank) - 1;
  return {mean.mean - scores[resamples - 1 - below] * mean.standard_error,
          mean.mean - scores[below] * mean.standard_error};
}

}  // namespace taosweep
