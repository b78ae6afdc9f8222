// One open HDF5 identifier, closed when it goes out of
// scope. Headers of this folder do not need hdf5.h.
#pragma once

#include <concepts>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace taosweep::hdf5 {

/// A call of the HDF5 library failed: what was tried, and the library's innermost reason.
struct Hdf5Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws Hdf5Error when the result of a call is negative.
void check(std::int64_t result, const std::string& attempt);

/// The same, for what is done thousands of times: the attempt is put into words where it failed.
template <std::invocable Words>
void check(std::int64_t result, const Words& words) {
  if (result < 0) check(result, std::string(words()));
}

/// Owner of an identifier of any kind (file, group,
/// dataset, dataspace, type, property list, attribute).
class Handle {
 public:
  Handle() = default;
  /// Takes over `id`; a negative id is a failure of what `attempt` describes.
  Handle(std::int64_t id, const std::string& attempt);
  template <std::invocable Words>
  Handle(std::int64_t id, const Words& words) : id_(id) {
    check(id, words);
  }
  ~Handle();
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }

  /// A second owner of the same identifier.
  Handle again() const;

  std::int64_t id() const { return id_; }
  bool open() const { return id_ >= 0; }
  /// Closes it now; throws Hdf5Error where that fails, as where the disk refuses the last bytes.
  void close(const std::string& attempt);

 private:
  std::int64_t id_ = -1;
};

/// What could not be closed where nothing can be thrown: its last bytes are not on the disk. How
/// often since the process began, and the reason of the first time.
struct FailedCloses {
  std::uint64_t count = 0;
  std::string reason;
};
FailedCloses failed_closes();

}  // namespace taosweep::hdf5
