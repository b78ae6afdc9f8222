// OUT.parts/ as an open folder: looked at and emptied by ownership.
#pragma once

#include <string>
#include <vector>

#include "host/store/parts/names.hpp"

namespace taosweep {

/// Held open, so that it stays the one that was looked at whatever happens to its name.
class OwnFolder {
 public:
  /// Opens OUT.parts/, after making it where `create` says so. Throws UsageError where it cannot be
  /// made or opened, and where a link or anything but a folder stands there.
  OwnFolder(const std::string& out, bool create);
  ~OwnFolder();
  OwnFolder(OwnFolder&& other) noexcept;
  OwnFolder& operator=(OwnFolder&& other) noexcept;

  const std::string& path() const { return path_; }
  int descriptor() const { return descriptor_; }
  /// False where there is no such folder (only without `create`).
  bool is_open() const { return descriptor_ >= 0; }

  /// Names of regular files that are of this kind by their name, sorted. Links, folders and the
  /// like are never ours, whatever they are called.
  std::vector<std::string> entries(PartsEntry kind) const;
  /// Throws UsageError where a link, folder, pipe or the like has a name of ours.
  void refuse_impostors() const;
  /// Removes those of a kind, but for the names in `kept`. Why one could not be removed, in a
  /// sentence; empty = all were.
  std::string remove(PartsEntry kind, const std::vector<std::string>& kept = {}) const;
  /// Removes one file, where it is a regular one.
  std::string remove(const std::string& name) const;

 private:
  std::string path_, out_name_;
  int descriptor_ = -1;
};

}  // namespace taosweep
