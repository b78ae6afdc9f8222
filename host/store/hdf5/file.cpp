#include <atomic>

#include "host/store/hdf5/drafts.hpp"
#include "host/store/hdf5/group.hpp"
#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

/// Errors are thrown, so the library need not print them. Files are closed where they go out of
/// scope, so it need not do so at exit either: after a full disk it would try once more and crash.
void quiet() {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle creation() {
  Handle properties(H5Pcreate(H5P_FILE_CREATE), "file properties");
  keep_links_compact(properties);
  keep_attributes_compact(properties);
  check(H5Pset_obj_track_times(properties.id(), false), "file properties");
  return properties;
}

/// What the library keeps of a file's own parts (headers, names, places of blocks) has one size: by
/// its default it grows with what is asked for, and so does the time of a close. Most of it are the
/// names of groups that are filled in turn, 50 to 75 kB each: half the size holds no two of them
/// beside what else is wanted. The names of a group are one part; where they are more than fit,
/// they make room for themselves.
void bound_cache(const Handle& access) {
  constexpr std::size_t size = 256 * 1024, most = 16 << 20;  // [B]
  H5AC_cache_config_t cache{};
  cache.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(access.id(), &cache), "file properties");
  cache.set_initial_size = true;
  cache.initial_size = cache.min_size = size;
  cache.max_size = most;
  cache.incr_mode = H5C_incr__off;
  cache.decr_mode = H5C_decr__off;
  cache.flash_incr_mode = H5C_flash_incr__add_space;
  cache.flash_threshold = 0.5;  // of the cache's size
  cache.flash_multiple = 1.4;   // of the part's
  check(H5Pset_mdc_config(access.id(), &cache), "file properties");
}

/// Formats that readers of HDF5 1.8 know.
Handle access() {
  Handle properties(H5Pcreate(H5P_FILE_ACCESS), "file properties");
  check(H5Pset_libver_bounds(properties.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18),
        "file properties");
  // Its locks fail on file systems without them, and do not tell "in use" from "damaged".
  check(H5Pset_file_locking(properties.id(), false, true), "file properties");
  bound_cache(properties);
  return properties;
}

}  // namespace

File File::create(const std::string& path) {
  quiet();
  Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation().id(), access().id()),
              "create " + path);
  Handle root(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open " + path);
  return File(std::move(file), std::move(root));
}

File File::open(const std::string& path) {
  quiet();
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access().id()), "open " + path);
  Handle root(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open " + path);
  return File(std::move(file), std::move(root));
}

File File::in_memory() {
  quiet();
  Handle properties = access();
  check(H5Pset_fapl_core(properties.id(), 1 << 20, false), "file in memory");
  // The library tells open files apart by their names.
  static std::atomic<unsigned> made = 0;
  const std::string name = "memory " + std::to_string(made++);
  Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation().id(), properties.id()),
              "file in memory");
  Handle root(H5Gopen2(file.id(), "/", H5P_DEFAULT), "file in memory");
  return File(std::move(file), std::move(root));
}

void File::write_all_drafts() {
  for (const auto& drafts : in_hand_->drafts) drafts->write();
}

std::vector<std::byte> File::image() {
  write_all_drafts();
  check(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "file in memory");
  const ssize_t size = H5Fget_file_image(file_.id(), nullptr, 0);
  check(size, "file in memory");
  constexpr std::size_t room =
      256;  // for what is appended, as a seal: else all is copied once more
  std::vector<std::byte> bytes;
  bytes.reserve(static_cast<std::size_t>(size) + room);
  bytes.resize(static_cast<std::size_t>(size));
  check(H5Fget_file_image(file_.id(), bytes.data(), bytes.size()), "file in memory");
  return bytes;
}

void File::close() {
  write_all_drafts();
  check(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "write " + path_);
  in_hand_->datasets.clear();
  in_hand_->drafts.clear();
  handle_ = Handle();
  file_.close("write " + path_);
  // Of anybody's file: whose it was, nobody can tell, and no results file is worth the doubt.
  if (const FailedCloses now = failed_closes(); now.count > failed_before_)
    throw Hdf5Error("write " + path_ + ": " + now.reason);
}

}  // namespace taosweep::hdf5
