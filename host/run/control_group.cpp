#include "host/run/control_group.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// A mounted hierarchy of groups: what of it is mounted, and where.
struct Mount {
  std::string root, point;
};

bool holds(const std::string& list, const std::string& word) {
  const auto words = split(list, ',');
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A line of mountinfo: id parent device root point options [fields] - type source super-options.
std::optional<Mount> mount_of(const std::string& mounts, const std::string& controller,
                              bool unified) {
  for (const std::string& line : split(mounts, '\n')) {
    const auto dash = line.find(" - ");
    if (dash == std::string::npos) continue;
    const auto front = split(line.substr(0, dash), ' '), back = split(line.substr(dash + 3), ' ');
    if (front.size() < 5 || back.size() < 3) continue;
    const bool fits =
        unified ? back[0] == "cgroup2" : back[0] == "cgroup" && holds(back[2], controller);
    if (fits) return Mount{front[3], front[4]};
  }
  return std::nullopt;
}

// A line of /proc/self/cgroup: number:controllers:path; number 0 without controllers is version 2.
std::optional<std::string> path_of(const std::string& groups, const std::string& controller,
                                   bool unified) {
  for (const std::string& line : split(groups, '\n')) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string names = line.substr(first + 1, second - first - 1);
    if (unified ? names.empty() : holds(names, controller)) return line.substr(second + 1);
  }
  return std::nullopt;
}

/// From the group of the process up to the top of what is mounted.
std::vector<std::string> upwards(const Mount& mount, std::string path) {
  const std::string root = mount.root == "/" ? "" : mount.root;
  // Where the mount shows another part of the hierarchy, its top is the nearest that can be asked.
  const bool inside = path.starts_with(root + "/") || path == root;
  path = inside ? path.substr(root.size()) : "";
  while (path.ends_with('/')) path.pop_back();
  std::vector<std::string> folders;
  for (;;) {
    folders.push_back(mount.point + path);
    if (path.empty()) return folders;
    path.erase(path.rfind('/'));
  }
}

void keep_smaller(std::optional<double>& smallest, double value) {
  if (!smallest || value < *smallest) smallest = value;
}

std::optional<double> number_in(const FileText& file, const std::string& path) {
  const auto text = file(path);
  return text ? parse_number(trimmed(*text)) : std::nullopt;
}

}  // namespace

std::optional<std::string> file_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return std::nullopt;
  return text.str();
}

GroupFolders group_folders(const FileText& file, const std::string& controller) {
  const auto groups = file("/proc/self/cgroup"), mounts = file("/proc/self/mountinfo");
  GroupFolders folders;
  if (!groups || !mounts) return folders;
  for (const bool unified : {true, false}) {
    const auto mount = mount_of(*mounts, controller, unified);
    const auto path = path_of(*groups, controller, unified);
    if (mount && path) (unified ? folders.unified : folders.separate) = upwards(*mount, *path);
  }
  return folders;
}

std::optional<double> quota_of_cores(const FileText& file) {
  const GroupFolders folders = group_folders(file, "cpu");
  std::optional<double> cores;
  // "QUOTA PERIOD" [us], or "max PERIOD".
  for (const std::string& folder : folders.unified) {
    const auto words = split(trimmed(file(folder + "/cpu.max").value_or("")), ' ');
    if (words.size() != 2) continue;
    const auto quota = parse_number(words[0]), period = parse_number(words[1]);
    if (quota && period && *quota > 0 && *period > 0) keep_smaller(cores, *quota / *period);
  }
  // -1 for none.
  for (const std::string& folder : folders.separate) {
    const auto quota = number_in(file, folder + "/cpu.cfs_quota_us"),
               period = number_in(file, folder + "/cpu.cfs_period_us");
    if (quota && period && *quota > 0 && *period > 0) keep_smaller(cores, *quota / *period);
  }
  return cores;
}

std::optional<double> limit_of_memory(const FileText& file) {
  const GroupFolders folders = group_folders(file, "memory");
  std::optional<double> bytes;
  for (const std::string& folder : folders.unified) {
    if (const auto limit = number_in(file, folder + "/memory.max")) keep_smaller(bytes, *limit);
  }
  for (const std::string& folder : folders.separate) {
    if (const auto limit = number_in(file, folder + "/memory.limit_in_bytes"))
      keep_smaller(bytes, *limit);
  }
  // Version 1 says none by the largest number of pages that it can count.
  if (bytes && *bytes >= 0x1p62) return std::nullopt;
  return bytes;
}

}  // namespace taosweep
