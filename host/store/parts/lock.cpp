#include "host/store/parts/lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include <fmt/core.h>

#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/file_calls.hpp"
#include "host/text/system_reason.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

/// True where the open file is still the one that has this name: who held it before may have
/// removed it between our open and our lock.
bool has_name(int descriptor, int folder) {
  struct stat opened, named;
  return ::fstat(descriptor, &opened) == 0 &&
         ::fstatat(folder, lock_name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/// True where the open folder still has its name.
bool has_name(const OwnFolder& folder) {
  struct stat opened, named;
  return ::fstat(folder.descriptor(), &opened) == 0 &&
         ::lstat(folder.path().c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

/// The lock file, made where it is absent; -1 where it went away meanwhile.
int open_lock(const OwnFolder& folder) {
  const std::string name = folder.path() + "/" + lock_name;
  // Never through a link, and never waiting for the other end of a pipe.
  const int descriptor = ::openat(folder.descriptor(), lock_name,
                                  O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
  if (descriptor < 0 && errno == ENOENT) return -1;
  struct stat found;
  const bool regular = descriptor >= 0 && ::fstat(descriptor, &found) == 0;
  if (descriptor < 0 && errno != ELOOP && errno != ENXIO && errno != EISDIR)
    throw UsageError(write_failure(name, errno));
  if (!regular || !S_ISREG(found.st_mode)) {
    if (descriptor >= 0) ::close(descriptor);
    throw UsageError(name + " is no regular file: move it away, or choose another -o");
  }
  return descriptor;
}

/// Says to those who look on who holds the lock; it locks as well where this cannot be written.
void sign(int descriptor) {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  const std::string line = fmt::format("{} {}\n", host, ::getpid());
  if (::ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] const auto written = ::pwrite(descriptor, line.data(), line.size(), 0);
}

}  // namespace

PartsLock::PartsLock(const std::string& out) : folder_(out, true) {
  for (;;) {
    try {
      folder_.refuse_impostors();
      descriptor_ = open_lock(folder_);
    } catch (const UsageError&) {
      leave();
      throw;
    }
    const int refused = descriptor_ < 0 ? 0 : lock_at_once(descriptor_, LockKind::exclusive);
    if (refused == EWOULDBLOCK) {
      ::close(std::exchange(descriptor_, -1));
      throw UsageError("another run is writing " + out +
                       ": wait for its end, or choose another -o (where none is, as after a node "
                       "of a cluster broke down, remove " +
                       folder_.path() + "/" + lock_name + ")");
    }
    if (descriptor_ >= 0 && refused != 0) {
      sign(descriptor_);
      weakness_ = fmt::format(
          "the file system of {} gives no locks ({}): nothing keeps another run from writing the "
          "same file, so start one at a time",
          out, system_reason(refused));
      return;
    }
    if (descriptor_ >= 0 && has_name(descriptor_, folder_.descriptor()) && has_name(folder_)) {
      sign(descriptor_);
      return;
    }
    // Who held it has just removed the lock file, or the folder with it.
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    folder_ = OwnFolder(out, true);
  }
}

PartsLock::PartsLock(PartsLock&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      weakness_(std::move(other.weakness_)) {}

PartsLock::~PartsLock() {
  if (descriptor_ < 0) return;
  if (has_name(descriptor_, folder_.descriptor())) ::unlinkat(folder_.descriptor(), lock_name, 0);
  leave();
  ::close(descriptor_);
}

void PartsLock::leave() const {
  // Refused by the system where anything is left.
  if (has_name(folder_)) ::rmdir(folder_.path().c_str());
}

std::string PartsLock::remove_unfinished() const {
  // Without a lock they may be those of a process that lives.
  return weakness_.empty() ? folder_.remove(PartsEntry::unfinished) : "";
}

std::string PartsLock::clear(const std::vector<std::string>& kept) const {
  const std::string chunk = folder_.remove(PartsEntry::chunk, kept),
                    unfinished = remove_unfinished();
  return chunk.empty() ? unfinished : chunk;
}

bool holds_shards(const std::string& out) {
  const OwnFolder folder(out, false);
  return !folder.entries(PartsEntry::shards).empty() || !folder.entries(PartsEntry::shard).empty();
}

bool holds_work(const std::string& out) {
  return holds_shards(out) || !OwnFolder(out, false).entries(PartsEntry::chunk).empty();
}

}  // namespace taosweep
