#include "host/store/hdf5/group.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "host/store/hdf5/axes.hpp"
#include "host/store/hdf5/types.hpp"
#include "host/text/plain_text.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep::hdf5 {

namespace {

constexpr std::uint64_t compress_from = 16 * 1024;   // [B]
constexpr std::uint64_t chunk_at_most = 256 * 1024;  // [B]

bool is_cut(Type type, const Shape& shape, const Shape& chunk) {
  return !chunk.empty() || (type != Type::text && elements(shape) * bytes_of(type) > compress_from);
}

/// The longest block of whole trailing axes that fits a
/// chunk, and as much of the axis before as fits.
Shape trailing_block(const Shape& shape, std::uint64_t element_bytes) {
  Shape chunk(shape.size(), 1);
  std::uint64_t bytes = element_bytes;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    const std::uint64_t room = std::max<std::uint64_t>(1, chunk_at_most / bytes);
    chunk[axis] = std::min(shape[axis], room);
    bytes *= chunk[axis];
    if (chunk[axis] < shape[axis]) break;
  }
  return chunk;
}

/// Of the pieces of a dataset, those that are filled at the same time stay in memory, twice over:
/// one for each place on the first axis. The library's own megabyte for each of the outcomes would
/// grow with the economies.
std::size_t cache_of(const Shape& shape, const Shape& block, std::uint64_t element_bytes) {
  constexpr std::uint64_t cache_at_most = 1 << 20;  // [B]
  const std::uint64_t rows = shape.size() > 1 ? (shape[0] + block[0] - 1) / block[0] : 1;
  return std::min(cache_at_most, 2 * rows * elements(block) * element_bytes);
}

/// How to open a dataset that is cut, so that its cache has that size; nothing where it is not.
std::optional<Handle> access_of(const Dataset& dataset) {
  const Shape shape = dataset.shape();
  const std::uint64_t bytes = bytes_of(dataset.type());
  if (elements(shape) * bytes <= compress_from) return std::nullopt;
  const std::string attempt = "open dataset " + dataset.path();
  Handle made(H5Dget_create_plist(dataset.id()), attempt);
  if (H5Pget_layout(made.id()) != H5D_CHUNKED) return std::nullopt;
  std::vector<hsize_t> block(shape.size());
  check(H5Pget_chunk(made.id(), static_cast<int>(block.size()), block.data()), attempt);
  Handle access(H5Pcreate(H5P_DATASET_ACCESS), attempt);
  check(H5Pset_chunk_cache(access.id(), H5D_CHUNK_CACHE_NSLOTS_DEFAULT,
                           cache_of(shape, Shape(block.begin(), block.end()), bytes),
                           H5D_CHUNK_CACHE_W0_DEFAULT),
        attempt);
  return access;
}

Handle new_creation(bool real) {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), "properties of datasets");
  check(H5Pset_obj_track_times(properties.id(), false), "properties of datasets");
  keep_attributes_compact(properties);
  if (real) {
    const double missing = undefined;
    check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &missing),
          "properties of datasets");
  }
  return properties;
}

/// How datasets are made that are not cut; floats are NaN where nothing is written.
const Handle& creation_of(Type type) {
  static const Handle others = new_creation(false), reals = new_creation(true);
  return type == Type::float64 || type == Type::float32 ? reals : others;
}

Handle cut_creation(Type type, const Shape& block, const std::string& path) {
  Handle properties(H5Pcopy(creation_of(type).id()), path);
  const std::vector<hsize_t> lengths(block.begin(), block.end());
  check(H5Pset_chunk(properties.id(), static_cast<int>(lengths.size()), lengths.data()), path);
  pack(properties, path);
  return properties;
}

/// Missing floats are NaN, for readers of netCDF under the name they look for.
void set_missing(const Dataset& dataset, Type type) {
  const Handle space = space_of_one();
  Handle stored = file_type(type);
  Handle attribute(
      H5Acreate2(dataset.id(), "_FillValue", stored.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
      dataset.path());
  const double missing = undefined;
  check(H5Awrite(attribute.id(), H5T_NATIVE_DOUBLE, &missing), dataset.path());
}

}  // namespace

Group Group::create_group(const std::string& name, const std::vector<std::string>& members) {
  Handle properties(H5Pcreate(H5P_GROUP_CREATE), path_of(name));
  keep_links_compact(properties);
  make_room_for_links(properties, members);
  keep_attributes_compact(properties);
  check(H5Pset_obj_track_times(properties.id(), false), path_of(name));
  return Group(Handle(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                      "create group " + path_of(name)),
               path_of(name), open_);
}

Group Group::group(const std::string& name) const {
  if (!has(name)) throw Hdf5Error("there is no group " + path_of(name));
  return Group(Handle(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), "open group " + path_of(name)),
               path_of(name), open_);
}

bool Group::has(const std::string& name) const {
  return open_->contains(path_of(name)) || H5Lexists(id(), name.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> Group::members() const {
  std::vector<std::string> names;
  hsize_t position = 0;
  const auto take = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  check(H5Literate(id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &position, take, &names),
        "members of " + path_);
  return names;
}

bool Group::is_group(const std::string& name) const {
  Handle object(H5Oopen(id(), name.c_str(), H5P_DEFAULT), "open " + path_of(name));
  return H5Iget_type(object.id()) == H5I_GROUP;
}

Dataset Group::create_plain(const std::string& name, Type type, const Shape& shape,
                            const Description& about, const Shape& chunk) {
  const std::string path = path_of(name);
  if (elements(shape) == 0)
    throw Hdf5Error(path + ": an axis of length 0 cannot be read by netCDF tools");
  const Handle stored = file_type(type);
  const bool cut = is_cut(type, shape, chunk);
  const Handle properties =
      cut ? cut_creation(type, chunk.empty() ? trailing_block(shape, bytes_of(type)) : chunk, path)
          : creation_of(type).again();
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  Handle space(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path);
  Dataset dataset(Handle(H5Dcreate2(id(), name.c_str(), stored.id(), space.id(), H5P_DEFAULT,
                                    properties.id(), H5P_DEFAULT),
                         [&] { return "create " + path; }),
                  path, std::make_shared<Known>(Known{type, shape, valid_utf8(about.units)}));
  if (!about.units.empty()) dataset.set_text("units", about.units);
  if (!about.long_name.empty()) dataset.set_text("long_name", about.long_name);
  if (!cut) keep_open(dataset);
  return dataset;
}

Dataset Group::create_contiguous(const std::string& name, Type type, const Shape& shape) {
  const std::string path = path_of(name);
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  Handle space(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path);
  return Dataset(Handle(H5Dcreate2(id(), name.c_str(), file_type(type).id(), space.id(),
                                   H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                        "create " + path),
                 path);
}

Dataset Group::create_text_axis(const std::string& name, const std::vector<std::string>& values,
                                const Description& about) {
  Dataset scale = create_plain(name, Type::text, {values.size()}, about);
  scale.write_texts(values);
  scale.make_axis(name);
  return scale;
}

Dataset Group::create_over(const NewDataset& wanted, const std::vector<Shape>& axes) {
  Shape shape;
  for (const Shape& axis : axes) shape.push_back(axis.at(0));
  Shape chunk = wanted.chunk;
  for (std::size_t i = 0; i < chunk.size(); ++i) chunk[i] = std::min(chunk[i], shape[i]);
  Dataset made = create_plain(wanted.name, wanted.type, shape, wanted.about, chunk);
  if (wanted.type == Type::float64 || wanted.type == Type::float32) set_missing(made, wanted.type);
  return made;
}

Dataset Group::create(const NewDataset& wanted) {
  std::vector<Shape> shapes;
  for (const std::string& axis : wanted.axes) shapes.push_back(dataset(axis).shape());
  Dataset made = create_over(wanted, shapes);
  for (unsigned i = 0; i < wanted.axes.size(); ++i) made.attach_axis(i, dataset(wanted.axes[i]));
  return made;
}

void Group::create_all(const std::vector<NewDataset>& wanted) {
  std::map<std::string, std::pair<Dataset, Shape>> scales;
  std::vector<Attached> made;
  for (const NewDataset& one : wanted) {
    std::vector<Shape> shapes;
    std::vector<const Dataset*> used;
    for (const std::string& axis : one.axes) {
      auto found = scales.find(axis);
      if (found == scales.end()) {
        Dataset scale = dataset(axis);
        const Shape shape = scale.shape();
        found = scales.emplace(axis, std::pair{std::move(scale), shape}).first;
      }
      shapes.push_back(found->second.second);
      used.push_back(&found->second.first);
    }
    made.push_back({create_over(one, shapes), used});
  }
  attach_axes(made);
}

void Group::keep_open(const Dataset& dataset) const {
  open_->emplace(dataset.path(), dataset.again());
}

Dataset Group::dataset(const std::string& name) const {
  if (const auto known = open_->find(path_of(name)); known != open_->end())
    return known->second.again();
  // Names are looked for one by one in a group without a heap: asked for once, not twice.
  const hid_t opened = H5Dopen2(id(), name.c_str(), H5P_DEFAULT);
  if (opened < 0 && !has(name)) throw Hdf5Error("there is no dataset " + path_of(name));
  const std::string attempt = "open dataset " + path_of(name);
  std::optional<Dataset> found(Dataset(Handle(opened, attempt), path_of(name)));
  const std::optional<Handle> access = access_of(*found);
  if (!access) return *std::move(found);
  found.reset();  // what is open already keeps its cache
  return Dataset(Handle(H5Dopen2(id(), name.c_str(), access->id()), attempt), path_of(name));
}

}  // namespace taosweep::hdf5
