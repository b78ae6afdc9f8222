// Sections [vary NAME]: sub-experiments of one sweep, each with listed axes of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/design/vary.hpp"

namespace taosweep {

struct VaryBlock {
  std::string name, where;
  std::vector<Axis> axes;  ///< listed ones, a product
};

/// Throws UsageError for text that is no name of a block.
void check_block_name(const std::string& name);

/// The blocks as one listed axis of all their parameters: the cells of the first block, then those
/// of the next. What a block does not vary has its common value there. Throws UsageError where they
/// have too many cells.
Axis axis_of_blocks(const std::vector<VaryBlock>& blocks, const Parameters& base);

/// What labels need to know of a block.
struct CellBlock {
  std::string name;
  std::vector<std::string> keys;
  std::uint64_t rows;  ///< of the axis of blocks
};
std::vector<CellBlock> cell_blocks_of(const std::vector<VaryBlock>& blocks);

/// The block of a cell of so many; nullptr where there are no blocks.
const CellBlock* block_of_cell(const std::vector<CellBlock>& blocks, std::uint64_t cell,
                               std::uint64_t cells);

/// Whether a parameter means something in a block: it is varied there, or in all cells.
bool shows(const std::vector<CellBlock>& blocks, const CellBlock& block, const std::string& key);

}  // namespace taosweep
