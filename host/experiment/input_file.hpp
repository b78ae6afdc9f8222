// Files that an experiment rests on.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/config/config_file.hpp"
#include "host/text/read_input.hpp"

namespace taosweep {

/// A file that was read, as it was read.
struct InputFile {
  std::string name;  ///< its file name
  std::string bytes;
};

/// Brings the file that a line of a config names. Throws UsageError where there is none, in words
/// of its kind.
using FetchInput = std::function<InputFile(const ConfigLine& line, const InputKind& kind)>;

/// From the disk: beside the config where the config names it; what --set names is looked for from
/// where the program runs, and then beside the config.
FetchInput files_beside(const std::string& config_path);

/// From what a results file holds: the disk is not asked.
FetchInput files_among(const std::vector<InputFile>& inputs);

}  // namespace taosweep
