#include "host/store/parts/durable_file.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include <fmt/core.h>

#include "host/store/parts/names.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

namespace fs = std::filesystem;

// What a file system may refuse, and what is done then:
//   open, write, close, rename   needed: an error that says why
//   fsync of a file              needed where the file system can (EIO, ENOSPC are errors)
//   fsync of a folder            where possible: some know no such call
//   rename without replace       where possible: else by a second name, else asked first
//   flock (lock.cpp, in_use.cpp) where possible: without it nothing is known of other processes

/// True where the file system does not know a call, rather than failing at it.
bool is_unknown_call(int error) {
  constexpr int not_supported_by_the_kernel = 524;  // ENOTSUPP, which leaks out of some of them
  return error == EINVAL || error == ENOSYS || error == ENOTSUP || error == EOPNOTSUPP ||
         error == not_supported_by_the_kernel;
}

/// Flushes a file or folder to the disk.
void synchronise(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  // A folder that one may write to need not be one that one may read.
  if (descriptor < 0 && (flags & O_DIRECTORY) && errno == EACCES) return;
  if (descriptor < 0) throw UsageError(write_failure(path, errno));
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (result != 0 && !is_unknown_call(error)) throw UsageError(write_failure(path, error));
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? std::string(1, '.') : folder.string();
}

/// One call of the kernel, so that nothing can come in between; errno, or 0.
int rename_to_free_name(const char* from, const char* to) {
#ifdef SYS_renameat2
  constexpr unsigned no_replace = 1;  // RENAME_NOREPLACE; not every C library names it
  if (::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, no_replace) == 0) return 0;
  if (!is_unknown_call(errno)) return errno;
#endif
  // File systems without it: a second name for the same file is refused where the name is taken.
  if (::link(from, to) == 0) return ::unlink(from) == 0 ? 0 : errno;
  if (errno != EPERM && errno != EMLINK && !is_unknown_call(errno)) return errno;
  // File systems without links either can only be asked first.
  if (name_is_taken(to)) return EEXIST;
  return std::rename(from, to) == 0 ? 0 : errno;
}

std::string temporary_of(const Target& target) {
  const std::string beside =
      target.temporary_in.empty()
          ? target.path
          : target.temporary_in + "/" + fs::path(target.path).filename().string();
  return unfinished_name(beside);
}

}  // namespace

std::string write_failure(const std::string& path, int error) {
  const char* advice = error == ENOSPC || error == EDQUOT
                           ? "free some space, or write elsewhere with -o"
                           : "choose a place that can be written to with -o";
  return fmt::format("cannot write {}: {}; {}", path, std::strerror(error), advice);
}

bool name_is_taken(const std::string& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

void check_target(const std::string& path) {
  const std::string folder = folder_of(path);
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error))
    throw UsageError(write_failure(path, ENOTDIR));
  if (::access(folder.c_str(), W_OK | X_OK) != 0) throw UsageError(write_failure(path, errno));
  const fs::file_status there = fs::status(path, error);
  if (fs::is_directory(there)) throw UsageError(write_failure(path, EISDIR));
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    throw UsageError("cannot write " + path +
                     ": a device, pipe or socket stands there, and is not replaced; choose another "
                     "place with -o");
  }
}

void probe_place(const std::string& folder) {
  Target target(folder + "/" + unfinished_name(probe_name));
  target.replace = false;
  {
    DurableFile probe(target);
    probe.write(std::as_bytes(std::span("probe", 5)));
    probe.commit();
  }
  if (::unlink(target.path.c_str()) != 0) throw UsageError(write_failure(target.path, errno));
}

DurableFile::DurableFile(const Target& target)
    : target_(target), folder_(folder_of(target.path)), temporary_(temporary_of(target)) {
  check_target(target.path);
}

DurableFile::~DurableFile() {
  if (!committed_) ::unlink(temporary_.c_str());
}

void DurableFile::write(std::span<const std::byte> bytes) {
  const int descriptor = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) throw UsageError(write_failure(temporary_, errno));
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int error = written < 0 ? errno : ENOSPC;
      ::close(descriptor);
      throw UsageError(write_failure(target_.path, error));
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (::close(descriptor) != 0) throw UsageError(write_failure(target_.path, errno));
}

int DurableFile::reason_not_to_grow() const {
  const int descriptor = ::open(temporary_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const std::vector<char> zeros(1 << 20);
  std::size_t left = zeros.size();
  int error = 0;
  while (left > 0 && error == 0) {
    const ssize_t written = ::write(descriptor, zeros.data(), left);
    if (written > 0) left -= static_cast<std::size_t>(written);
    if (written < 0 && errno != EINTR) error = errno;
    if (written == 0) error = ENOSPC;
  }
  ::close(descriptor);
  return error;
}

void DurableFile::commit() {
  synchronise(temporary_, O_RDONLY);
  const char *from = temporary_.c_str(), *to = target_.path.c_str();
  const int error = !target_.replace             ? rename_to_free_name(from, to)
                    : std::rename(from, to) == 0 ? 0
                                                 : errno;
  if (error == EEXIST && !target_.replace) {
    throw UsageError(target_.path + " has appeared meanwhile, and is left as it is; " +
                     (target_.when_taken.empty() ? "choose another name, or replace it with --force"
                                                 : target_.when_taken));
  }
  if (error != 0) throw UsageError(write_failure(target_.path, error));
  committed_ = true;
  synchronise(folder_, O_RDONLY | O_DIRECTORY);
}

}  // namespace taosweep
