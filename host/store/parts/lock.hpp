// OUT.parts/: one process at a time writes OUT.
#pragma once

#include <string>

namespace taosweep {

/// The folder OUT.parts/, kept from other processes while this stands. Kept by the kernel, so that
/// a kill frees it. Unfinished files that a kill left there are removed on entry; the folder is
/// removed on exit where it holds nothing more.
class PartsLock {
 public:
  /// Throws UsageError where another process writes OUT, or where the folder cannot be made.
  explicit PartsLock(const std::string& out);
  ~PartsLock();
  PartsLock(PartsLock&& other) noexcept;
  PartsLock& operator=(PartsLock&&) = delete;

  const std::string& folder() const { return folder_; }
  /// Removes everything in it but the lock.
  void clear();

 private:
  std::string folder_;
  int descriptor_ = -1;
};

/// Finished or foreign work: anything in OUT.parts/ but its lock and unfinished files.
bool holds_work(const std::string& out);

}  // namespace taosweep
