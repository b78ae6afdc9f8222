// Cells of a map by name: "attack.day=30, attack.subnet=fresh".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/design/blocks.hpp"
#include "host/design/points.hpp"
#include "host/experiment/request.hpp"

namespace taosweep {

/// Values of the listed keys in each cell, of which `of_cells` has a point; of a block with its
/// name before, and of what it varies. "all points" where nothing is listed.
std::vector<std::string> cell_labels(const std::vector<VariedKey>& varied, const Points& of_cells,
                                     const std::vector<CellBlock>& blocks);

/// The same before any point is drawn. Throws UsageError for more cells than files label.
std::vector<std::string> cell_labels(const Request& request);

/// The first labels, with how many more there are.
std::string cells_text(const std::vector<std::string>& labels);

/// Number of the cell of a label, whose blanks do not count. Throws UsageError with the nearest and
/// the list where there is none.
std::uint32_t cell_named(const std::string& name, const std::vector<std::string>& labels);

}  // namespace taosweep
