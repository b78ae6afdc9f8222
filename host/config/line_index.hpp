// Where each setting of a config file stands: the tokeniser of config files keeps no line numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace taosweep {

/// A line `key = value`.
struct SettingLine {
  int number;           ///< from 1
  std::string section;  ///< trimmed text of the brackets above it; empty at the top of the file
  std::string prefix;   ///< what the tokeniser puts before the key: the raw text of the brackets
                        ///< and a dot
  std::optional<std::string> text;  ///< value of a text key, whole: the tokeniser cuts it at a #
};

/// A line `[section]`.
struct SectionLine {
  int number;
  std::string section;
};

struct LineIndex {
  std::vector<SettingLine> settings;
  std::vector<SectionLine> sections;
};

/// Walks over a config text. `#` starts a comment anywhere but in the value of a text key. Throws
/// UsageError "name:line: ..." at the first line that is
/// neither a section, nor a setting, nor empty.
LineIndex index_lines(const std::string& text, const std::string& name);

}  // namespace taosweep
