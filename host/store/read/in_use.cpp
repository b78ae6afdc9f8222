#include "host/store/read/in_use.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace taosweep {

void refuse_unreadable(const std::string& file) {
  // Not waiting for the other end of a pipe.
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR))
    throw UsageError(file + ": there is no such file");
  const std::string where = file + " cannot be read: ";
  if (descriptor < 0)
    throw UnreadableFile(where + std::strerror(errno) +
                         "; it may be whole: give it back its rights, "
                         "or try again where its disk answers");
  struct stat found;
  std::string reason;
  if (::fstat(descriptor, &found) != 0)
    reason = std::strerror(errno);
  else if (S_ISDIR(found.st_mode))
    reason = "it is a folder";
  else if (!S_ISREG(found.st_mode))
    reason = "it is a device, pipe or socket";
  // HDF5 holds this lock while a program has the file open for writing. A file system without locks
  // says nothing of others.
  const bool in_use =
      reason.empty() && ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  if (in_use)
    throw UnreadableFile(
        file +
        " is in use: another program, such as a notebook, has it open for writing; "
        "close it there and give the same command again");
  if (!reason.empty()) throw UnreadableFile(where + reason);
}

}  // namespace taosweep
