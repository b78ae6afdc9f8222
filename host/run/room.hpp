// What a machine has left for a run.
#pragma once

#include <optional>
#include <string>

#include "host/run/control_group.hpp"

namespace taosweep {

/// An amount, and what sets it.
struct Room {
  double bytes = 0;
  std::string set_by;  ///< completes "more than the 2 GB that ...": "this machine has free"
};

/// The smallest of what /proc/meminfo calls available, control groups and `address_space` (a limit
/// of the shell [B], if there is one) leave; nothing where none of them is known.
std::optional<Room> memory_room(const FileText& file, std::optional<double> address_space);
/// The same of this process.
std::optional<Room> memory_room();

/// Free space of the disk on which `out` is to lie; nothing where it cannot be told.
std::optional<Room> disk_room(const std::string& out);

}  // namespace taosweep
