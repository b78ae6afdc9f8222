#include "host/config/line_index.hpp"

#include <sstream>

#include "host/text/plain_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

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
    index.settings.push_back({number, section, prefix});
  }
  return index;
}

}  // namespace taosweep
