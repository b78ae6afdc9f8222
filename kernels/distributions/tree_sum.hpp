// Sums in a fixed tree: library reductions group their terms by
// machine and thread count, this one never does.
#pragma once

#include <cstddef>
#include <span>

namespace taosweep {

/// Pairwise sum: halves are summed apart, blocks of at most 8 from left
/// to right. Depends on order and length alone.
inline double tree_sum(std::span<const double> terms) {
  if (terms.size() <= 8) {
    double sum = 0;
    for (double term : terms) sum += term;
    return sum;
  }
  const std::size_t half = terms.size() / 2;
  return tree_sum(terms.first(half)) + tree_sum(terms.subspan(half));
}

}  // namespace taosweep
