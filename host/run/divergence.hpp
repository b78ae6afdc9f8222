// Where two economies part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernels/watched.hpp"

namespace taosweep {

/// When, which subnet, which quantity, both values.
using Divergence = std::string;

/// The first moment (a step, or the looks at the market between them) after which the states of two
/// economies differ, and in what; nothing where they are bit for bit the same as long as both last.
/// Days are run on `isa`, the day in which they part step by step. Where the steps of the two do
/// not end at the same blocks, those at which both end count.
std::optional<Divergence> first_divergence(const Job& a, const Job& b, Isa isa);

/// The first quantity in which two states differ, of the subnet with the least number, and the
/// names of the others; nothing where they are the same.
std::optional<Divergence> first_difference(const std::vector<double>& a,
                                           const std::vector<double>& b);

/// A number that differs between two paths.
struct PathDifference {
  const PathInfo* quantity;
  double day;
  int netuid;
  float a, b;
};

/// The first: by day, subnet, quantity. Both paths are recorded under `plan`.
std::optional<PathDifference> first_difference_of_paths(const std::vector<float>& a,
                                                        const std::vector<float>& b,
                                                        const RecordPlan& plan);

/// What differs in what two economies leave behind: paths where they are kept, series, status,
/// outcomes. Both recorded under `plan`.
std::optional<Divergence> first_divergence(const EconomyResult& a, const EconomyResult& b,
                                           const RecordPlan& plan);

}  // namespace taosweep
