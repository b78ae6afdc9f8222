#include "host/design/blocks.hpp"

#include <algorithm>

#include "host/design/design.hpp"
#include "host/text/parameter_text.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t most_rows = 1000000;

std::vector<std::string> keys_of(const VaryBlock& block) {
  std::vector<std::string> keys;
  for (const Axis& axis : block.axes) keys.insert(keys.end(), axis.keys.begin(), axis.keys.end());
  return keys;
}

std::vector<std::string> keys_of_all(const std::vector<VaryBlock>& blocks) {
  std::vector<std::string> all;
  for (const VaryBlock& block : blocks)
    for (const std::string& key : keys_of(block))
      if (std::find(all.begin(), all.end(), key) == all.end()) all.push_back(key);
  return all;
}

bool has(const CellBlock& block, const std::string& key) {
  return std::find(block.keys.begin(), block.keys.end(), key) != block.keys.end();
}

}  // namespace

void check_block_name(const std::string& name) {
  const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
  if (!good) throw UsageError("'" + name + "': a name of letters a to z, digits, - and _");
}

Axis axis_of_blocks(const std::vector<VaryBlock>& blocks, const Parameters& base) {
  Axis all;
  all.keys = keys_of_all(blocks);
  std::vector<double> common;
  for (const std::string& key : all.keys) common.push_back(parameter(key).of(base));
  for (const VaryBlock& block : blocks) {
    if (cell_count_of(block.axes) + all.values.size() > most_rows)
      throw UsageError("the [vary NAME] sections have more than 1000000 cells");
    const std::vector<std::string> keys = keys_of(block);
    const Points points = make_design(block.axes, std::nullopt, {}).points;
    for (std::size_t point = 0; point < points.size(); ++point) {
      auto& row = all.values.emplace_back(common);
      for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto at = std::find(all.keys.begin(), all.keys.end(), keys[i]);
        row[static_cast<std::size_t>(at - all.keys.begin())] = points[point][i];
      }
    }
  }
  return all;
}

std::vector<CellBlock> cell_blocks_of(const std::vector<VaryBlock>& blocks) {
  std::vector<CellBlock> all;
  for (const VaryBlock& block : blocks)
    all.push_back({block.name, keys_of(block), cell_count_of(block.axes)});
  return all;
}

const CellBlock* block_of_cell(const std::vector<CellBlock>& blocks, std::uint64_t cell,
                               std::uint64_t cells) {
  std::uint64_t rows = 0;
  for (const CellBlock& block : blocks) rows += block.rows;
  if (rows == 0 || cells < rows) return nullptr;
  std::uint64_t row = cell / (cells / rows);
  for (const CellBlock& block : blocks) {
    if (row < block.rows) return &block;
    row -= block.rows;
  }
  return nullptr;
}

bool shows(const std::vector<CellBlock>& blocks, const CellBlock& block, const std::string& key) {
  return has(block, key) || std::none_of(blocks.begin(), blocks.end(),
                                         [&](const CellBlock& other) { return has(other, key); });
}

}  // namespace taosweep
