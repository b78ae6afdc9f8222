#include "host/config/line_index.hpp"

#include <sstream>

#include "host/config/config_file.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

// "title" of `title = Run #5`, where the line is one of a text at the top of a file.
bool is_text_line(const std::string& section, const std::string& raw, std::size_t equals) {
  return section.empty() && equals != std::string::npos &&
         is_text_key(trimmed(raw.substr(0, equals)));
}

}  // namespace

LineIndex index_lines(const std::string& text, const std::string& name) {
  LineIndex index;
  std::string section, prefix, raw;
  std::istringstream stream(text);
  for (int number = 1; std::getline(stream, raw); ++number) {
    const auto refuse = [&](const std::string& why) {
      throw UsageError(name + ":" + std::to_string(number) + ": " + why);
    };
    if (raw.ends_with('\r')) raw.pop_back();
    // In comments too: they are kept in the results file, and a comment may hide a line end.
    if (const std::string why = reason_not_text(raw); !why.empty()) refuse(why);
    const std::string line = trimmed(raw.substr(0, raw.find('#')));
    if (line.empty()) continue;
    if (line.front() == '[') {
      const bool is_cut = raw.find(']') != std::string::npos && raw.find('#') < raw.find(']');
      if (is_cut)
        refuse("'" + trimmed(raw) + "': # starts a comment, so no name of a section holds one");
      if (line.back() != ']')
        refuse("'" + line + "': a section ends with ], and nothing follows it");
      const std::string between = line.substr(1, line.size() - 2);
      section = trimmed(between);
      if (section.empty()) refuse("a section needs a name: [time], [vary], ...");
      prefix = between.back() == '.' ? between : between + ".";
      index.sections.push_back({number, section});
      continue;
    }
    const auto equals = line.find('=');
    if (equals == std::string::npos)
      refuse("'" + line + "': expected `key = value` or `[section]`");
    if (equals == 0) refuse("'" + line + "': no key before the =");
    SettingLine setting{number, section, prefix, std::nullopt};
    if (const auto at = raw.find('='); is_text_line(section, raw, at))
      setting.text = trimmed(raw.substr(at + 1));
    index.settings.push_back(setting);
  }
  return index;
}

}  // namespace taosweep
