// Size of a results file, before there is one.
#pragma once

#include <map>
#include <string>

#include "host/store/hdf5/group.hpp"
#include "host/store/portion.hpp"
#include "host/store/schema.hpp"

namespace taosweep {

/// Bytes in a file for one in memory, by the path of a dataset.
using Packing = std::map<std::string, double>;

/// How the datasets of a small results file pack.
Packing packing_of(const Experiment& experiment, const Portion& portion, const hdf5::File& file);

struct FileSize {
  double statistics = 0;  ///< [B] in memory of what is neither design nor outcome
  double file = 0;        ///< [B] of the file
  double datasets = 0;
};

/// Of a results file. Datasets that `packing` does not know pack as schema.def says.
FileSize file_size(const SchemaCounts& counts, const Packing& packing = {});

}  // namespace taosweep
