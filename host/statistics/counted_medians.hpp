// Bands of medians through time, from counts in bins: all that is left of a series' economies.
#pragma once

#include <cstdint>
#include <vector>

namespace taosweep {

/// [time][low, high]: order-statistic intervals of the medians at K times, each with the level
/// 1 - 0.05/K, so that all hold together (Bonferroni), however times depend on each other: counts
/// do not say how they do. Nor do they say how the `each` economies of an independent unit depend:
/// a unit counts for one. Counts are [time][bin] with one more bin beyond either end of `edges`;
/// ends are edges that lie outwards, the last ones standing for what is beyond. NaN below 8 units,
/// and for an end that so few do not reach.
std::vector<float> medians_together(const std::uint32_t* counts, std::size_t times,
                                    const std::vector<double>& edges, std::int64_t each);

}  // namespace taosweep
