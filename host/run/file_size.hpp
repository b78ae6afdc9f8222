// Size of a results file, before there is one.
#pragma once

#include <map>
#include <string>

#include "host/store/hdf5/group.hpp"
#include "host/store/schema.hpp"

namespace taosweep {

/// Bytes in a file for one in memory, by the path of a dataset.
using Packing = std::map<std::string, double>;

/// How the datasets of a small results file pack, as far as it tells, in a file of `whole`.
Packing packing_of(const SchemaCounts& counts, const hdf5::File& file, const SchemaCounts& whole);

struct FileSize {
  double file = 0;  ///< [B] of the file
  double datasets = 0;
  double open = 0;    ///< of these: they stay open until the file stands
  double held = 0;    ///< [B] of others, which wait in memory
  double blocks = 0;  ///< [B] of series of points that fill at the same time
};

/// Of a results file. Datasets that `packing` does not know pack as schema.def says.
FileSize file_size(const SchemaCounts& counts, const Packing& packing = {});

}  // namespace taosweep
