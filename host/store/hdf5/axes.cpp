// Dimension scales: what makes netCDF tools, xarray and h5netcdf see named axes.
#include "host/store/hdf5/axes.hpp"

#include <map>
#include <utility>

#include <hdf5_hl.h>

#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

/// Name that make_axis gave the scale. Asking for its path would search the whole file for it.
herr_t take_name(hid_t, unsigned, hid_t scale, void* text) {
  const ssize_t length = H5DSget_scale_name(scale, nullptr, 0);
  if (length < 0) return -1;
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  if (H5DSget_scale_name(scale, name.data(), name.size()) < 0) return -1;
  name.resize(static_cast<std::size_t>(length));
  *static_cast<std::string*>(text) = name;
  return 1;
}

/// An entry of REFERENCE_LIST, as the library's own calls write it.
struct Use {
  hobj_ref_t dataset;
  int axis;
};

Handle use_type(const std::string& attempt) {
  Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), attempt);
  check(H5Tinsert(type.id(), "dataset", HOFFSET(Use, dataset), H5T_STD_REF_OBJ), attempt);
  check(H5Tinsert(type.id(), "dimension", HOFFSET(Use, axis), H5T_NATIVE_INT), attempt);
  return type;
}

hobj_ref_t reference_to(const Dataset& dataset) {
  hobj_ref_t reference{};
  check(H5Rcreate(&reference, dataset.id(), ".", H5R_OBJECT, -1), "axes of " + dataset.path());
  return reference;
}

/// DIMENSION_LIST of a dataset: its scales, axis by axis.
void list_scales(const Dataset& dataset, const std::vector<const Dataset*>& scales) {
  const std::string attempt = "axes of " + dataset.path();
  std::vector<hobj_ref_t> references;
  for (const Dataset* scale : scales) references.push_back(reference_to(*scale));
  std::vector<hvl_t> lists;
  for (hobj_ref_t& reference : references) lists.push_back({1, &reference});
  const hsize_t rank = lists.size();
  Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), attempt);
  Handle space(H5Screate_simple(1, &rank, nullptr), attempt);
  Handle attribute(
      H5Acreate2(dataset.id(), "DIMENSION_LIST", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
      attempt);
  check(H5Awrite(attribute.id(), type.id(), lists.data()), attempt);
}

/// REFERENCE_LIST of a scale that has none yet: where it is used.
void list_uses(const Dataset& scale, const std::vector<Use>& uses) {
  const std::string attempt = "uses of " + scale.path();
  const hsize_t count = uses.size();
  const Handle type = use_type(attempt);
  Handle space(H5Screate_simple(1, &count, nullptr), attempt);
  Handle attribute(
      H5Acreate2(scale.id(), "REFERENCE_LIST", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
      attempt);
  check(H5Awrite(attribute.id(), type.id(), uses.data()), attempt);
}

}  // namespace

void attach_axes(const std::vector<Attached>& all) {
  // In the order of first use: that of addresses would differ from run to run, and with it the
  // bytes of the file.
  std::vector<std::pair<const Dataset*, std::vector<Use>>> uses;
  std::map<const Dataset*, std::size_t> place;
  for (const Attached& one : all) {
    if (one.scales.empty()) continue;
    list_scales(one.dataset, one.scales);
    int axis = 0;
    for (const Dataset* scale : one.scales) {
      if (place.emplace(scale, uses.size()).second) uses.push_back({scale, {}});
      uses[place[scale]].second.push_back({reference_to(one.dataset), axis++});
    }
  }
  for (const auto& [scale, where] : uses) list_uses(*scale, where);
}

void Dataset::make_axis(const std::string& name) {
  check(H5DSset_scale(id(), name.c_str()), "dimension scale " + path_);
}

void Dataset::attach_axis(unsigned axis, const Dataset& scale) {
  check(H5DSattach_scale(id(), scale.id(), axis), "axis " + scale.path() + " of " + path_);
}

std::vector<std::string> Dataset::axes() const {
  std::vector<std::string> names(shape().size());
  if (H5DSis_scale(id()) > 0 && names.size() == 1) {
    names[0] = path_.substr(path_.rfind('/') + 1);
    return names;
  }
  for (unsigned axis = 0; axis < names.size(); ++axis) {
    if (H5DSget_num_scales(id(), axis) > 0)
      check(H5DSiterate_scales(id(), axis, nullptr, take_name, &names[axis]), "axes of " + path_);
  }
  return names;
}

}  // namespace taosweep::hdf5
