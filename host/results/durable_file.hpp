// A file that appears whole or not at all, also when the process is killed or the disk is full.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace taosweep {

/// A name beside `path` under which it is written until it is whole. Removed where commit() was not
/// reached.
class DurableFile {
 public:
  /// Throws UsageError where the folder is missing or cannot be written to.
  explicit DurableFile(const std::string& path);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  const std::string& temporary() const { return temporary_; }
  /// Creates the temporary file with these bytes. Throws UsageError with the system's reason (no
  /// space left, ...).
  void write(std::span<const std::byte> bytes);
  /// Why the temporary file cannot grow by another MiB (errno), or 0 where it can. The file is spoilt after this.
  int reason_not_to_grow() const;
  /// Synchronises the temporary file, gives it its name, synchronises the folder.
  void commit();

 private:
  std::string path_, folder_, temporary_;
  bool committed_ = false;
};

/// A sentence for "cannot write PATH: <reason of errno>" with what to do about it.
std::string write_failure(const std::string& path, int error);

}  // namespace taosweep
