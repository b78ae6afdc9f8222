// Where economies are asked to run.
#pragma once

#include <cstdint>
#include <optional>

#include "kernels/advance.hpp"

namespace taosweep {

enum class DeviceKind { automatic, cpu, cuda };

/// A device or instruction set asked for by name is used or refused, never replaced.
struct DeviceOptions {
  DeviceKind kind = DeviceKind::automatic;
  std::optional<int> cuda_index;  ///< one GPU of --device cuda:N; else all of them
  std::optional<Isa> isa;         ///< absent: the fastest of this processor
  std::uint32_t threads = 0;      ///< 0: one for each core that this process may use
};

}  // namespace taosweep
