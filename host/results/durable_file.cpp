#include "host/results/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include <fmt/core.h>

#include "host/config/experiment.hpp"

namespace taosweep {

namespace {

/// Flushes a file or folder to the disk.
void synchronise(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) throw UsageError(write_failure(path, errno));
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (result != 0) throw UsageError(write_failure(path, error));
}

std::string folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? std::string(1, '.') : folder.string();
}

}  // namespace

std::string write_failure(const std::string& path, int error) {
  const char* advice = error == ENOSPC || error == EDQUOT
                           ? "free some space, or write elsewhere with -o"
                           : "choose a place that can be written to with -o";
  return fmt::format("cannot write {}: {}; {}", path, std::strerror(error), advice);
}

DurableFile::DurableFile(const std::string& path)
    : path_(path),
      folder_(folder_of(path)),
      temporary_(fmt::format("{}.{}.tmp", path, ::getpid())) {
  if (std::filesystem::exists(folder_) && !std::filesystem::is_directory(folder_))
    throw UsageError(write_failure(path, ENOTDIR));
  if (::access(folder_.c_str(), W_OK | X_OK) != 0) throw UsageError(write_failure(path, errno));
  if (std::filesystem::is_directory(path)) throw UsageError(write_failure(path, EISDIR));
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
      throw UsageError(write_failure(path_, error));
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (::close(descriptor) != 0) throw UsageError(write_failure(path_, errno));
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
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0)
    throw UsageError(write_failure(path_, errno));
  committed_ = true;
  synchronise(folder_, O_RDONLY | O_DIRECTORY);
}

}  // namespace taosweep
