#include "host/run/spread.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace taosweep {

std::vector<std::uint64_t> spread(std::uint64_t count, std::uint64_t wanted) {
  std::vector<std::uint64_t> positions;
  std::set<std::uint64_t> chosen;
  for (std::uint64_t i = 0; positions.size() < std::min(count, wanted) && i < 100 * wanted; ++i) {
    const double turn = static_cast<double>(i) * 0.6180339887498949;
    const double share = turn - std::floor(turn);
    const std::uint64_t position =
        std::min(static_cast<std::uint64_t>(share * static_cast<double>(count)), count - 1);
    if (chosen.insert(position).second) positions.push_back(position);
  }
  return positions;
}

}  // namespace taosweep
