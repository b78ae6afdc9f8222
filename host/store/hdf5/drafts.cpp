#include "host/store/hdf5/drafts.hpp"

#include <algorithm>
#include <utility>

#include "host/store/hdf5/axes.hpp"
#include "host/store/hdf5/types.hpp"
#include "host/text/plain_text.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep::hdf5 {

namespace {

constexpr std::uint64_t compress_from = 16 * 1024;   // [B]
constexpr std::uint64_t chunk_at_most = 256 * 1024;  // [B]

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

bool is_cut(Type type, const Shape& shape, const Shape& chunk) {
  return !chunk.empty() || (type != Type::text && elements(shape) * bytes_of(type) > compress_from);
}

Dataset make_dataset(const Handle& group, const std::string& path, const NewDataset& wanted,
                     const Shape& shape) {
  const Type type = wanted.type;
  if (elements(shape) == 0)
    throw Hdf5Error(path + ": an axis of length 0 cannot be read by netCDF tools");
  const Handle stored = file_type(type);
  const Shape block = wanted.chunk.empty() ? trailing_block(shape, bytes_of(type)) : wanted.chunk;
  const Handle properties = is_cut(type, shape, wanted.chunk) ? cut_creation(type, block, path)
                                                              : creation_of(type).again();
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  Handle space(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), path);
  const std::string units = valid_utf8(wanted.about.units);
  Dataset dataset(Handle(H5Dcreate2(group.id(), wanted.name.c_str(), stored.id(), space.id(),
                                    H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                         [&] { return "create " + path; }),
                  path, std::make_shared<Known>(Known{type, shape, units}));
  if (!wanted.about.units.empty()) dataset.set_text("units", wanted.about.units);
  if (!wanted.about.long_name.empty()) dataset.set_text("long_name", wanted.about.long_name);
  return dataset;
}

Dataset make_over_axes(const Handle& group, const std::string& path, const NewDataset& wanted,
                       const Shape& shape) {
  NewDataset fitting = wanted;
  for (std::size_t i = 0; i < fitting.chunk.size(); ++i)
    fitting.chunk[i] = std::min(fitting.chunk[i], shape[i]);
  Dataset made = make_dataset(group, path, fitting, shape);
  if (wanted.type == Type::float64 || wanted.type == Type::float32) set_missing(made, wanted.type);
  return made;
}

void Drafts::add(const NewDataset& wanted, const Shape& shape) {
  drafts_.push_back({wanted, shape, nullptr});
}

const Dataset& Drafts::scale(const std::string& name, const std::function<Dataset()>& find) {
  const auto known = scales_.find(name);
  return known != scales_.end() ? known->second : scales_.emplace(name, find()).first->second;
}

bool Drafts::all_small() const {
  return std::ranges::all_of(drafts_, [](const Draft& draft) {
    return draft.wanted.type != Type::text &&
           !is_cut(draft.wanted.type, draft.shape, draft.wanted.chunk);
  });
}

std::vector<Dataset> Drafts::hold(const std::shared_ptr<Drafts>& all) {
  std::vector<Dataset> held;
  for (Draft& draft : all->drafts_) {
    const std::string path = all->path_of(draft), name = draft.wanted.name;
    // Not for longer than the file stands.
    const auto open = [path, name, drafts = std::weak_ptr<Drafts>(all)] {
      const std::shared_ptr<Drafts> group = drafts.lock();
      if (!group) throw Hdf5Error(path + ": its file is closed");
      group->write();
      return Handle(H5Dopen2(group->group_.id(), name.c_str(), H5P_DEFAULT),
                    [&] { return "open dataset " + path; });
    };
    draft.held = std::make_shared<Held>(draft.wanted.type, draft.shape, open);
    const std::string units = valid_utf8(draft.wanted.about.units);
    held.push_back(Dataset(draft.held, path,
                           std::make_shared<Known>(Known{draft.wanted.type, draft.shape, units})));
  }
  return held;
}

void Drafts::write(const std::function<void(const Dataset&)>& made) {
  AxisUses uses;
  for (const Draft& draft : std::exchange(drafts_, {})) {
    Dataset dataset = make_over_axes(group_, path_of(draft), draft.wanted, draft.shape);
    std::vector<const Dataset*> scales;
    for (const std::string& axis : draft.wanted.axes) scales.push_back(&scales_.at(axis));
    uses.attach(dataset, scales);
    if (draft.held) {
      draft.held->write_to(dataset);
      dataset.close();
    } else if (made && !is_cut(draft.wanted.type, draft.shape, draft.wanted.chunk))
      made(dataset);
  }
  uses.finish();
  scales_.clear();
}

}  // namespace taosweep::hdf5
