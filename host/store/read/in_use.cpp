#include "host/store/read/in_use.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "host/store/parts/file_calls.hpp"
#include "host/text/system_reason.hpp"

namespace taosweep {

namespace {

/// Not waiting for the other end of a pipe.
int open_at_once(const std::string& file) {
  return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

}  // namespace

void refuse_in_use(const std::string& file) {
  const int descriptor = open_at_once(file);
  if (descriptor < 0) return;
  const int refused = lock_at_once(descriptor, LockKind::shared);
  ::close(descriptor);
  if (refused == EWOULDBLOCK)
    throw UnreadableFile(
        file +
        " is in use: another program, such as a notebook, has it open for writing; close it there "
        "and give the same command again");
}

void refuse_unreadable(const std::string& file) {
  const int descriptor = open_at_once(file);
  if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR))
    throw UsageError(file + ": there is no such file");
  const std::string where = file + " cannot be read: ";
  if (descriptor < 0) throw UnreadableFile(where + system_reason(errno) + "; " + unreadable_advice);
  struct stat found;
  const int error = ::fstat(descriptor, &found) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0) throw UnreadableFile(where + system_reason(error));
  if (S_ISDIR(found.st_mode)) throw UnreadableFile(where + "it is a folder");
  if (!S_ISREG(found.st_mode)) throw UnreadableFile(where + "it is a device, pipe or socket");
  refuse_in_use(file);
}

void refuse_unreadable_where_it_stands(const std::string& file) {
  struct stat found;
  if (::stat(file.c_str(), &found) == 0 || (errno != ENOENT && errno != ENOTDIR))
    refuse_unreadable(file);
}

}  // namespace taosweep
