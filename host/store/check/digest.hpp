// What a results file says, as one hash: equal data give equal digests, whatever wrote the file.
#pragma once

#include <string>
#include <vector>

#include "host/store/hdf5/group.hpp"

namespace taosweep {

/// Paths of the datasets under the determinism contract, sorted: all but /run, /intervals and,
/// since schema 2, the bytes of the config file. What a config means stands in config_hash; a
/// comment changes nothing.
std::vector<std::string> contract_datasets(const hdf5::Group& root);

/// The dataset at an absolute path such as "/outcomes/crash_12h".
hdf5::Dataset dataset_at(const hdf5::Group& root, const std::string& path);

/// SHA-256 over path, type, shape, units and little-endian
/// bytes of each contract dataset, sorted by path.
std::string digest_of(const hdf5::Group& root);

}  // namespace taosweep
