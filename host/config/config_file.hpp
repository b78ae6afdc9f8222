// Config files as a list of lines: sections, keys, values, and where each stands. No meaning yet.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// Keys at the top of a config whose values are texts: title, question, hypothesis. A text may hold
/// a #; elsewhere it starts a comment.
bool is_text_key(const std::string& key);

/// One `key = value`, from a config file or from --set.
struct ConfigLine {
  std::string section;  ///< "" at the top, "time", "vary", "arms", "arm NAME", "era NAME", ...
  std::string key;      ///< inside the section
  std::string value;    ///< without comment (but texts are whole) and surrounding white space
  std::string where;    ///< "configs/a.ini:12", or "--set time.days=3"
  bool from_set = false;

  /// "time.days"; a key at the top stands alone.
  std::string full_key() const { return section.empty() ? key : section + "." + key; }
  bool is_text() const { return section.empty() && is_text_key(key); }
};

struct ConfigSection {
  std::string name, where;
};

struct ConfigText {
  std::vector<ConfigLine> lines;
  std::vector<ConfigSection> sections;  ///< in the order of the file, repeats included
};

/// Splits the text of a config file. `name` is what messages call the file.
/// Throws UsageError "name:line: ..." for lines that are no setting and no section.
ConfigText parse_config(const std::string& text, const std::string& name);

/// `zip( a.b,c.d )` becomes `zip(a.b, c.d)`; other keys stay as they are.
std::string normalised_key(const std::string& key);

}  // namespace taosweep
