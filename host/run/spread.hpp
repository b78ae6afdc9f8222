// A few of many, evenly.
#pragma once

#include <cstdint>
#include <vector>

namespace taosweep {

/// Different positions below `count`, any number of the first spread evenly: steps of the golden
/// ratio. At most `wanted`.
std::vector<std::uint64_t> spread(std::uint64_t count, std::uint64_t wanted);

}  // namespace taosweep
