// Which economies keep their paths.
#pragma once

#include <cstdint>
#include <vector>

#include "host/experiment/request.hpp"

namespace taosweep {

/// Number of the economies whose paths are kept. Throws
/// UsageError where more are asked for than there are.
std::uint64_t kept_count(const Request& request, std::uint64_t economies, std::uint64_t arms);

/// Ids of the economies whose paths are kept, ascending: as listed, or every arm of
/// ceil(paths / arms) pairs of point and replicate, spread evenly over all pairs. Throws UsageError
/// where more are asked for than there are.
std::vector<std::uint64_t> kept_economies(const Request& request, std::uint64_t economies,
                                          std::uint64_t arms);

}  // namespace taosweep
