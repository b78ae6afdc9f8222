#include "host/text/read_input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t longest = std::size_t{16} << 20, piece = 1 << 16;  // [B]

[[noreturn]] void refuse(const std::string& path, const InputKind& kind, int error) {
  throw UsageError(std::string("cannot read the ") + kind.noun + " " + path + ": " +
                   std::strerror(error));
}

void refuse_what_is_no_file(const std::string& path, const InputKind& kind, mode_t mode) {
  if (S_ISDIR(mode)) throw UsageError(path + " is a folder: give " + kind.give);
  if (!S_ISREG(mode))
    throw UsageError(path + " is a device, pipe or socket: save the " + kind.noun +
                     " as a file first, whose bytes can be read again");
}

}  // namespace

std::string read_input(const std::string& path, const InputKind& kind) {
  // Looked at before it is opened, which can do things to a device.
  struct stat found;
  if (::stat(path.c_str(), &found) != 0) refuse(path, kind, errno);
  refuse_what_is_no_file(path, kind, found.st_mode);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) refuse(path, kind, errno);
  std::string bytes;
  ssize_t got = 1;
  while (got > 0 && bytes.size() <= longest) {
    const std::size_t held = bytes.size();
    bytes.resize(held + piece);
    do got = ::read(descriptor, bytes.data() + held, piece);
    while (got < 0 && errno == EINTR);
    bytes.resize(held + static_cast<std::size_t>(got > 0 ? got : 0));
  }
  const int error = errno;
  ::close(descriptor);
  if (got < 0) refuse(path, kind, error);
  if (bytes.starts_with("\x89HDF"))
    throw UsageError(path + " is HDF5, as results files are: give " + kind.give);
  if (bytes.size() > longest)
    throw UsageError(path + " has more than 16 MiB: " + kind.large + "; give " + kind.give);
  return bytes;
}

}  // namespace taosweep
