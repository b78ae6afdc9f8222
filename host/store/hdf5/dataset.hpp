// A dataset: an array of numbers or texts with named axes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/store/hdf5/handle.hpp"

namespace taosweep::hdf5 {

using Shape = std::vector<std::uint64_t>;

/// Types in use; all little-endian in the file, whatever the machine.
enum class Type { float64, float32, int32, int64, uint32, byte, text };

/// "float64", "text", ...: goes into the content digest.
const char* type_name(Type type);

template <class T>
inline constexpr Type type_of = T::not_a_type_of_results_files;
template <>
inline constexpr Type type_of<double> = Type::float64;
template <>
inline constexpr Type type_of<float> = Type::float32;
template <>
inline constexpr Type type_of<std::int32_t> = Type::int32;
template <>
inline constexpr Type type_of<std::int64_t> = Type::int64;
template <>
inline constexpr Type type_of<std::uint32_t> = Type::uint32;
template <>
inline constexpr Type type_of<std::uint8_t> = Type::byte;

std::uint64_t elements(const Shape& shape);
/// Of a number in the file; a text counts as its pointer.
std::uint64_t bytes_of(Type type);

class Held;

/// Anything that carries attributes: a group or a dataset.
class Object {
 public:
  Object(Handle handle, std::string path) : handle_(std::move(handle)), path_(std::move(path)) {}
  Object(std::shared_ptr<Held> held, std::string path)
      : held_(std::move(held)), path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  std::int64_t id() const;

  /// Variable-length UTF-8 text.
  void set_text(const std::string& name, const std::string& value);
  void set_number(const std::string& name, double value);
  void set_whole(const std::string& name, std::int64_t value);
  /// 0, 1, .., n - 1 as an array, in the type of a dataset's own numbers where this is one.
  void set_counting(const std::string& name, std::uint64_t n);
  bool has_attribute(const std::string& name) const;
  /// Each throws Hdf5Error where the attribute is absent or of another kind.
  std::string text(const std::string& name) const;
  double number(const std::string& name) const;
  std::int64_t whole(const std::string& name) const;
  /// The text, or `otherwise` where the attribute is absent.
  std::string text_or(const std::string& name, const std::string& otherwise) const;

 protected:
  Handle handle_;
  std::shared_ptr<Held> held_;  // in place of the handle; nullptr where it is open
  std::string path_;

 private:
  /// True where an attribute will be written with the object, which does not stand in its file yet.
  bool is_later(const std::function<void(Object&)>& write) const;
};

/// Where the scales of a dataset's axes lie in the file, axis by axis; 0 where there is none. Empty
/// of a dataset that has no axes by name, or is a scale itself.
struct AxisPlaces {
  bool is_scale = false;
  std::vector<std::uint64_t> scales = {};
};

/// What is known of a dataset since it was made or looked at, and need not be asked of the library
/// again.
struct Known {
  Type type;
  Shape shape;
  // Nothing where they are still to be asked for.
  std::optional<std::string> units = std::nullopt;
  std::optional<AxisPlaces> axes = std::nullopt;
};

class Dataset : public Object {
 public:
  explicit Dataset(Handle handle, std::string path, std::shared_ptr<const Known> known = nullptr)
      : Object(std::move(handle), std::move(path)), known_(std::move(known)) {}

  Dataset(std::shared_ptr<Held> held, std::string path, std::shared_ptr<const Known> known)
      : Object(std::move(held), std::move(path)), known_(std::move(known)) {}

  /// The same one once more, for as long as either stands.
  Dataset again() const {
    return held_ ? Dataset(held_, path_, known_) : Dataset(handle_.again(), path_, known_);
  }

  Type type() const;
  Shape shape() const;
  /// The attribute `units`; empty where there is none.
  std::string units() const;
  AxisPlaces axis_places() const;

  /// Writes everything, or the block of `count` elements per axis from `start` on.
  template <class T>
  void write(std::span<const T> values) {
    put(type_of<T>, values.data(), values.size());
  }
  template <class T>
  void write(const std::vector<T>& values) {
    write(std::span<const T>(values));
  }
  template <class T>
  void write_block(const Shape& start, const Shape& count, std::span<const T> values) {
    put_block(type_of<T>, start, count, values.data(), values.size());
  }
  /// Reads everything, or a block; numbers are converted to T.
  template <class T>
  std::vector<T> read() const {
    std::vector<T> values(elements(shape()));
    get(type_of<T>, values.data());
    return values;
  }
  template <class T>
  std::vector<T> read_block(const Shape& start, const Shape& count) const {
    std::vector<T> values(elements(count));
    get_block(type_of<T>, start, count, values.data());
    return values;
  }
  /// To a place that has room for as many.
  template <class T>
  void read_block(const Shape& start, const Shape& count, std::span<T> values) const {
    if (values.size() != elements(count)) throw Hdf5Error(path_ + ": room for another block");
    get_block(type_of<T>, start, count, values.data());
  }
  void write_texts(const std::vector<std::string>& values);
  std::vector<std::string> read_texts() const;

  /// Closes it now; throws Hdf5Error where the disk refuses its last bytes.
  void close() { handle_.close("write " + path_); }

  /// The stored bytes of a numeric block, little-endian.
  std::vector<std::byte> bytes_of_block(const Shape& start, const Shape& count) const;

  /// Where the bytes of a dataset that is neither cut nor compressed lie in the file.
  std::uint64_t offset() const;

  /// Names of the axes, in order; empty names where an axis has no scale.
  std::vector<std::string> axes() const;
  void attach_axis(unsigned axis, const Dataset& scale);
  void make_axis(const std::string& name);

 private:
  friend class Held;

  void put(Type type, const void* values, std::size_t size);
  void put_block(Type type, const Shape& start, const Shape& count, const void* values,
                 std::size_t size);
  void get(Type type, void* values) const;
  void get_block(Type type, const Shape& start, const Shape& count, void* values) const;
  /// True where a block of so many is all of it, as far as that is known.
  bool is_all(const Shape& count) const { return known_ && known_->shape == count; }

  std::shared_ptr<const Known> known_;  // nullptr where it was opened alone
};

}  // namespace taosweep::hdf5
