#include "kernels/distributions/edges.hpp"

namespace taosweep {

namespace {

double power(double base, int exponent) {
  double product = 1;
  for (int i = 0; i < exponent; ++i) product *= base;
  return product;
}

/// Largest double r with r^n <= x, for x > 1, by halving [1, x] until nothing lies between.
double root_below(double x, int n) {
  double low = 1, high = x;
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    (power(middle, n) <= x ? low : high) = middle;
  }
}

}  // namespace

std::vector<double> bin_edges(Scale scale, double low, double high, int bins) {
  std::vector<double> edges(static_cast<std::size_t>(bins) + 1);
  edges.front() = low;
  const double ratio = scale == Scale::log ? root_below(high / low, bins) : 1;
  for (int i = 1; i < bins; ++i) {
    edges[i] = scale == Scale::log ? edges[i - 1] * ratio : low + (high - low) * i / bins;
  }
  edges.back() = high;
  return edges;
}

}  // namespace taosweep
