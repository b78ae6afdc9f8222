// Bin edges declared with an outcome or a series: the
// same for every run, so that counts can be added.
#pragma once

#include <vector>

#include "kernels/register/registry.hpp"

namespace taosweep {

/// bins + 1 ascending edges from low to high. Logarithmic ones have a constant ratio,
/// (high/low)^(1/bins), found by + - * / alone, so that they have the same bits everywhere.
std::vector<double> bin_edges(Scale scale, double low, double high, int bins);

inline std::vector<double> bin_edges(const OutcomeInfo& info) {
  return bin_edges(info.scale, info.low, info.high, info.bins);
}
inline std::vector<double> bin_edges(const SeriesInfo& info) {
  return bin_edges(Scale::log, info.low, info.high, info.bins);
}

}  // namespace taosweep
