#include "host/store/parts/file_calls.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "host/store/parts/durable_file.hpp"

namespace taosweep {

namespace {

int synchronise(int descriptor) {
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  return result == 0 || is_unknown_call(error) ? 0 : error;
}

}  // namespace

bool is_unknown_call(int error) {
  constexpr int not_supported_by_the_kernel = 524;  // ENOTSUPP, which leaks out of some of them
  return error == EINVAL || error == ENOSYS || error == ENOTSUP || error == EOPNOTSUPP ||
         error == ENOLCK || error == not_supported_by_the_kernel;
}

int synchronise_file(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  return descriptor < 0 ? errno : synchronise(descriptor);
}

int synchronise_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  // A folder that one may write to need not be one that one may read.
  if (descriptor < 0) return errno == EACCES || errno == EPERM ? 0 : errno;
  return synchronise(descriptor);
}

int rename_to_free_name(const std::string& from, const std::string& to) {
#ifdef SYS_renameat2
  constexpr unsigned no_replace = 1;  // RENAME_NOREPLACE; not every C library names it
  if (::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), no_replace) == 0)
    return 0;
  // Some network file systems say EPERM to flags that they do not know.
  if (errno != EPERM && !is_unknown_call(errno)) return errno;
#endif
  // A second name for the same file is refused where the name is taken.
  if (::link(from.c_str(), to.c_str()) == 0) {
    // Where the first name stays, the file is whole under the second all the same.
    ::unlink(from.c_str());
    return 0;
  }
  if (errno == EEXIST) return EEXIST;
  // File systems without links either, or without one more, can only be asked first.
  if (errno != EPERM && errno != EMLINK && !is_unknown_call(errno)) return errno;
  if (name_is_taken(to)) return EEXIST;
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

int lock_at_once(int descriptor, LockKind kind) {
  const int wanted = (kind == LockKind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
  int result = -1;
  do result = ::flock(descriptor, wanted);
  while (result != 0 && errno == EINTR);
  return result == 0 ? 0 : errno;
}

}  // namespace taosweep
