// What to say about a command that there is not, or an option that a command does not take.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// What a command takes.
struct KnownOptions {
  std::vector<std::string> names;       ///< "--device", "-o", ...
  bool sets = false;                    ///< --set is among them
  std::vector<std::string> flags = {};  ///< those of them that take no value
};

/// "there is no option --days: write --set time.days=30" where a key of the config has that name;
/// else the nearest option. `typed` is the option with its dashes, perhaps followed by =VALUE;
/// `next` the word after it.
std::string unknown_option(const std::string& typed, const std::string& next,
                           const KnownOptions& known);

/// The same of the first among the words of a command line that is unknown, or that takes no value
/// and has one; empty where all are known. A value may begin with a dash, but not with a letter
/// after it.
std::string first_unknown_option(const std::vector<std::string>& words, const KnownOptions& known);

/// Throws UsageError for a first word that is neither a command nor an option: the parser alone
/// would only call it unexpected.
void check_first_word(const std::vector<std::string>& commands, const std::string& word);

}  // namespace taosweep
