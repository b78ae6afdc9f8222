// Groups of a results file as schema.def declares them, still without their numbers.
#pragma once

#include <string>
#include <vector>

#include "host/store/file/layout.hpp"

namespace taosweep {

/// A group with its axes (values and all) and its empty datasets; or with these of them.
hdf5::Group create_group(hdf5::Group& root, const Layout& layout, const std::string& name);
hdf5::Group create_group(hdf5::Group& root, const Layout& layout, const std::string& name,
                         const std::vector<PlannedDataset>& members);

/// Shape of the blocks in which a dataset is compressed; empty where it lies in the file as it is.
hdf5::Shape chunk_of(const PlannedDataset& planned);

/// One axis, for other files than results files.
void create_axis(hdf5::Group& group, const Layout& layout, AxisId axis);

/// CF attributes of a choice or a status: what each value means.
void describe_flags(hdf5::Dataset& dataset, const std::vector<std::string>& meanings);

}  // namespace taosweep
