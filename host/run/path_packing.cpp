#include "host/run/path_packing.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "host/store/file/create.hpp"
#include "host/store/hdf5/packer.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t row_bytes = sizeof(float) * path_subnets;  // of a quantity at one time

double packed(hdf5::Packer& packer, std::span<const float> numbers) {
  const std::span<const std::byte> bytes = std::as_bytes(numbers);
  return static_cast<double>(
      packer.packed(hdf5::Type::float32, std::vector<std::byte>(bytes.begin(), bytes.end())));
}

/// Times of the day series up to a day.
double times_until(double day, double series_days) {
  return day / series_days + 1;
}

}  // namespace

// A block beyond the end of its economy has no numbers and packs to almost nothing, one before it
// packs as if it were the only one. With B blocks to a path, of which a part l is lived through,
// r bytes for each lived time and e for an empty block: r * times + (1 - l) * B * e.
Packing packing_of_paths(const std::vector<EndedPath>& paths, const SchemaCounts& whole,
                         double series_days, double mean_end) {
  Packing packing;
  if (paths.empty()) return packing;
  hdf5::Packer packer;
  const auto all = static_cast<double>(whole.day);
  const double lived = std::min(all, times_until(mean_end, series_days));
  for (const PlannedDataset& planned : planned_datasets(whole, "paths")) {
    const hdf5::Shape block = chunk_of(planned);
    if (block.size() != 3) continue;
    const std::uint64_t times = block[1];
    double bytes = 0, seen = 0;
    for (const EndedPath& one : paths) {
      const std::uint64_t held = one.path.size() / (path_count * path_subnets);
      const double known = std::min(static_cast<double>(held), times_until(one.end, series_days));
      seen += known;
      const auto first = static_cast<std::uint64_t>(planned.item) * held;
      for (std::uint64_t from = 0; static_cast<double>(from + 1) <= known; from += times)
        bytes += packed(packer,
                        std::span(one.path).subspan((first + from) * path_subnets,
                                                    std::min(times, held - from) * path_subnets));
    }
    const double empty =
        packed(packer, std::vector<float>(times * path_subnets, static_cast<float>(undefined)));
    const double blocks = std::ceil(all / static_cast<double>(times));
    packing[planned.path()] = (bytes / seen * lived + (1 - lived / all) * blocks * empty) /
                              (all * static_cast<double>(row_bytes));
  }
  return packing;
}

}  // namespace taosweep
