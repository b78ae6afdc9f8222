#include "host/store/parts/lock_holder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/core.h>

#include "host/store/parts/chunks.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;

/// Network file systems keep their locks as those of byte ranges, which can be asked for.
bool range_is_locked(const std::string& name) {
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return false;
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  const bool locked = ::fcntl(descriptor, F_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  ::close(descriptor);
  return locked;
}

/// True where a process of ours has the file open: the device number in the kernel's table is not
/// the file's own on every file system.
bool has_open(const std::string& process, const struct stat& file) {
  std::error_code error;
  for (const fs::directory_entry& entry :
       fs::directory_iterator("/proc/" + process + "/fd", error)) {
    struct stat opened;
    if (::stat(entry.path().c_str(), &opened) == 0 && opened.st_ino == file.st_ino &&
        opened.st_dev == file.st_dev)
      return true;
  }
  return false;
}

/// Looks the file up in the kernel's table of locks: "1: FLOCK ADVISORY WRITE PID 08:01:INODE ...".
bool kernel_lists_lock(const struct stat& file) {
  std::ifstream table("/proc/locks");
  const std::string inode = std::to_string(file.st_ino);
  const std::string place =
      fmt::format("{:02x}:{:02x}:{}", ::major(file.st_dev), ::minor(file.st_dev), inode);
  for (std::string line; std::getline(table, line);) {
    std::istringstream words(line);
    std::string number, kind, manner, access, process, where;
    words >> number >> kind;
    if (kind == "->") continue;  // waits for it
    words >> manner >> access >> process >> where;
    if (where == place) return true;
    if (where.ends_with(":" + inode) && has_open(process, file)) return true;
  }
  return false;
}

/// The lock file says "HOST PID": true where that is this machine, whose locks are all seen.
bool is_signed_here(const std::string& name) {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  std::ifstream file(name);
  std::string word;
  return file >> word && word == host;
}

}  // namespace

LockHolder lock_holder(const std::string& out) {
  const std::string name = parts_folder(out) + "/lock";
  struct stat file;
  if (::lstat(name.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return LockHolder::nobody;
  if (kernel_lists_lock(file) || range_is_locked(name)) return LockHolder::process;
  return is_signed_here(name) ? LockHolder::dead : LockHolder::unknown;
}

}  // namespace taosweep
