// OUT.parts/: one process at a time writes OUT.
#pragma once

#include <string>

#include "host/store/parts/own_folder.hpp"

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

  const std::string& folder() const { return folder_.path(); }
  /// Removes our chunks and unfinished files, but for the names in `kept`. What is not ours stays.
  void clear(const std::vector<std::string>& kept = {});

 private:
  OwnFolder folder_;
  int descriptor_ = -1;
};

/// Finished work of this program in OUT.parts/: chunks, or shards of a job array.
bool holds_work(const std::string& out);
/// Shards of a job array, or what tells of them.
bool holds_shards(const std::string& out);

}  // namespace taosweep
