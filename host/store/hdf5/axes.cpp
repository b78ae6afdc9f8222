// Dimension scales: what makes netCDF tools, xarray and h5netcdf see named axes.
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

}  // namespace

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
