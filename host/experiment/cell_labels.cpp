#include "host/experiment/cell_labels.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/design/design.hpp"
#include "host/store/schema.hpp"
#include "host/text/near_key.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_shown = 12;

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

std::vector<std::string> cell_labels(const std::vector<VariedKey>& varied, const Points& of_cells,
                                     const std::vector<CellBlock>& blocks) {
  std::vector<std::string> labels;
  for (std::size_t cell = 0; cell < of_cells.size(); ++cell) {
    std::vector<std::string> values;
    const CellBlock* block = block_of_cell(blocks, cell, of_cells.size());
    for (std::size_t i = 0; i < varied.size(); ++i) {
      if (!varied[i].listed() || (block && !shows(blocks, *block, varied[i].key))) continue;
      values.push_back(varied[i].key + "=" +
                       value_text(parameter(varied[i].key), of_cells[cell][i]));
    }
    labels.push_back((block ? block->name + ": " : "") +
                     (values.empty() ? "all points" : joined(values)));
  }
  return labels;
}

std::vector<std::string> cell_labels(const Request& request) {
  if (const std::uint64_t cells = cell_count_of(request.axes); cells > most_labelled_cells)
    throw UsageError(fmt::format("[vary] makes {} cells, and more than {} have no labels", cells,
                                 most_labelled_cells));
  std::vector<Axis> listed;
  for (const Axis& axis : request.axes)
    if (!axis.sampled) listed.push_back(axis);
  const Design design = make_design(listed, std::nullopt, {});
  return cell_labels(design.varied, design.points, cell_blocks_of(request.blocks));
}

std::string cells_text(const std::vector<std::string>& labels) {
  const std::size_t shown = std::min(labels.size(), most_shown);
  const std::vector<std::string> first(labels.begin(),
                                       labels.begin() + static_cast<std::ptrdiff_t>(shown));
  return joined(first, "; ") +
         (shown < labels.size() ? fmt::format("; and {} more", labels.size() - shown) : "");
}

std::uint32_t cell_named(const std::string& name, const std::vector<std::string>& labels) {
  const std::string wanted = without_blanks(name);
  const auto is_it = [&](const std::string& label) { return without_blanks(label) == wanted; };
  const auto found = std::find_if(labels.begin(), labels.end(), is_it);
  if (found == labels.end())
    throw UsageError(fmt::format("there is no cell '{}'; the nearest is '{}'. There is: {}", name,
                                 nearest(name, labels), cells_text(labels)));
  return static_cast<std::uint32_t>(found - labels.begin());
}

}  // namespace taosweep
