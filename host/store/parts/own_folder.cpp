#include "host/store/parts/own_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "host/store/parts/chunks.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/text/system_reason.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

bool is_regular(int folder, const std::string& name) {
  struct stat found;
  return ::fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 &&
         S_ISREG(found.st_mode);
}

/// Calls visit(name) for each entry of an open folder.
template <class Visit>
void for_each_name(int descriptor, const std::string& path, Visit visit) {
  // A descriptor of its own: reading a folder moves the place in it.
  const int again = ::openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* folder = again >= 0 ? ::fdopendir(again) : nullptr;
  if (!folder) {
    const int error = errno;
    if (again >= 0) ::close(again);
    throw UsageError(path + " cannot be read: " + system_reason(error));
  }
  errno = 0;
  while (const dirent* entry = ::readdir(folder)) {
    visit(std::string(entry->d_name));
    errno = 0;
  }
  const int error = errno;
  ::closedir(folder);
  if (error != 0) throw UsageError(path + " cannot be read: " + system_reason(error));
}

}  // namespace

OwnFolder::OwnFolder(const std::string& out, bool create)
    : path_(parts_folder(out)), out_name_(std::filesystem::path(out).filename().string()) {
  // Again where another process, which leaves, removes it as soon as it is made.
  for (int turn = 0; descriptor_ < 0 && turn < 100; ++turn) {
    if (create && ::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST)
      throw UsageError(write_failure(path_, errno));
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (!create || errno != ENOENT) break;
  }
  if (descriptor_ >= 0 || (errno == ENOENT && !create)) return;
  const int error = errno;
  if (struct stat found; ::lstat(path_.c_str(), &found) == 0 && !S_ISDIR(found.st_mode))
    throw UsageError(path_ +
                     " is a link or no folder, and what it leads to is not touched: move it away, "
                     "or choose another -o");
  throw UsageError(write_failure(path_, error));
}

OwnFolder::~OwnFolder() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

OwnFolder::OwnFolder(OwnFolder&& other) noexcept
    : path_(std::move(other.path_)),
      out_name_(std::move(other.out_name_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OwnFolder& OwnFolder::operator=(OwnFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(out_name_, other.out_name_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

std::vector<std::string> OwnFolder::entries(PartsEntry kind) const {
  std::vector<std::string> names;
  if (descriptor_ < 0) return names;
  for_each_name(descriptor_, path_, [&](const std::string& name) {
    if (parts_entry(name, out_name_) == kind && is_regular(descriptor_, name))
      names.push_back(name);
  });
  std::sort(names.begin(), names.end());
  return names;
}

void OwnFolder::refuse_impostors() const {
  if (descriptor_ < 0) return;
  for_each_name(descriptor_, path_, [&](const std::string& name) {
    struct stat found;
    if (parts_entry(name, out_name_) == PartsEntry::foreign ||
        ::fstatat(descriptor_, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0 ||
        S_ISREG(found.st_mode))
      return;
    throw UsageError(path_ + "/" + name +
                     " is a link, folder, pipe or the like where a file of this program belongs, "
                     "and is not touched: move it away, or choose another -o");
  });
}

std::string OwnFolder::remove(PartsEntry kind, const std::vector<std::string>& kept) const {
  std::string failure;
  for (const std::string& name : entries(kind)) {
    if (std::find(kept.begin(), kept.end(), name) != kept.end()) continue;
    if (const std::string reason = remove(name); failure.empty()) failure = reason;
  }
  return failure;
}

std::string OwnFolder::remove(const std::string& name) const {
  if (descriptor_ < 0 || !is_regular(descriptor_, name)) return "";
  if (::unlinkat(descriptor_, name.c_str(), 0) == 0 || errno == ENOENT) return "";
  return path_ + "/" + name + " cannot be removed: " + system_reason(errno);
}

}  // namespace taosweep
