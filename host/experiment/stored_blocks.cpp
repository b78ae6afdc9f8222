#include "host/experiment/stored_blocks.hpp"

#include "host/config/config_file.hpp"

namespace taosweep {

std::vector<CellBlock> blocks_in(const std::string& resolved_config) {
  const ConfigText config = parse_config(resolved_config, "stored config");
  std::vector<VaryBlock> blocks;
  for (const ConfigSection& section : config.sections) {
    if (section.name == "vary" || !is_vary_section(section.name)) continue;
    VaryBlock block{section.name.substr(5), section.where, {}};
    for (const ConfigLine& line : config.lines)
      if (line.section == section.name) block.axes.push_back(parse_axis(line.key, line.value));
    blocks.push_back(block);
  }
  return cell_blocks_of(blocks);
}

}  // namespace taosweep
