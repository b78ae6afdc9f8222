#include "host/store/hdf5/held.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "kernels/math/undefined.hpp"

namespace taosweep::hdf5 {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are held as files have them");

template <class T>
void fill(std::vector<std::byte>& bytes, T value) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof value)
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

std::vector<std::byte> unwritten(Type type, const Shape& shape) {
  std::vector<std::byte> bytes(elements(shape) * bytes_of(type));
  if (type == Type::float64) fill(bytes, undefined);
  if (type == Type::float32) fill(bytes, static_cast<float>(undefined));
  return bytes;
}

/// Calls copy(first byte in the whole, first byte in the block, bytes) for each piece of a block
/// that lies together in the whole.
template <class Copy>
void for_each_piece(const Shape& shape, const Shape& start, const Shape& count, std::uint64_t size,
                    const Copy& copy) {
  // What is whole along the last axes lies together.
  std::size_t outer = shape.size();
  std::uint64_t together = size;
  while (outer > 0) {
    --outer;
    together *= count[outer];
    if (count[outer] != shape[outer]) break;
  }
  Shape at(outer, 0);
  const std::uint64_t pieces = elements(count) * size / together;
  for (std::uint64_t piece = 0; piece < pieces; ++piece) {
    std::uint64_t place = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
      place = place * shape[axis] + start[axis] + (axis < outer ? at[axis] : 0);
    copy(place * size, piece * together, together);
    for (std::size_t axis = outer; axis-- > 0;) {
      if (++at[axis] < count[axis]) break;
      at[axis] = 0;
    }
  }
}

}  // namespace

Held::Held(Type type, Shape shape, std::vector<std::byte> numbers, OpenInFile open)
    : type_(type),
      shape_(std::move(shape)),
      numbers_(std::move(numbers)),
      is_in_file_(true),
      open_(std::move(open)) {}

Held::Held(Type type, Shape shape, OpenInFile open)
    : type_(type),
      shape_(std::move(shape)),
      numbers_(unwritten(type_, shape_)),
      is_in_file_(false),
      open_(std::move(open)) {}

/// As the library does of a block that is none of the dataset's.
void Held::check_block(const Shape& start, const Shape& count) const {
  bool inside = start.size() == shape_.size() && count.size() == shape_.size();
  for (std::size_t axis = 0; inside && axis < shape_.size(); ++axis)
    inside = start[axis] <= shape_[axis] && count[axis] <= shape_[axis] - start[axis];
  if (!inside) throw Hdf5Error("a block lies outside of its dataset");
}

bool Held::get(Type type, const Shape& start, const Shape& count, void* values) const {
  if (!holds(type)) return false;
  check_block(start, count);
  if (elements(count) == 0) return true;
  for_each_piece(shape_, start, count, bytes_of(type_),
                 [&](std::uint64_t from, std::uint64_t to, std::uint64_t bytes) {
                   std::memcpy(static_cast<std::byte*>(values) + to, numbers_->data() + from,
                               bytes);
                 });
  return true;
}

bool Held::put(Type type, const Shape& start, const Shape& count, const void* values) {
  if (is_in_file_ || !holds(type)) {
    id();
    numbers_.reset();
    return false;
  }
  check_block(start, count);
  if (elements(count) == 0) return true;
  for_each_piece(shape_, start, count, bytes_of(type_),
                 [&](std::uint64_t to, std::uint64_t from, std::uint64_t bytes) {
                   std::memcpy(numbers_->data() + to, static_cast<const std::byte*>(values) + from,
                               bytes);
                 });
  return true;
}

bool Held::add_attribute(const std::function<void(Object&)>& write) {
  if (is_in_file_) return false;
  attributes_.push_back(write);
  return true;
}

void Held::write_to(Dataset& made) {
  is_in_file_ = true;
  for (const auto& write : std::exchange(attributes_, {})) write(made);
  made.put(type_, numbers_->data(), elements(shape_));
}

std::int64_t Held::id() {
  if (!opened_.open()) opened_ = open_();
  return opened_.id();
}

}  // namespace taosweep::hdf5
