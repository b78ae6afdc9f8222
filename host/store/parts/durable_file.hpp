// A file that appears whole or not at all, also when the process is killed or the disk is full.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace taosweep {

/// Where a file is to appear. A path alone replaces what stands there.
struct Target {
  Target(std::string to) : path(std::move(to)) {}
  Target(const char* to) : path(to) {}

  std::string path;
  bool replace = true;            ///< else a file that appears there meanwhile is an error
  std::string when_taken = {};    ///< what to do in that case, for the message
  std::string temporary_in = {};  ///< folder of the unfinished file, on the same file system;
                                  ///< empty: beside `path`
};

/// True where anything has this name, also a link that leads nowhere.
bool name_is_taken(const std::string& path);

/// Throws UsageError where no file can appear at `path`: its folder is missing or cannot be written
/// to, or what stands there is no regular file, and would be lost as the device or pipe it is.
void check_target(const std::string& path);

/// A name under which a file is written until it is whole: made new, never through a link, and
/// removed where commit() was not reached.
class DurableFile {
 public:
  /// Throws UsageError as check_target() does.
  explicit DurableFile(const Target& target);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  const std::string& temporary() const { return temporary_; }
  /// Gives the temporary file these bytes. Throws UsageError with the system's reason (no
  /// space left, ...).
  void write(std::span<const std::byte> bytes);
  /// Why the temporary file cannot grow by another MiB (errno), or 0
  /// where it can. The file is spoilt after this.
  int reason_not_to_grow() const;
  /// Synchronises the temporary file, gives it its name, synchronises the folder. Throws UsageError
  /// where the name has been taken meanwhile and may not be replaced.
  void commit();

 private:
  Target target_;
  std::string folder_, temporary_;
  bool committed_ = false;
};

/// A sentence for "cannot write PATH: <reason of errno>" with what to do about it.
std::string write_failure(const std::string& path, int error);

}  // namespace taosweep
