// OUT.parts/: one process at a time writes OUT.
#pragma once

#include <string>

#include "host/store/parts/own_folder.hpp"

namespace taosweep {

/// The folder OUT.parts/, kept from other processes while this stands. Kept by the kernel, so that
/// a kill frees it. The folder is removed on exit where it holds nothing more.
class PartsLock {
 public:
  /// Throws UsageError where another process writes OUT, where the folder cannot be made, and where
  /// links, pipes and the like have names of ours in it. Removes nothing.
  explicit PartsLock(const std::string& out);
  ~PartsLock();
  PartsLock(PartsLock&& other) noexcept;
  PartsLock& operator=(PartsLock&&) = delete;

  const std::string& folder() const { return folder_.path(); }
  /// Why other processes are not kept out, in a sentence; empty = they are.
  const std::string& weakness() const { return weakness_; }

  /// Removes unfinished files that a kill left. Here and below: what is not ours stays, and what
  /// could not be removed is said in a sentence.
  std::string remove_unfinished() const;
  /// Removes chunks and unfinished files, but for chunks named in `kept`.
  std::string clear(const std::vector<std::string>& kept = {}) const;

 private:
  /// Removes the folder where it is empty.
  void leave() const;

  OwnFolder folder_;
  int descriptor_ = -1;
  std::string weakness_;
};

/// Finished work of this program in OUT.parts/: chunks, or shards of a job array.
bool holds_work(const std::string& out);
/// Shards of a job array, or what tells of them.
bool holds_shards(const std::string& out);

}  // namespace taosweep
