#include "host/store/parts/chunk_columns.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace taosweep {

namespace {

class OpenFile {
 public:
  explicit OpenFile(const std::string& name)
      : name_(name), descriptor_(::open(name.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail(std::strerror(errno));
  }
  ~OpenFile() { ::close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void read(std::uint64_t offset, std::span<std::byte> bytes) const {
    while (!bytes.empty()) {
      const ssize_t got =
          ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(std::strerror(errno));
      if (got == 0) fail("it is cut off");
      offset += static_cast<std::uint64_t>(got);
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw std::runtime_error(name_ + ": " + reason);
  }

  const std::string& name_;
  int descriptor_;
};

}  // namespace

std::vector<float> ChunkColumns::read(std::uint64_t first, std::uint64_t count) const {
  const OpenFile file(file_);
  return rows_.take<float>(
      first, count, [&](std::uint64_t at, std::uint64_t columns, float* values) {
        file.read(offset_ + at * economies() * sizeof(float),
                  std::as_writable_bytes(std::span(values, columns * economies())));
      });
}

}  // namespace taosweep
