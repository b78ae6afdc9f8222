#include "host/store/parts/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <vector>

#include <fmt/core.h>

#include "host/store/parts/file_calls.hpp"
#include "host/store/parts/names.hpp"
#include "host/text/system_reason.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? std::string(1, '.') : folder.string();
}

bool is_regular(const std::string& path) {
  struct stat found;
  return ::lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

std::string temporary_of(const Target& target) {
  const std::string beside =
      target.temporary_in.empty()
          ? target.path
          : target.temporary_in + "/" + fs::path(target.path).filename().string();
  return unfinished_name(beside);
}

}  // namespace

namespace {

const char* advice_on(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space, or write elsewhere with -o";
    case EFBIG:
      return "raise the limit on file sizes (ulimit -f), or write to a file system that takes "
             "larger files with -o";
    case EIO:
    case ESTALE:
      return "try again when its disk answers, or write elsewhere with -o";
    default:
      return "choose a place that can be written to with -o";
  }
}

}  // namespace

std::string write_failure(const std::string& path, int error) {
  return fmt::format("cannot write {}: {}; {}", path, system_reason(error), advice_on(error));
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

DurableFile::DurableFile(const Target& target)
    : target_(target), folder_(folder_of(target.path)), temporary_(temporary_of(target)) {
  check_target(target.path);
  // Never through a link, nor into a file that is not ours.
  const auto create = [&] {
    return ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  };
  int descriptor = create();
  // Left by a process that had our number and was killed.
  if (descriptor < 0 && errno == EEXIST && is_regular(temporary_)) {
    ::unlink(temporary_.c_str());
    descriptor = create();
  }
  if (descriptor < 0) throw UsageError(write_failure(temporary_, errno));
  if (::close(descriptor) == 0) return;
  const int error = errno;
  ::unlink(temporary_.c_str());
  throw UsageError(write_failure(temporary_, error));
}

DurableFile::~DurableFile() {
  if (!committed_) ::unlink(temporary_.c_str());
}

void DurableFile::write(std::span<const std::byte> bytes) {
  const int descriptor = ::open(temporary_.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) throw UsageError(write_failure(target_.path, errno));
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
  if (const int error = synchronise_file(temporary_))
    throw UsageError(write_failure(target_.path, error));
  const int error = !target_.replace ? rename_to_free_name(temporary_, target_.path)
                    : std::rename(temporary_.c_str(), target_.path.c_str()) == 0 ? 0
                                                                                 : errno;
  if (error == EEXIST && !target_.replace) {
    throw UsageError(target_.path + " has appeared meanwhile, and is left as it is; " +
                     (target_.when_taken.empty() ? "choose another name, or replace it with --force"
                                                 : target_.when_taken));
  }
  if (error != 0) throw UsageError(write_failure(target_.path, error));
  committed_ = true;
  if (const int late = synchronise_folder(folder_))
    throw UsageError(write_failure(target_.path, late));
}

}  // namespace taosweep
