#include "host/statistics/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "host/statistics/means.hpp"
#include "host/text/sha256.hpp"
#include "kernels/random/philox.hpp"

namespace taosweep {

namespace {

constexpr std::uint32_t resamples = 3999;  // so that (resamples + 1) a is whole for usual levels

/// Resamples that are drawn side by side: the sums of one alone wait for each other.
constexpr std::uint32_t abreast = 4;
template <class T>
using Abreast = std::array<T, abreast>;

/// A resample's mean, less that of the values, and the variance of its mean.
struct Moments {
  double mean, variance;
};

/// Of resamples from `first` on. Draw i has word i % 4 of counter (i / 4, resample, 0, stream).
Abreast<Moments> resampled(std::span<const double> values, double mean, ResampleKey key,
                           std::uint32_t first, std::uint32_t stream) {
  const std::uint64_t n = values.size();
  Abreast<double> sum{}, squares{};
  for (std::uint64_t i = 0; i < n; i += 4) {
    const std::uint64_t draws = std::min<std::uint64_t>(4, n - i);
    Abreast<Words<std::uint32_t>> words;
    for (std::uint32_t r = 0; r < abreast; ++r)
      words[r] = philox<std::uint32_t>(static_cast<std::uint32_t>(i / 4), first + r, 0u, stream,
                                       key.low, key.high);
    for (std::uint64_t draw = 0; draw < draws; ++draw)
      for (std::uint32_t r = 0; r < abreast; ++r) {
        // Centred, so that squares lose no digits.
        const double x = values[words[r].w[draw] * n >> 32] - mean;
        sum[r] += x;
        squares[r] += x * x;
      }
  }
  const double count = static_cast<double>(n);
  Abreast<Moments> found;
  for (std::uint32_t r = 0; r < abreast; ++r) {
    const double m = sum[r] / count;
    found[r] = {m, (squares[r] - sum[r] * m) / (count - 1) / count};
  }
  return found;
}

double studentised(const Moments& moments) {
  if (moments.variance > 0) return moments.mean / std::sqrt(moments.variance);
  return moments.mean == 0 ? 0
                           : std::copysign(std::numeric_limits<double>::infinity(), moments.mean);
}

/// m - T*_{1-a} SE .. m - T*_a SE. `score` is asked for several resamples at once.
template <class Score>
Interval interval_from(double mean, double error, double level, const Score& score) {
  std::vector<double> scores;
  scores.reserve(resamples + abreast);
  for (std::uint32_t first = 0; first < resamples; first += abreast)
    for (const double each : score(first)) scores.push_back(each);
  scores.resize(resamples);
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
  return interval_from(mean.mean, mean.standard_error, level, [&](std::uint32_t first) {
    const Abreast<Moments> moments = resampled(values, mean.mean, words, first, 0);
    Abreast<double> scores;
    for (std::uint32_t r = 0; r < abreast; ++r) scores[r] = studentised(moments[r]);
    return scores;
  });
}

Interval bootstrap_t_interval(std::span<const double> a, std::span<const double> b, double r,
                              const std::string& key, double level) {
  const Mean first = mean_of(a), second = mean_of(b);
  const ResampleKey words = resample_key(key);
  const double error = std::hypot(first.standard_error, r * second.standard_error);
  const double apart = first.mean - r * second.mean;
  return interval_from(apart, error, level, [&](std::uint32_t resample) {
    const Abreast<Moments> of_a = resampled(a, first.mean, words, resample, 1),
                           of_b = resampled(b, second.mean, words, resample, 2);
    Abreast<double> scores;
    for (std::uint32_t i = 0; i < abreast; ++i)
      scores[i] = studentised(
          {of_a[i].mean - r * of_b[i].mean, of_a[i].variance + r * r * of_b[i].variance});
    return scores;
  });
}

}  // namespace taosweep
