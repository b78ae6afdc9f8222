// Dimension scales: what makes netCDF tools, xarray and h5netcdf see named axes.
#include "host/store/hdf5/axes.hpp"

#include <cstddef>
#include <map>
#include <utility>

#include <hdf5_hl.h>

#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

/// Name that make_axis gave the scale. Asking for its path would search the whole file for it.
std::string name_of(const Handle& scale, const std::string& attempt) {
  const ssize_t length = H5DSget_scale_name(scale.id(), nullptr, 0);
  check(static_cast<herr_t>(length < 0 ? -1 : 0), attempt);
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  check(H5DSget_scale_name(scale.id(), name.data(), name.size()) < 0 ? -1 : 0, attempt);
  name.resize(static_cast<std::size_t>(length));
  return name;
}

static_assert(sizeof(hobj_ref_t) == sizeof(std::uint64_t));

/// An entry of REFERENCE_LIST, as the library's own calls write it.
template <class Use>
Handle use_type(const std::string& attempt) {
  Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), attempt);
  check(H5Tinsert(type.id(), "dataset", offsetof(Use, dataset), H5T_STD_REF_OBJ), attempt);
  check(H5Tinsert(type.id(), "dimension", offsetof(Use, axis), H5T_NATIVE_INT), attempt);
  return type;
}

hobj_ref_t reference_to(const Dataset& dataset) {
  hobj_ref_t reference{};
  check(H5Rcreate(&reference, dataset.id(), ".", H5R_OBJECT, -1),
        [&] { return "axes of " + dataset.path(); });
  return reference;
}

const Handle& list_type() {
  static const Handle made(H5Tvlen_create(H5T_STD_REF_OBJ), "lists of axes");
  return made;
}

/// Of a dataset: its scales, axis by axis.
constexpr const char* scale_list = "DIMENSION_LIST";
constexpr hobj_ref_t no_scale = 0;

/// First scale of each axis. Throws Hdf5Error where the list is none of so many axes.
std::vector<hobj_ref_t> first_scales(const Dataset& dataset, std::size_t rank) {
  const std::string attempt = "axes of " + dataset.path();
  Handle attribute(H5Aopen(dataset.id(), scale_list, H5P_DEFAULT), attempt);
  Handle type(H5Aget_type(attribute.id()), attempt), space(H5Aget_space(attribute.id()), attempt);
  const bool fits = H5Tequal(type.id(), list_type().id()) > 0 &&
                    H5Sget_simple_extent_npoints(space.id()) == static_cast<hssize_t>(rank);
  check(fits ? 0 : -1, attempt);
  std::vector<hvl_t> lists(rank);
  check(H5Aread(attribute.id(), list_type().id(), lists.data()), attempt);
  std::vector<hobj_ref_t> scales;
  for (const hvl_t& list : lists)
    scales.push_back(list.len > 0 ? *static_cast<const hobj_ref_t*>(list.p) : no_scale);
  check(H5Dvlen_reclaim(list_type().id(), space.id(), H5P_DEFAULT, lists.data()), attempt);
  return scales;
}

void list_scales(const Dataset& dataset, std::vector<hobj_ref_t> scales) {
  const auto attempt = [&] { return "axes of " + dataset.path(); };
  std::vector<hvl_t> lists;
  for (hobj_ref_t& scale : scales) lists.push_back({1, &scale});
  const hsize_t rank = lists.size();
  const Handle& type = list_type();
  Handle space(H5Screate_simple(1, &rank, nullptr), attempt);
  Handle attribute(
      H5Acreate2(dataset.id(), scale_list, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
      attempt);
  check(H5Awrite(attribute.id(), type.id(), lists.data()), attempt);
}

}  // namespace

/// REFERENCE_LIST of a scale that has none yet.
void AxisUses::list_uses(const Scale& scale) {
  const std::string attempt = "uses of " + scale.dataset->path();
  const hsize_t count = scale.uses.size();
  const Handle type = use_type<Use>(attempt);
  Handle space(H5Screate_simple(1, &count, nullptr), attempt);
  Handle attribute(H5Acreate2(scale.dataset->id(), "REFERENCE_LIST", type.id(), space.id(),
                              H5P_DEFAULT, H5P_DEFAULT),
                   attempt);
  check(H5Awrite(attribute.id(), type.id(), scale.uses.data()), attempt);
}

void AxisUses::attach(const Dataset& dataset, const std::vector<const Dataset*>& scales) {
  if (scales.empty()) return;
  const hobj_ref_t reference = reference_to(dataset);
  std::vector<hobj_ref_t> used;
  for (const Dataset* scale : scales) {
    const auto [found, is_new] = place_.emplace(scale, scales_.size());
    if (is_new) scales_.push_back({scale, reference_to(*scale), {}});
    Scale& known = scales_[found->second];
    known.uses.push_back({reference, static_cast<int>(used.size())});
    used.push_back(known.reference);
  }
  list_scales(dataset, std::move(used));
}

// In the order of first use: that of addresses would differ from run to run, and with it the bytes
// of the file.
void AxisUses::finish() {
  for (const Scale& scale : scales_) list_uses(scale);
}

void Dataset::make_axis(const std::string& name) {
  check(H5DSset_scale(id(), name.c_str()), "dimension scale " + path_);
}

void Dataset::attach_axis(unsigned axis, const Dataset& scale) {
  check(H5DSattach_scale(id(), scale.id(), axis), "axis " + scale.path() + " of " + path_);
}

std::vector<std::string> Dataset::axes() const {
  return AxisNames().of(*this);
}

AxisPlaces Dataset::axis_places() const {
  if (known_ && known_->axes) return *known_->axes;
  const std::size_t rank = shape().size();
  if (rank == 1 && H5DSis_scale(id()) > 0) return {true, {}};
  if (!has_attribute(scale_list)) return {};
  return {false, first_scales(*this, rank)};
}

std::vector<std::string> AxisNames::of(const Dataset& dataset) {
  std::vector<std::string> names(dataset.shape().size());
  const std::string& path = dataset.path();
  const AxisPlaces axes = dataset.axis_places();
  if (axes.is_scale) names[0] = path.substr(path.rfind('/') + 1);
  for (std::size_t axis = 0; axis < axes.scales.size(); ++axis) {
    const hobj_ref_t place = axes.scales[axis];
    if (place == no_scale) continue;
    const auto [known, is_new] = names_.try_emplace(place);
    if (is_new) {
      const std::string attempt = "axes of " + path;
      Handle scale(H5Rdereference2(dataset.id(), H5P_DEFAULT, H5R_OBJECT, &place), attempt);
      known->second = name_of(scale, attempt);
    }
    names[axis] = known->second;
  }
  return names;
}

}  // namespace taosweep::hdf5
