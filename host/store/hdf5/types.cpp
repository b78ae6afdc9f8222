#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr unsigned most_in_header = 65535;  // the largest number that the format can name

// A file has thousands of small datasets and attributes: what all of them share is made once.

Handle new_text_type() {
  Handle type(H5Tcopy(H5T_C_S1), "text type");
  check(H5Tset_size(type.id(), H5T_VARIABLE), "text type");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "text type");
  return type;
}

Handle text_type() {
  static const Handle made = new_text_type();
  return made.again();
}

/// A type that the library has made, and keeps.
Handle known(hid_t type) {
  check(H5Iinc_ref(type), "number type");
  return Handle(type, "number type");
}

}  // namespace

Handle file_type(Type type) {
  switch (type) {
    case Type::float64:
      return known(H5T_IEEE_F64LE);
    case Type::float32:
      return known(H5T_IEEE_F32LE);
    case Type::int32:
      return known(H5T_STD_I32LE);
    case Type::int64:
      return known(H5T_STD_I64LE);
    case Type::uint32:
      return known(H5T_STD_U32LE);
    case Type::byte:
      return known(H5T_STD_U8LE);
    case Type::text:
      return text_type();
  }
  throw Hdf5Error("unknown element type");
}

Handle memory_type(Type type) {
  switch (type) {
    case Type::float64:
      return known(H5T_NATIVE_DOUBLE);
    case Type::float32:
      return known(H5T_NATIVE_FLOAT);
    case Type::int32:
      return known(H5T_NATIVE_INT32);
    case Type::int64:
      return known(H5T_NATIVE_INT64);
    case Type::uint32:
      return known(H5T_NATIVE_UINT32);
    case Type::byte:
      return known(H5T_NATIVE_UINT8);
    case Type::text:
      return text_type();
  }
  throw Hdf5Error("unknown element type");
}

const char* type_name(Type type) {
  switch (type) {
    case Type::float64:
      return "float64";
    case Type::float32:
      return "float32";
    case Type::int32:
      return "int32";
    case Type::int64:
      return "int64";
    case Type::uint32:
      return "uint32";
    case Type::byte:
      return "byte";
    case Type::text:
      return "text";
  }
  throw Hdf5Error("unknown element type");
}

std::uint64_t bytes_of(Type type) {
  switch (type) {
    case Type::byte:
      return 1;
    case Type::float32:
    case Type::int32:
    case Type::uint32:
      return 4;
    case Type::float64:
    case Type::int64:
    case Type::text:
      return 8;
  }
  return 8;
}

std::uint64_t elements(const Shape& shape) {
  std::uint64_t product = 1;
  for (std::uint64_t length : shape) product *= length;
  return product;
}

void keep_links_compact(const Handle& properties) {
  check(H5Pset_link_creation_order(properties.id(), order), "order of links");
  check(H5Pset_link_phase_change(properties.id(), most_in_header, 0), "storage of links");
}

void make_room_for_links(const Handle& properties, const std::vector<std::string>& names) {
  std::size_t letters = 0;
  for (const std::string& name : names) letters += name.size();
  if (names.empty() || names.size() > most_in_header) return;
  const std::size_t average = (letters + names.size() - 1) / names.size();
  check(H5Pset_est_link_info(properties.id(), static_cast<unsigned>(names.size()),
                             static_cast<unsigned>(average)),
        "room for links");
}

void keep_attributes_compact(const Handle& properties) {
  check(H5Pset_attr_creation_order(properties.id(), order), "order of attributes");
  check(H5Pset_attr_phase_change(properties.id(), most_in_header, 0), "storage of attributes");
}

Handle space_of_one() {
  static const Handle made(H5Screate(H5S_SCALAR), "space of one value");
  return made.again();
}

void pack(const Handle& properties, const std::string& attempt) {
  check(H5Pset_shuffle(properties.id()), attempt);
  // Higher ones take longer for a hundredth of the file: most digits are noise.
  constexpr unsigned level = 2;
  check(H5Pset_deflate(properties.id(), level), attempt);
}

Handle block_space(hid_t dataset, const Shape& start, const Shape& count) {
  Handle space(H5Dget_space(dataset), "block of a dataset");
  std::vector<hsize_t> from(start.begin(), start.end()), size(count.begin(), count.end());
  check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, from.data(), nullptr, size.data(), nullptr),
        "block of a dataset");
  return space;
}

}  // namespace taosweep::hdf5
