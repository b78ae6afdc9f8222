#include "host/store/seal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "host/store/parts/durable_file.hpp"
#include "host/store/read/in_use.hpp"
#include "host/text/sha256.hpp"
#include "host/text/system_reason.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

constexpr std::string_view word = "sha256 ";
constexpr std::size_t piece = 1 << 20;  // [B]

std::string sealed(Sha256& hash) {
  return std::string(word) + hash.hex() + "\n";
}

/// Bytes of a regular file, one piece after the other.
class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {
    descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) fail(system_reason(errno));
    struct stat found;
    if (::fstat(descriptor_, &found) != 0 || !S_ISREG(found.st_mode)) {
      ::close(descriptor_);
      fail("it is no regular file");
    }
    size_ = static_cast<std::uint64_t>(found.st_size);
  }
  ~Reader() { ::close(descriptor_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::uint64_t size() const { return size_; }

  /// The next `count` bytes.
  std::string take(std::size_t count) {
    std::string bytes(count, '\0');
    fill(bytes);
    return bytes;
  }

  void hash(std::uint64_t count, Sha256& hash) {
    std::string bytes;  // one for all pieces: new memory costs more than to read
    while (count > 0) {
      bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(count, piece)));
      fill(bytes);
      hash.update(bytes);
      count -= bytes.size();
    }
  }

 private:
  /// With the next bytes.
  void fill(std::string& bytes) {
    for (std::size_t held = 0; held < bytes.size();) {
      const ssize_t got = ::read(descriptor_, bytes.data() + held, bytes.size() - held);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(system_reason(errno));
      if (got == 0) fail("it has become shorter meanwhile");
      held += static_cast<std::size_t>(got);
    }
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw UnreadableFile(file_ + " cannot be read: " + reason + "; " + unreadable_advice);
  }

  std::string file_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

void append(const std::string& file, std::string_view text, const std::string& shown) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) throw UsageError(write_failure(shown, errno));
  int error = 0;
  while (!text.empty() && error == 0) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    if (written < 0 && errno != EINTR) error = errno;
    if (written == 0) error = ENOSPC;
  }
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error != 0) throw UsageError(write_failure(shown, error));
}

}  // namespace

std::string seal_of(std::span<const std::byte> bytes) {
  Sha256 hash;
  hash.update(bytes.data(), bytes.size());
  return sealed(hash);
}

void seal_file(const std::string& file, const std::string& shown) {
  Sha256 hash;
  {
    Reader reader(file);
    reader.hash(reader.size(), hash);
  }
  append(file, sealed(hash), shown);
}

std::string first_bytes(const std::string& file, std::size_t count) {
  Reader reader(file);
  return reader.take(static_cast<std::size_t>(std::min<std::uint64_t>(count, reader.size())));
}

Seal look_at_seal(const std::string& file) {
  Reader reader(file);
  if (reader.size() < seal_size) return Seal::absent;
  Sha256 hash;
  reader.hash(reader.size() - seal_size, hash);
  const std::string stored = reader.take(seal_size);
  if (!stored.starts_with(word)) return Seal::absent;
  return stored == sealed(hash) ? Seal::right : Seal::broken;
}

}  // namespace taosweep
