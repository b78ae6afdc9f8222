// What to say about an option that a command does not take.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// What a command takes.
struct KnownOptions {
  std::vector<std::string> names;  ///< "--device", "-o", ...
  bool sets = false;               ///< --set is among them
};

/// "there is no option --days: write --set time.days=30" where a key of the config has that name;
/// else the nearest option. `typed` is the option with its dashes, perhaps followed by =VALUE;
/// `next` the word after it.
std::string unknown_option(const std::string& typed, const std::string& next,
                           const KnownOptions& known);

}  // namespace taosweep
