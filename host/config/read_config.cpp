#include "host/config/read_config.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t longest = std::size_t{16} << 20, piece = 1 << 16;  // [B]

[[noreturn]] void refuse(const std::string& path, int error) {
  throw UsageError("cannot read the config " + path + ": " + std::strerror(error));
}

void refuse_what_is_no_file(const std::string& path, mode_t mode) {
  if (S_ISDIR(mode))
    throw UsageError(path + " is a folder: give a config file, such as configs/sn28.ini");
  if (!S_ISREG(mode))
    throw UsageError(path +
                     " is a device, pipe or socket: save the config as a file first, whose bytes "
                     "can be read again");
}

}  // namespace

std::string read_config(const std::string& path) {
  // Looked at before it is opened, which can do things to a device.
  struct stat found;
  if (::stat(path.c_str(), &found) != 0) refuse(path, errno);
  refuse_what_is_no_file(path, found.st_mode);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) refuse(path, errno);
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
  if (got < 0) refuse(path, error);
  if (bytes.size() > longest)
    throw UsageError(path +
                     " has more than 16 MiB: it is no config; give a config file, such as "
                     "configs/sn28.ini");
  return bytes;
}

}  // namespace taosweep
