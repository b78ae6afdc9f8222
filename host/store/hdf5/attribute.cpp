#include "host/store/hdf5/dataset.hpp"
#include "host/store/hdf5/held.hpp"
#include "host/store/hdf5/types.hpp"
#include "host/text/plain_text.hpp"

namespace taosweep::hdf5 {

namespace {

/// Creates the attribute, in place of an earlier one of the same name, and writes its one element.
void put_one(hid_t object, const std::string& where, const std::string& name, Type type,
             const void* value) {
  const auto attempt = [&] { return "write attribute " + name + " of " + where; };
  const Handle space = space_of_one(), stored = file_type(type);
  const auto create = [&] {
    return H5Acreate2(object, name.c_str(), stored.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT);
  };
  // Nearly all are new, and to ask whether one is there takes a tenth of the time to make it.
  hid_t made = create();
  if (made < 0 && H5Aexists(object, name.c_str()) > 0) {
    check(H5Adelete(object, name.c_str()), attempt);
    made = create();
  }
  Handle attribute(made, attempt);
  check(H5Awrite(attribute.id(), memory_type(type).id(), value), attempt);
}

void get_one(hid_t object, const std::string& where, const std::string& name, Type type,
             void* value) {
  const auto attempt = [&] { return "read attribute " + name + " of " + where; };
  const htri_t there = H5Aexists(object, name.c_str());
  check(there, attempt);
  if (there == 0) throw Hdf5Error(where + " has no attribute " + name);
  Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), attempt);
  Handle space(H5Aget_space(attribute.id()), attempt);
  if (H5Sget_simple_extent_npoints(space.id()) != 1)
    throw Hdf5Error(attempt() + ": it is not a single value");
  check(H5Aread(attribute.id(), memory_type(type).id(), value), attempt);
}

}  // namespace

std::int64_t Object::id() const {
  return held_ ? held_->id() : handle_.id();
}

bool Object::is_later(const std::function<void(Object&)>& write) const {
  return held_ && held_->add_attribute(write);
}

void Object::set_text(const std::string& name, const std::string& value) {
  if (is_later([=](Object& made) { made.set_text(name, value); })) return;
  const std::string stored = valid_utf8(value);
  const char* pointer = stored.c_str();
  put_one(id(), path_, name, Type::text, &pointer);
}

void Object::set_number(const std::string& name, double value) {
  if (is_later([=](Object& made) { made.set_number(name, value); })) return;
  put_one(id(), path_, name, Type::float64, &value);
}

void Object::set_whole(const std::string& name, std::int64_t value) {
  if (is_later([=](Object& made) { made.set_whole(name, value); })) return;
  put_one(id(), path_, name, Type::int64, &value);
}

void Object::set_counting(const std::string& name, std::uint64_t n) {
  if (is_later([=](Object& made) { made.set_counting(name, n); })) return;
  const std::string attempt = "write attribute " + name + " of " + path_;
  Handle type(H5Iget_type(id()) == H5I_DATASET ? H5Dget_type(id()) : H5Tcopy(H5T_STD_I64LE),
              attempt);
  const hsize_t length = n;
  Handle space(H5Screate_simple(1, &length, nullptr), attempt);
  Handle attribute(H5Acreate2(id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                   attempt);
  std::vector<std::int64_t> values(n);
  for (std::uint64_t i = 0; i < n; ++i) values[i] = static_cast<std::int64_t>(i);
  check(H5Awrite(attribute.id(), H5T_NATIVE_INT64, values.data()), attempt);
}

bool Object::has_attribute(const std::string& name) const {
  const htri_t there = H5Aexists(id(), name.c_str());
  check(there, [&] { return "look for attribute " + name + " of " + path_; });
  return there > 0;
}

std::string Object::text(const std::string& name) const {
  char* pointer = nullptr;
  get_one(id(), path_, name, Type::text, &pointer);
  std::string value = pointer ? pointer : "";
  H5free_memory(pointer);
  return value;
}

double Object::number(const std::string& name) const {
  double value = 0;
  get_one(id(), path_, name, Type::float64, &value);
  return value;
}

std::int64_t Object::whole(const std::string& name) const {
  std::int64_t value = 0;
  get_one(id(), path_, name, Type::int64, &value);
  return value;
}

std::string Object::text_or(const std::string& name, const std::string& otherwise) const {
  return has_attribute(name) ? text(name) : otherwise;
}

}  // namespace taosweep::hdf5
