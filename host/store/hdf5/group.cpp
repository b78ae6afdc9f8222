#include "host/store/hdf5/group.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "host/store/hdf5/drafts.hpp"
#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

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
  if (!is_cut(dataset.type(), shape, {})) return std::nullopt;
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

}  // namespace

Group Group::create_group(const std::string& name, const std::vector<std::string>& members) {
  Handle properties(H5Pcreate(H5P_GROUP_CREATE), path_of(name));
  keep_links_compact(properties);
  make_room_for_links(properties, members);
  keep_attributes_compact(properties);
  check(H5Pset_obj_track_times(properties.id(), false), path_of(name));
  return Group(Handle(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                      "create group " + path_of(name)),
               path_of(name), in_hand_);
}

Group Group::group(const std::string& name) const {
  if (!has(name)) throw Hdf5Error("there is no group " + path_of(name));
  return Group(Handle(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), "open group " + path_of(name)),
               path_of(name), in_hand_);
}

bool Group::has(const std::string& name) const {
  if (in_hand_->datasets.contains(path_of(name))) return true;
  const htri_t there = H5Lexists(id(), name.c_str(), H5P_DEFAULT);
  check(there, [&] { return "look for " + path_of(name); });
  return there > 0;
}

std::vector<std::string> Group::members() const {
  write_drafts();
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

void Group::write_drafts() const {
  for (const auto& drafts : in_hand_->drafts)
    if (drafts->path() == path_) drafts->write();
}

Dataset Group::create_plain(const std::string& name, Type type, const Shape& shape,
                            const Description& about) {
  write_drafts();  // members keep the order in which they were asked for
  Dataset dataset = make_dataset(handle_, path_of(name), {name, type, {}, about}, shape);
  if (!is_cut(type, shape, {})) keep(dataset);
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

Dataset Group::create(const NewDataset& wanted) {
  write_drafts();
  Shape shape;
  for (const std::string& axis : wanted.axes) shape.push_back(dataset(axis).shape().at(0));
  Dataset made = make_over_axes(handle_, path_of(wanted.name), wanted, shape);
  if (!is_cut(wanted.type, shape, wanted.chunk)) keep(made);
  for (unsigned i = 0; i < wanted.axes.size(); ++i) made.attach_axis(i, dataset(wanted.axes[i]));
  return made;
}

void Group::create_all(const std::vector<NewDataset>& wanted) {
  write_drafts();
  const auto drafts = std::make_shared<Drafts>(handle_.again(), path_);
  for (const NewDataset& one : wanted) {
    Shape shape;
    for (const std::string& axis : one.axes)
      shape.push_back(drafts->scale(axis, [&] { return dataset(axis); }).shape().at(0));
    drafts->add(one, shape);
  }
  if (!drafts->all_small()) return drafts->write([&](const Dataset& made) { keep(made); });
  for (const Dataset& held : Drafts::hold(drafts)) keep(held);
  in_hand_->drafts.push_back(drafts);
}

void Group::keep(const Dataset& dataset) const {
  in_hand_->datasets.emplace(dataset.path(), dataset.again());
}

Dataset Group::dataset(const std::string& name) const {
  if (const auto known = in_hand_->datasets.find(path_of(name)); known != in_hand_->datasets.end())
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
