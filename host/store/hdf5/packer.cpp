#include "host/store/hdf5/packer.hpp"

#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

// A dataset without a name leaves the scratch file when it is closed: with names, each would be
// slower to make than the one before.
std::uint64_t Packer::packed(Type type, const std::vector<std::byte>& bytes) {
  const std::string name = "numbers that are packed in memory";
  const hsize_t length = bytes.size() / bytes_of(type);
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), name);
  check(H5Pset_chunk(properties.id(), 1, &length), name);
  pack(properties, name);
  Handle stored = file_type(type);
  Handle space(H5Screate_simple(1, &length, nullptr), name);
  Handle dataset(
      H5Dcreate_anon(scratch_.id(), stored.id(), space.id(), properties.id(), H5P_DEFAULT), name);
  check(H5Dwrite(dataset.id(), stored.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), name);
  check(H5Dflush(dataset.id()), name);
  return H5Dget_storage_size(dataset.id());
}

}  // namespace taosweep::hdf5
