#include "host/store/hdf5/handle.hpp"

#include <hdf5.h>

#include <mutex>

namespace taosweep::hdf5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

namespace {

herr_t take_innermost(unsigned depth, const H5E_error2_t* error, void* text) {
  if (depth == 0 && error->desc) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

/// The reason the library gives at the place where it noticed.
std::string innermost_reason() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &reason);
  H5Eclear2(H5E_DEFAULT);
  return reason.empty() ? "HDF5 gives no reason" : reason;
}

std::mutex failed_mutex;
FailedCloses failed;

void note_failed_close() {
  const std::string reason = innermost_reason();
  const std::lock_guard guard(failed_mutex);
  if (failed.count++ == 0) failed.reason = reason;
}

}  // namespace

void check(std::int64_t result, const std::string& attempt) {
  if (result >= 0) return;
  const std::string reason = innermost_reason();
  const FailedCloses before = failed_closes();
  // What fails after it does so because of it.
  throw Hdf5Error(attempt + ": " +
                  (before.count > 0 ? before.reason + " (then: " + reason + ")" : reason));
}

Handle::Handle(std::int64_t id, const std::string& attempt) : id_(id) {
  check(id, attempt);
}

Handle Handle::again() const {
  check(H5Iinc_ref(id_), "a second look at what is open");
  return Handle(id_, "");
}

void Handle::close(const std::string& attempt) {
  const std::int64_t id = std::exchange(id_, -1);
  if (id >= 0) check(H5Idec_ref(id), attempt);
}

Handle::~Handle() {
  if (id_ >= 0 && H5Idec_ref(id_) < 0) note_failed_close();
}

FailedCloses failed_closes() {
  const std::lock_guard guard(failed_mutex);
  return failed;
}

}  // namespace taosweep::hdf5
