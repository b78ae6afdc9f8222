// Two independent samples: how far their means, shares and medians are apart.
#pragma once

#include <span>
#include <string>

#include "host/statistics/skewed_means.hpp"

namespace taosweep {

/// Interval of mean(a) - r mean(b) over independent units of either sample:  with v = s^2/n,
///   d -+ t_f sqrt(v_a + r^2 v_b),
///   1/f = (v_a^2/(n_a - 1) + r^4 v_b^2/(n_b - 1)) / (v_a + r^2 v_b)^2
/// (B. L. Welch 1947, Biometrika 34). How skewed that is: g = (|k_a|/n_a^2 + r^3 |k_b|/n_b^2) /
/// (v_a + r^2 v_b)^1.5 with third central moments k, which no two skews cancel in; the bounds for
/// it, and what is done between them, are those of mean_interval. Refused as there, and where
/// fewer than 8 units of a sample have another value than its most common one.
MeanInterval sample_interval(std::span<const double> a, std::span<const double> b, double r,
                             const std::string& key, double level = confidence);

/// An estimate with its interval.
struct Estimate {
  double value;
  Interval bounds;
};

/// Interval of a - b from those of two independent estimates (R. G. Newcombe 1998, Statistics in
/// Medicine 17, of shares; G. Y. Zou, A. Donner 2008, there 27):
///   a - b - sqrt((a - l_a)^2 + (u_b - b)^2)  ..  a - b + sqrt((u_a - a)^2 + (b - l_b)^2)
Interval independent_difference(const Estimate& a, const Estimate& b);

/// Interval of a / b, both >= 0 and l_b > 0 (A. Donner, G. Y. Zou 2012, Statistical Methods in
/// Medical Research 21):
///   (a b - sqrt((a b)^2 - l_a u_b (2 a - l_a) (2 b - u_b))) / (u_b (2 b - u_b))  ..  with l and u
/// exchanged and + for -.
Interval independent_ratio(const Estimate& a, const Estimate& b);

}  // namespace taosweep
