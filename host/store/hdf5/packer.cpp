#include "host/store/hdf5/packer.hpp"

#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

std::uint64_t Packer::packed(Type type, const std::vector<std::byte>& bytes) {
  const std::string name = std::to_string(count_++);
  const hsize_t length = bytes.size() / bytes_of(type);
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), name);
  check(H5Pset_chunk(properties.id(), 1, &length), name);
  pack(properties, name);
  Handle stored = file_type(type);
  Handle space(H5Screate_simple(1, &length, nullptr), name);
  Handle dataset(H5Dcreate2(scratch_.id(), name.c_str(), stored.id(), space.id(), H5P_DEFAULT,
                            properties.id(), H5P_DEFAULT),
                 name);
  check(H5Dwrite(dataset.id(), stored.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), name);
  check(H5Fflush(dataset.id(), H5F_SCOPE_LOCAL), name);
  return H5Dget_storage_size(dataset.id());
}

}  // namespace taosweep::hdf5
