// Resampling: how a mean scatters, measured in its own standard errors.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// Two words that stand for a text, for the draws of resamples.
struct ResampleKey {
  std::uint32_t low, high;
};
ResampleKey resample_key(const std::string& text);

/// The text of an outcome in an arm, or of two arms' difference: the file and `compare` resample
/// alike. `place` tells points and cells apart; empty = all.
std::string resample_text(const std::string& outcome, const std::string& arm,
                          const std::string& baseline, const std::string& place);

/// Bootstrap-t interval of a mean (B. Efron 1981; P. Hall 1988, Annals of Statistics 16): of
/// resamples of n values with replacement, with means m* and deviations s*,
///   T* = (m* - m) sqrt(n) / s*,   interval m - T*_{1-a} s/sqrt(n) .. m - T*_a s/sqrt(n)
/// where T*_a is its a-quantile, a = (1 - level) / 2. It follows skew to the order 1/n. Resamples
/// are drawn by Philox from `key` alone: the same data and key give the same interval everywhere.
/// Ends are infinite where resamples without spread reach that far.
Interval bootstrap_t_interval(std::span<const double> values, const std::string& key, double level);

/// The same of mean(a) - r mean(b), of independent samples that are resampled each for itself:
///   T* = (m_a* - m_a - r (m_b* - m_b)) / sqrt(s_a*^2/n_a + r^2 s_b*^2/n_b)
Interval bootstrap_t_interval(std::span<const double> a, std::span<const double> b, double r,
                              const std::string& key, double level);

}  // namespace taosweep
