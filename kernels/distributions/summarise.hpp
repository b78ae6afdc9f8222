// The one source of summarise: Thrust calls that mean the same on the host (device
// system CPP) and on a GPU. Included by exactly two files, each of which has its own
// copy (unnamed namespace): their Thrusts differ.
#pragma once

#include <thrust/adjacent_difference.h>
#include <thrust/binary_search.h>
#include <thrust/copy.h>
#include <thrust/device_vector.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/tuple.h>

#include <stdexcept>

#include "kernels/distributions/distributions.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/portable.hpp"

namespace taosweep {
namespace {

struct IsDefined {
  TAOSWEEP_HD bool operator()(const thrust::tuple<double, std::int32_t>& item) const {
    const double value = thrust::get<0>(item);
    return thrust::get<1>(item) >= 0 && value == value;
  }
};

/// -0 becomes +0: a GPU sorts bits, a host compares values.
struct WithoutMinusZero {
  TAOSWEEP_HD double operator()(double value) const { return value + 0.0; }
};

struct PickQuantile {
  const double* sorted;
  const std::int64_t* starts;
  double missing;
  int percent[quantile_count];

  TAOSWEEP_HD double operator()(std::int64_t index) const {
    const std::int64_t begin = starts[index / quantile_count];
    const std::int64_t n = starts[index / quantile_count + 1] - begin;
    if (n == 0) return missing;
    return sorted[begin + (percent[index % quantile_count] * n + 99) / 100 - 1];
  }
};

/// Bin of a value within all segments' bins; ascending over values sorted by segment and value.
struct BinOf {
  const double* edges;
  int edge_count;

  TAOSWEEP_HD std::int64_t operator()(double value, std::int32_t segment) const {
    int low = 0, high = edge_count;  // number of edges <= value
    while (low < high) {
      const int middle = (low + high) / 2;
      if (edges[middle] <= value)
        low = middle + 1;
      else
        high = middle;
    }
    if (value == edges[edge_count - 1]) low = edge_count - 1;
    return static_cast<std::int64_t>(segment) * (edge_count + 1) + low;
  }
};

struct StartsRun {
  const std::int64_t* keys;
  TAOSWEEP_HD bool operator()(std::int64_t index) const {
    return index == 0 || keys[index] != keys[index - 1];
  }
};

struct StoreRun {
  const std::int64_t* keys;
  const std::int64_t* runs;
  std::int64_t run_count, value_count;
  std::uint32_t* counts;

  TAOSWEEP_HD void operator()(std::int64_t run) const {
    const std::int64_t end = run + 1 < run_count ? runs[run + 1] : value_count;
    counts[keys[runs[run]]] = static_cast<std::uint32_t>(end - runs[run]);
  }
};

template <class T>
T* raw(thrust::device_vector<T>& vector) {
  return thrust::raw_pointer_cast(vector.data());
}

template <class T>
std::vector<T> to_host(const thrust::device_vector<T>& vector) {
  std::vector<T> copy(vector.size());
  thrust::copy(vector.begin(), vector.end(), copy.begin());
  return copy;
}

Summaries summarise_here(std::span<const double> values, std::span<const std::int32_t> segments,
                         int segment_count, std::span<const double> edges) {
  if (values.size() != segments.size())
    throw std::invalid_argument("summarise: one segment per value is needed");
  using Index = thrust::counting_iterator<std::int64_t>;
  using SegmentIndex = thrust::counting_iterator<std::int32_t>;

  thrust::device_vector<double> given(values.begin(), values.end()), sorted(values.size());
  thrust::device_vector<std::int32_t> given_segment(segments.begin(), segments.end()),
      segment(values.size());
  const auto from =
      thrust::make_zip_iterator(thrust::make_tuple(given.begin(), given_segment.begin()));
  const auto to = thrust::make_zip_iterator(thrust::make_tuple(sorted.begin(), segment.begin()));
  const std::int64_t n = thrust::copy_if(from, from + given.size(), to, IsDefined{}) - to;
  sorted.resize(n);
  segment.resize(n);
  thrust::transform(sorted.begin(), sorted.end(), sorted.begin(), WithoutMinusZero{});

  if (segment_count > 1) {
    // Stable sort by value, then by segment = sort by (segment, value).
    thrust::stable_sort_by_key(sorted.begin(), sorted.end(), segment.begin());
    thrust::stable_sort_by_key(segment.begin(), segment.end(), sorted.begin());
  } else {
    thrust::sort(sorted.begin(), sorted.end());
  }
  thrust::device_vector<std::int64_t> starts(segment_count + 1);
  thrust::lower_bound(segment.begin(), segment.end(), SegmentIndex(0),
                      SegmentIndex(segment_count + 1), starts.begin());

  Summaries summaries;
  PickQuantile pick{raw(sorted), raw(starts), undefined, {}};
  for (int q = 0; q < quantile_count; ++q) pick.percent[q] = quantile_percent[q];
  thrust::device_vector<double> quantiles(static_cast<std::size_t>(segment_count) * quantile_count);
  thrust::transform(Index(0), Index(quantiles.size()), quantiles.begin(), pick);
  summaries.quantiles = to_host(quantiles);

  thrust::device_vector<std::int64_t> sizes(segment_count + 1);
  thrust::adjacent_difference(starts.begin(), starts.end(), sizes.begin());
  const std::vector<std::int64_t> host_sizes = to_host(sizes);
  summaries.n.assign(host_sizes.begin() + 1, host_sizes.end());

  if (!edges.empty()) {
    thrust::device_vector<double> edge(edges.begin(), edges.end());
    thrust::device_vector<std::int64_t> keys(n), runs(n);
    const BinOf bin_of{raw(edge), static_cast<int>(edges.size())};
    thrust::transform(sorted.begin(), sorted.end(), segment.begin(), keys.begin(), bin_of);
    const std::int64_t run_count =
        thrust::copy_if(Index(0), Index(n), runs.begin(), StartsRun{raw(keys)}) - runs.begin();
    thrust::device_vector<std::uint32_t> counts(
        static_cast<std::size_t>(segment_count) * (edges.size() + 1), 0u);
    thrust::for_each(Index(0), Index(run_count),
                     StoreRun{raw(keys), raw(runs), run_count, n, raw(counts)});
    summaries.counts = to_host(counts);
  }
  return summaries;
}

}  // namespace
}  // namespace taosweep
