// The difference and the ratio of two shares, over pairs of flags.
#pragma once

#include <cstdint>
#include <span>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// Score interval of p_10 - p_01 from b pairs (1, 0) and c pairs (0, 1) among n, which need not be
/// whole (T. Tango 1998, "Equivalence test and confidence interval for the difference in
/// proportions for the paired-sample design", Statistics in Medicine 17): all d with
///   |b - c - n d| <= z sqrt(n (2 q + d (1 - d))),
///   q = (sqrt(B^2 - 8 n C) - B) / 4n,  B = -b - c + (2 n - b + c) d,  C = -c d (1 - d)
/// where q is the likeliest p_01 if d holds. At d = 0 it is McNemar's test. Where all pairs agree:
/// -+ z^2 / (n + z^2).
Interval score_interval(double b, double c, double n, double level = confidence);

/// That interval from differences of flags (1, 0, -1), several a cluster: b, c and n are scaled to
/// the least of the effective numbers of pairs (1, 0), of pairs (0, 1), and of the differences.
Interval paired_flags_interval(std::span<const double> differences,
                               std::span<const std::int32_t> clusters, double level = confidence);

/// Score interval of p_1 / p_0, the shares of arm and baseline, from pairs: x of (1, 1), b of
/// (1, 0), c of (0, 1) among n (N.-S. Tang, M.-L. Tang, I. S. F. Chan 2003, "On tests of
/// equivalence via non-unity relative risk for matched-pair design", Statistics in Medicine 22):
/// all r with
///   |x + b - r (x + c)| <= z sqrt(n (1 + r) q + (x + b + c) (r - 1)),
///   q = (sqrt(B^2 - 4 A C) - B) / 2A,
///   A = n (1 + r),  B = (x + c) r^2 - (x + b + 2 c),  C = c (1 - r) (x + b + c) / n
/// where q is the likeliest p_01 if r holds. NaN where x + c = 0.
Interval ratio_score_interval(double x, double b, double c, double n, double level = confidence);

/// That interval from flags, several a cluster: counts are scaled as above, to the least of the
/// effective numbers of either arm's flags and of both kinds of pairs that differ.
Interval paired_flags_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                     std::span<const std::int32_t> clusters,
                                     double level = confidence);

}  // namespace taosweep
