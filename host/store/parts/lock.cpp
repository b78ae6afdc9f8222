#include "host/store/parts/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "host/store/parts/chunks.hpp"
#include "host/store/parts/durable_file.hpp"

namespace taosweep {

namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = "lock";
constexpr const char* unfinished = ".tmp";

/// True where the open file is still the one that has this name: who held it before may have
/// removed it between our open and our lock.
bool has_name(int descriptor, const std::string& name) {
  struct stat opened, named;
  return ::fstat(descriptor, &opened) == 0 && ::stat(name.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

template <class Which>
void remove_entries(const std::string& folder, Which which) {
  std::error_code error;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().filename() != lock_name && which(entry.path())) found.push_back(entry.path());
  for (const fs::path& path : found) fs::remove_all(path, error);
}

}  // namespace

PartsLock::PartsLock(const std::string& out) : folder_(parts_folder(out)) {
  const std::string name = folder_ + "/" + lock_name;
  for (;;) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw UsageError(write_failure(folder_, error.value()));
    descriptor_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno == ENOENT) continue;  // the folder has just been removed
    if (descriptor_ < 0) throw UsageError(write_failure(name, errno));
    const bool locked = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    const int reason = errno;
    if (!locked && reason == EWOULDBLOCK) {
      ::close(std::exchange(descriptor_, -1));
      throw UsageError("another run is writing " + out +
                       ": wait for its end, or choose another -o (where none is, as after a node "
                       "of a cluster broke down, remove " +
                       name + ")");
    }
    if (locked && !has_name(descriptor_, name)) {
      ::close(std::exchange(descriptor_, -1));
      continue;
    }
    // A file system without locks: nothing is known of others, and nothing of theirs is removed.
    if (locked)
      remove_entries(folder_, [](const fs::path& path) { return path.extension() == unfinished; });
    return;
  }
}

PartsLock::PartsLock(PartsLock&& other) noexcept
    : folder_(std::move(other.folder_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

PartsLock::~PartsLock() {
  if (descriptor_ < 0) return;
  ::unlink((folder_ + "/" + lock_name).c_str());
  ::rmdir(folder_.c_str());  // refused by the system where work is left
  ::close(descriptor_);
}

void PartsLock::clear() {
  remove_entries(folder_, [](const fs::path&) { return true; });
}

bool holds_work(const std::string& out) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(parts_folder(out), error))
    if (entry.path().filename() != lock_name && entry.path().extension() != unfinished) return true;
  return false;
}

}  // namespace taosweep
