#include "host/experiment/table_lines.hpp"

#include <algorithm>

#include "host/design/table_axis.hpp"

namespace taosweep {

std::vector<InputFile> spell_out_tables(ConfigText& config, const FetchInput& fetch,
                                        Complaints& complaints) {
  std::vector<InputFile> files;
  std::vector<ConfigLine> lines;
  for (ConfigLine line : config.lines) {
    // A line that cannot be spelt out is left out: one complaint is enough.
    complaints.during(line.where, [&] {
      const auto call = is_vary_section(line.section) ? table_call(line.value) : std::nullopt;
      if (!call) return lines.push_back(line);
      ConfigLine named = line;
      named.value = call->arguments.front();
      const InputFile file = fetch(named, {"table", "a CSV file whose first line names its columns",
                                           "an axis takes a thousand rows at most"});
      line.value = spelt_out(line.key, *call, file.bytes, file.name);
      const bool known = std::any_of(files.begin(), files.end(), [&](const InputFile& other) {
        return other.name == file.name && other.bytes == file.bytes;
      });
      if (!known) files.push_back(file);
      lines.push_back(line);
    });
  }
  config.lines = lines;
  return files;
}

}  // namespace taosweep
