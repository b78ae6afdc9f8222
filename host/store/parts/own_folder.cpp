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
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

bool is_regular(int folder, const std::string& name) {
  struct stat found;
  return ::fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 &&
         S_ISREG(found.st_mode);
}

}  // namespace

OwnFolder::OwnFolder(const std::string& out, bool create)
    : path_(parts_folder(out)), out_name_(std::filesystem::path(out).filename().string()) {
  if (create && ::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST)
    throw UsageError(write_failure(path_, errno));
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor_ >= 0 || (errno == ENOENT && !create)) return;
  if (errno == ELOOP || errno == ENOTDIR)
    throw UsageError(path_ +
                     " is a link or no folder, and what it leads to is not touched: move it away, "
                     "or choose another -o");
  throw UsageError(write_failure(path_, errno));
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
  // A descriptor of its own: reading a folder moves the place in it.
  const int again = ::openat(descriptor_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* folder = again >= 0 ? ::fdopendir(again) : nullptr;
  if (!folder) {
    if (again >= 0) ::close(again);
    throw UsageError(path_ + " cannot be read: " +
                     std::error_code(errno, std::generic_category()).message());
  }
  while (const dirent* entry = ::readdir(folder))
    if (parts_entry(entry->d_name, out_name_) == kind && is_regular(descriptor_, entry->d_name))
      names.emplace_back(entry->d_name);
  ::closedir(folder);
  std::sort(names.begin(), names.end());
  return names;
}

void OwnFolder::remove(PartsEntry kind, const std::vector<std::string>& kept) const {
  for (const std::string& name : entries(kind))
    if (std::find(kept.begin(), kept.end(), name) == kept.end())
      ::unlinkat(descriptor_, name.c_str(), 0);
}

}  // namespace taosweep
