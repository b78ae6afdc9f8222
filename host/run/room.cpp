#include "host/run/room.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>

#include <filesystem>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// "MemAvailable:   23456789 kB" [B].
std::optional<double> available_in(const std::string& meminfo) {
  for (const std::string& line : split(meminfo, '\n')) {
    if (!line.starts_with("MemAvailable:")) continue;
    const std::string amount = trimmed(line.substr(line.find(':') + 1));
    if (!amount.ends_with(" kB")) return std::nullopt;
    const auto number = parse_number(trimmed(amount.substr(0, amount.size() - 3)));
    return number ? std::optional(*number * 1024) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Room> memory_room(const FileText& file, std::optional<double> address_space) {
  std::optional<Room> room;
  const auto limit = [&](std::optional<double> bytes, const char* set_by) {
    if (bytes && (!room || *bytes < room->bytes)) room = Room{*bytes, set_by};
  };
  limit(available_in(file("/proc/meminfo").value_or("")), "this machine has free");
  limit(limit_of_memory(file), "the control group of this process allows");
  limit(address_space, "the limit of this shell allows (ulimit -v)");
  return room;
}

std::optional<Room> memory_room() {
  rlimit limit{};
  const bool limited = ::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  return memory_room(file_text,
                     limited ? std::optional(static_cast<double>(limit.rlim_cur)) : std::nullopt);
}

std::optional<Room> disk_room(const std::string& out) {
  std::string folder = std::filesystem::path(out).parent_path().string();
  if (folder.empty()) folder = ".";
  struct statvfs state {};
  if (::statvfs(folder.c_str(), &state) != 0) return std::nullopt;
  return Room{static_cast<double>(state.f_bavail) * static_cast<double>(state.f_frsize),
              "are free at " + folder + "/"};
}

}  // namespace taosweep
