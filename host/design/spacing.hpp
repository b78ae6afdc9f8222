// Evenly spaced values of an axis.
#pragma once

#include <cstdint>
#include <vector>

namespace taosweep {

/// n >= 2 values x_i = low + (high - low) i/(n-1); both ends are met exactly. Throws UsageError
/// where low = high.
std::vector<double> even_spacing(double low, double high, std::uint64_t n);

/// n >= 2 values x_i = low (high/low)^(i/(n-1)); both ends are met exactly. Throws UsageError where
/// low = high or one of them is not above 0.
std::vector<double> log_spacing(double low, double high, std::uint64_t n);

}  // namespace taosweep
