// What the control groups of a process (Linux cgroups, versions 1 and 2) leave it of a machine.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace taosweep {

/// Text of a file, or nothing where it cannot be read.
using FileText = std::function<std::optional<std::string>(const std::string& path)>;
std::optional<std::string> file_text(const std::string& path);

/// Folders in which a controller ("cpu", "memory") is set for this process:
/// its own group, then each one above it, as far as they are mounted here.
/// From /proc/self/cgroup and /proc/self/mountinfo.
struct GroupFolders {
  std::vector<std::string> unified;   ///< version 2
  std::vector<std::string> separate;  ///< version 1
};
GroupFolders group_folders(const FileText& file, const std::string& controller);

/// Cores that the smallest quota of cpu time is worth, if there is one.
std::optional<double> quota_of_cores(const FileText& file);

/// Smallest limit of memory [B], if there is one.
std::optional<double> limit_of_memory(const FileText& file);

}  // namespace taosweep
