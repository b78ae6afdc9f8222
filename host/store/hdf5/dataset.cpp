#include "host/store/hdf5/dataset.hpp"

#include "host/store/hdf5/held.hpp"
#include "host/store/hdf5/types.hpp"
#include "host/text/plain_text.hpp"

namespace taosweep::hdf5 {

namespace {

Type type_of_id(hid_t type, const std::string& path) {
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return size == 8 ? Type::float64 : Type::float32;
    case H5T_STRING:
      return Type::text;
    case H5T_INTEGER:
      if (size == 1) return Type::byte;
      if (size == 8) return Type::int64;
      return H5Tget_sign(type) == H5T_SGN_NONE ? Type::uint32 : Type::int32;
    default:
      throw Hdf5Error(path + ": elements are neither numbers nor texts");
  }
}

/// Texts are carried over in pieces, for which the library clears two megabytes each time unless it
/// is told less.
const Handle& text_transfer() {
  static const Handle made = [] {
    const std::string attempt = "transfer of texts";
    Handle properties(H5Pcreate(H5P_DATASET_XFER), attempt);
    constexpr std::size_t piece = 16 * 1024;  // [B]
    check(H5Pset_buffer(properties.id(), piece, nullptr, nullptr), attempt);
    return properties;
  }();
  return made;
}

hid_t transfer_of(Type type) {
  return type == Type::text ? text_transfer().id() : H5P_DEFAULT;
}

}  // namespace

Type Dataset::type() const {
  if (known_) return known_->type;
  Handle type(H5Dget_type(id()), path_);
  return type_of_id(type.id(), path_);
}

Shape Dataset::shape() const {
  if (known_) return known_->shape;
  Handle space(H5Dget_space(id()), path_);
  const int rank = H5Sget_simple_extent_ndims(space.id());
  check(rank, path_);
  std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
  if (rank > 0) check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), path_);
  return Shape(lengths.begin(), lengths.end());
}

std::string Dataset::units() const {
  return known_ && known_->units ? *known_->units : text_or("units", "");
}

void Dataset::put(Type type, const void* values, std::size_t size) {
  if (size != elements(shape()))
    throw Hdf5Error(path_ + ": number of values does not fit the shape");
  if (held_ && held_->put(type, Shape(shape().size(), 0), shape(), values)) return;
  check(H5Dwrite(id(), memory_type(type).id(), H5S_ALL, H5S_ALL, transfer_of(type), values),
        [&] { return "write " + path_; });
}

void Dataset::put_block(Type type, const Shape& start, const Shape& count, const void* values,
                        std::size_t size) {
  if (size != elements(count)) throw Hdf5Error(path_ + ": number of values does not fit the block");
  if (size == 0) return;
  if (held_ && held_->put(type, start, count, values)) return;
  if (is_all(count)) return put(type, values, size);
  const std::vector<hsize_t> lengths(count.begin(), count.end());
  Handle memory(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path_);
  check(H5Dwrite(id(), memory_type(type).id(), memory.id(), block_space(id(), start, count).id(),
                 H5P_DEFAULT, values),
        [&] { return "write " + path_; });
}

void Dataset::get(Type type, void* values) const {
  if (held_ && held_->get(type, Shape(shape().size(), 0), shape(), values)) return;
  check(H5Dread(id(), memory_type(type).id(), H5S_ALL, H5S_ALL, transfer_of(type), values),
        [&] { return "read " + path_; });
}

void Dataset::get_block(Type type, const Shape& start, const Shape& count, void* values) const {
  if (elements(count) == 0) return;
  if (held_ && held_->get(type, start, count, values)) return;
  const std::vector<hsize_t> lengths(count.begin(), count.end());
  Handle memory(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path_);
  check(H5Dread(id(), memory_type(type).id(), memory.id(), block_space(id(), start, count).id(),
                H5P_DEFAULT, values),
        [&] { return "read " + path_; });
}

std::vector<std::byte> Dataset::bytes_of_block(const Shape& start, const Shape& count) const {
  std::vector<std::byte> bytes(elements(count) * bytes_of(type()));
  if (bytes.empty()) return bytes;
  if (held_ && held_->get(type(), start, count, bytes.data())) return bytes;
  Handle stored = file_type(type());
  const auto words = [&] { return "read " + path_; };
  if (is_all(count)) {
    check(H5Dread(id(), stored.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), words);
    return bytes;
  }
  const std::vector<hsize_t> lengths(count.begin(), count.end());
  Handle memory(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path_);
  check(H5Dread(id(), stored.id(), memory.id(), block_space(id(), start, count).id(), H5P_DEFAULT,
                bytes.data()),
        words);
  return bytes;
}

std::uint64_t Dataset::offset() const {
  const haddr_t place = H5Dget_offset(id());
  if (place == HADDR_UNDEF) throw Hdf5Error(path_ + ": it does not lie in one piece");
  return place;
}

void Dataset::write_texts(const std::vector<std::string>& values) {
  std::vector<std::string> stored;
  for (const std::string& value : values) stored.push_back(valid_utf8(value));
  std::vector<const char*> pointers;
  for (const std::string& value : stored) pointers.push_back(value.c_str());
  put(Type::text, pointers.data(), pointers.size());
}

std::vector<std::string> Dataset::read_texts() const {
  std::vector<char*> pointers(elements(shape()), nullptr);
  get(Type::text, pointers.data());
  std::vector<std::string> values;
  for (const char* pointer : pointers) values.emplace_back(pointer ? pointer : "");
  Handle space(H5Dget_space(id()), path_);
  check(H5Dvlen_reclaim(memory_type(Type::text).id(), space.id(), H5P_DEFAULT, pointers.data()),
        path_);
  return values;
}

}  // namespace taosweep::hdf5
