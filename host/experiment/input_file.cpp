#include "host/experiment/input_file.hpp"

#include <algorithm>
#include <filesystem>

#include "host/usage_error.hpp"

namespace taosweep {

FetchInput files_beside(const std::string& config_path) {
  namespace fs = std::filesystem;
  return [folder = fs::path(config_path).parent_path()](const ConfigLine& line,
                                                        const InputKind& kind) {
    const fs::path named = line.value;
    std::error_code absent;
    const bool from_here = line.from_set && fs::exists(named, absent);
    const fs::path path = from_here ? named : folder / named;
    return InputFile{named.filename().string(), read_input(path.string(), kind)};
  };
}

FetchInput files_among(const std::vector<InputFile>& inputs) {
  return [inputs](const ConfigLine& line, const InputKind&) {
    const auto found = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const InputFile& file) { return file.name == line.value; });
    if (found == inputs.end())
      throw UsageError(line.value + " is not among the inputs that are stored beside the config");
    return *found;
  };
}

}  // namespace taosweep
