#include "host/store/parts/probe.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "host/store/file/write.hpp"
#include "host/store/parts/names.hpp"
#include "host/store/seal.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;

/// A folder inside a mount of its own, whatever its device is called: files cannot be renamed out
/// of it. A file never takes the name of the folder it is in, and the system looks at mounts first.
bool is_mounted(const std::string& folder, const std::string& file) {
  return std::rename(file.c_str(), folder.c_str()) != 0 && errno == EXDEV;
}

/// In a folder like /tmp a file of somebody else cannot be replaced, whatever rights it gives.
bool keeps_its_name(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  struct stat file, folder;
  return ::lstat(path.c_str(), &file) == 0 &&
         ::stat(parent.empty() ? "." : parent.c_str(), &folder) == 0 &&
         (folder.st_mode & S_ISVTX) != 0 && ::geteuid() != 0 && file.st_uid != ::geteuid() &&
         folder.st_uid != ::geteuid();
}

}  // namespace

void probe_place(const Target& out) {
  if (out.replace && keeps_its_name(out.path))
    throw UsageError(out.path +
                     " belongs to somebody else in a folder where only they may replace it; choose "
                     "another name with -o");
  const std::string folder = out.temporary_in;
  Target target(folder + "/" + unfinished_name(probe_name));
  // To a free name and over one that is taken: files come to their names in both ways.
  for (const bool replace : {false, true}) {
    target.replace = replace;
    DurableFile probe(target);
    try {
      hdf5::File file = hdf5::File::create(probe.temporary());
      file.set_text("title", "A file that asks whether this place takes files; it can be removed.");
      file.close();
    } catch (const hdf5::Hdf5Error& error) {
      rethrow_write_failure(out.path, error, probe);
    }
    seal_file(probe.temporary(), out.path);
    if (is_mounted(folder, probe.temporary()))
      throw UsageError(folder + "/ is a mount of its own, out of which no file can get the name " +
                       out.path + ": unmount it, or choose another -o");
    probe.commit();
  }
  if (::unlink(target.path.c_str()) != 0) throw UsageError(write_failure(target.path, errno));
}

}  // namespace taosweep
