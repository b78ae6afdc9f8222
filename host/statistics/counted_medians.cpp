#include "host/statistics/counted_medians.hpp"

#include <algorithm>
#include <numeric>

#include "host/statistics/intervals.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// The value at a rank, from 1 on, as the edge of its bin that lies outwards.
double edge_at(const std::uint32_t* counts, const std::vector<double>& edges, std::int64_t rank,
               bool upper) {
  if (rank == 0) return undefined;
  std::size_t bin = 0;
  for (std::int64_t left = rank - 1; left >= counts[bin];) left -= counts[bin++];
  if (bin == 0) return edges.front();
  if (bin == edges.size()) return edges.back();
  return upper ? edges[bin] : edges[bin - 1];
}

}  // namespace

std::vector<float> medians_together(const std::uint32_t* counts, std::size_t times,
                                    const std::vector<double>& edges, std::int64_t each) {
  const std::size_t bins = edges.size() + 1;
  std::vector<std::int64_t> n;
  for (std::size_t time = 0; time < times; ++time)
    n.push_back(std::accumulate(counts + time * bins, counts + (time + 1) * bins, std::int64_t{0}));
  const auto defined = std::count_if(n.begin(), n.end(), [](std::int64_t x) { return x > 0; });
  const double level =
      1 - (1 - confidence) / static_cast<double>(std::max<std::int64_t>(1, defined));
  std::vector<float> band;
  for (std::size_t time = 0; time < times; ++time) {
    const std::int64_t units = n[time] / each;
    const QuantileRanks ranks =
        units < fewest_clusters ? QuantileRanks{0, 0}
                                : quantile_ranks(n[time], 0.5, static_cast<double>(units), level);
    const std::uint32_t* row = counts + time * bins;
    band.push_back(static_cast<float>(edge_at(row, edges, ranks.low, false)));
    band.push_back(static_cast<float>(edge_at(row, edges, ranks.high, true)));
  }
  return band;
}

}  // namespace taosweep
