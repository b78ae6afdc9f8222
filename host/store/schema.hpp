// What a results file holds: every dataset with its axes, type, unit and meaning, from schema.def.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/hdf5/dataset.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {

/// Raised where what stood in a file stands elsewhere or means something else; what is only added
/// gets a LATER row in schema.def instead. Readers of older ones stay.
inline constexpr int schema_version = 2;
inline constexpr int oldest_schema_read = 1;
/// Files of more cells have no /design/cell_label.
inline constexpr std::uint64_t most_labelled_cells = 65536;

enum class AxisId {
#define AXIS(id, ...) id,
#define GROUP(...)
#define DATASET(...)
#define LATER(...)
#include "host/store/schema.def"
#undef LATER
#undef AXIS
#undef GROUP
#undef DATASET
};

/// Everything that decides which datasets a file has, and how long they are.
struct SchemaCounts {
  std::uint64_t arms = 1, points_total = 1, points = 1, replicates = 1, cells = 1;
  std::uint64_t day = 1, since_action = 1;  ///< times on each axis
  std::uint64_t paths = 0;                  ///< kept economies of the file's points
  bool shard = false;
  std::vector<std::string> varied;    ///< keys of the varied parameters
  std::vector<std::uint64_t> inputs;  ///< bytes of each file that was read
};

/// A dataset, or an axis, that a file must hold.
struct PlannedDataset {
  std::string group, name, unit, sentence;
  hdf5::Type type;
  std::vector<std::string> axes;  ///< of a dataset; an axis is its own
  hdf5::Shape shape;
  bool is_axis = false;
  bool later = false;         ///< files of this schema from before it may lack it
  AxisId axis = AxisId::arm;  ///< where it is one
  int item = -1;              ///< index of its outcome, series, path quantity, varied key or input
  double packs = 1;           ///< bytes in the file for one in memory

  std::string path() const { return "/" + group + "/" + name; }
};

/// Groups that hold no dataset say why in the attribute `note`.
struct PlannedGroup {
  std::string name, note;  ///< note: empty where it holds datasets
};

/// In the order of schema.def; the axes of a group before the datasets on them. Of all groups, or
/// of `only` one.
std::vector<PlannedDataset> planned_datasets(const SchemaCounts& counts,
                                             const std::string& only = "");
/// An axis on its own, for other files than results files.
PlannedDataset planned_axis(AxisId axis, const SchemaCounts& counts);
std::vector<PlannedGroup> planned_groups(const SchemaCounts& counts);

/// True for outcomes that are 0 or 1.
bool is_flag(const OutcomeInfo& info);
/// Index of the indicator that goes with a time, or -1.
int observed_of(int outcome);
/// "day" or "since_action".
const char* axis_name(TimeAxis axis);

}  // namespace taosweep
