#include "host/run/file_size.hpp"

#include <algorithm>

#include "host/run/spread.hpp"
#include "host/store/file/create.hpp"
#include "host/store/hdf5/packer.hpp"

namespace taosweep {
namespace {

// Measured on files of ten shapes, within a twentieth each; with hundreds of arms or cells they are
// up to 6 % smaller than foretold.
constexpr double fixed_bytes = 4000;      // root, attributes, config
constexpr double dataset_bytes = 780;     // of a dataset, besides its numbers: name, axes, unit
constexpr double compressed_bytes = 900;  // of a compressed one: filters, place of its blocks
constexpr double text_bytes = 40;         // of a text

constexpr double fewest_bytes = 256;  // that tell how numbers pack
constexpr std::uint64_t most_bytes = 1 << 17;
constexpr std::uint64_t most_rows = 4;

double bytes_in_memory(const PlannedDataset& planned) {
  double bytes = planned.type == hdf5::Type::text
                     ? text_bytes
                     : static_cast<double>(hdf5::bytes_of(planned.type));
  for (const std::uint64_t length : planned.shape) bytes *= static_cast<double>(length);
  return bytes;
}

/// The tree by which HDF5 finds the blocks of a dataset: nodes of 64 children, with a key of every
/// axis before and after each, half full but for the last: HDF5 halves a full one. Nine tenths full
/// where blocks come in their order, as those of paths do, economy by economy.
double tree_bytes(const PlannedDataset& planned, const hdf5::Shape& block) {
  double blocks = 1;
  for (std::size_t axis = 0; axis < block.size(); ++axis)
    blocks *= static_cast<double>((planned.shape[axis] + block[axis] - 1) / block[axis]);
  const double node = 24 + 64 * 8 + 65 * (8 + 8 * (static_cast<double>(block.size()) + 1));
  const double children = 64 * (planned.group == "paths" ? 0.9 : 0.5);
  return node * (blocks <= 64 ? 1 : 1 + blocks / children);
}

/// What a byte more adds to packed bytes: few of them say it badly themselves, since each block has
/// a head and a table of its own.
double marginal(hdf5::Packer& packer, hdf5::Type type, std::vector<std::byte> bytes) {
  const auto packed = [&] { return static_cast<double>(packer.packed(type, bytes)); };
  const double all = packed(), length = static_cast<double>(bytes.size());
  const std::uint64_t unit = hdf5::bytes_of(type);
  bytes.resize(bytes.size() / unit / 2 * unit);
  const double more = length - static_cast<double>(bytes.size());
  return std::clamp((all - packed()) / more, 0.0, all / length);
}

/// The same of a dataset's numbers, each place on the first axis by itself, as blocks of the file
/// are: an arm that repeats another would pack to nothing beside it.
double marginal_of(hdf5::Packer& packer, const PlannedDataset& planned,
                   const hdf5::Dataset& dataset) {
  hdf5::Shape start(planned.shape.size(), 0), count = planned.shape;
  if (count.size() > 1) count.front() = 1;
  const std::uint64_t rows = std::min(most_rows, planned.shape.front() / count.front());
  double sum = 0;
  for (start.front() = 0; start.front() < rows; ++start.front()) {
    auto bytes = dataset.bytes_of_block(start, count);
    bytes.resize(std::min<std::uint64_t>(bytes.size(), most_bytes));
    sum += marginal(packer, planned.type, std::move(bytes));
  }
  return sum / static_cast<double>(rows);
}

/// Of a dataset that is as long in the file as here: its very blocks, a few from all over it.
/// Half of them could not stand for all: along a time axis numbers end where economies do.
double packing_of_blocks(hdf5::Packer& packer, const PlannedDataset& planned,
                         const hdf5::Shape& block, const hdf5::Dataset& dataset) {
  hdf5::Shape grid;
  for (std::size_t axis = 0; axis < block.size(); ++axis)
    grid.push_back((planned.shape[axis] + block[axis] - 1) / block[axis]);
  const std::uint64_t at_most =
      most_rows * most_bytes / (hdf5::elements(block) * hdf5::bytes_of(planned.type));
  double packed = 0, length = 0;
  for (std::uint64_t position : spread(hdf5::elements(grid), std::max(most_rows, at_most))) {
    hdf5::Shape start(block.size()), count(block.size());
    for (std::size_t axis = block.size(); axis-- > 0; position /= grid[axis]) {
      start[axis] = position % grid[axis] * block[axis];
      count[axis] = std::min(block[axis], planned.shape[axis] - start[axis]);
    }
    const std::vector<std::byte> bytes = dataset.bytes_of_block(start, count);
    length += static_cast<double>(bytes.size());
    packed += static_cast<double>(packer.packed(planned.type, bytes));
  }
  return packed / length;
}

/// HDF5's cache of blocks (Group::dataset): two for each place on the first axis.
double cache_bytes(const PlannedDataset& planned, const hdf5::Shape& block, double raw) {
  constexpr double most = 1 << 20;  // [B]
  const double rows =
      static_cast<double>(planned.shape.front()) / static_cast<double>(block.front());
  return std::min(
      {most, raw,
       2 * rows * static_cast<double>(hdf5::elements(block) * hdf5::bytes_of(planned.type))});
}

/// Datasets of a group that are stored in one piece. They wait in memory where all of the group are
/// such numbers (Group::create_all), and are open where not.
struct SmallOnes {
  double datasets = 0, bytes = 0;
  bool wait = true;

  void add(const PlannedDataset& planned, double raw, bool cut) {
    wait = wait && !cut && planned.type != hdf5::Type::text;
    if (cut) return;
    ++datasets;
    bytes += raw;
  }
  double amount() const { return wait ? bytes : datasets; }
};

}  // namespace

Packing packing_of(const SchemaCounts& counts, const hdf5::File& file, const SchemaCounts& whole) {
  std::map<std::string, hdf5::Shape> shapes;
  for (const PlannedDataset& planned : planned_datasets(whole))
    shapes.emplace(planned.path(), planned.shape);
  Packing packing;
  hdf5::Packer packer;
  for (const PlannedDataset& planned : planned_datasets(counts)) {
    if (planned.is_axis || planned.type == hdf5::Type::text) continue;
    const double rows = planned.shape.size() > 1 ? static_cast<double>(planned.shape.front()) : 1;
    if (bytes_in_memory(planned) / rows < fewest_bytes) continue;
    const hdf5::Dataset dataset = file.group(planned.group).dataset(planned.name);
    const auto in_whole = shapes.find(planned.path());
    const hdf5::Shape block = chunk_of(planned);
    packing[planned.path()] =
        !block.empty() && in_whole != shapes.end() && in_whole->second == planned.shape
            ? packing_of_blocks(packer, planned, block, dataset)
            : marginal_of(packer, planned, dataset);
  }
  return packing;
}

FileSize file_size(const SchemaCounts& counts, const Packing& packing) {
  FileSize size{fixed_bytes};
  std::map<std::string, SmallOnes> small;
  for (const PlannedDataset& planned : planned_datasets(counts)) {
    const double raw = bytes_in_memory(planned);
    const hdf5::Shape block = chunk_of(planned);
    const auto known = packing.find(planned.path());
    const double packs = known == packing.end() ? planned.packs : known->second;
    if (block.empty() && planned.is_axis)
      ++size.open;
    else
      small[planned.group].add(planned, raw, !block.empty());
    if (planned.group == "series" && !block.empty())
      size.blocks += cache_bytes(planned, block, raw);
    size.file += dataset_bytes;
    size.file += block.empty() ? raw : raw * packs + compressed_bytes + tree_bytes(planned, block);
    ++size.datasets;
  }
  for (const auto& [group, ones] : small) (ones.wait ? size.held : size.open) += ones.amount();
  return size;
}

}  // namespace taosweep
