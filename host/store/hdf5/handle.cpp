#include "host/store/hdf5/handle.hpp"

#include <hdf5.h>

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

}  // namespace

void check(std::int64_t result, const std::string& attempt) {
  if (result < 0) throw Hdf5Error(attempt + ": " + innermost_reason());
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
  if (id_ >= 0) H5Idec_ref(id_);
}

}  // namespace taosweep::hdf5
