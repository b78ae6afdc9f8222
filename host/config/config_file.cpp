#include "host/config/config_file.hpp"

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <sstream>

#include "host/config/line_index.hpp"

namespace taosweep {
namespace po = boost::program_options;

bool is_text_key(const std::string& key) {
  return key == "title" || key == "question" || key == "hypothesis";
}

std::string normalised_key(const std::string& key) {
  if (!key.starts_with("zip")) return key;
  std::string normal;
  for (const char c : key) {
    if (c == ' ' || c == '\t') continue;
    normal += c;
    if (c == ',') normal += ' ';
  }
  return normal;
}

ConfigText parse_config(const std::string& text, const std::string& name) {
  const std::string byte_order_mark = "\xEF\xBB\xBF";
  const std::string body = text.starts_with(byte_order_mark) ? text.substr(3) : text;
  const LineIndex index = index_lines(body, name);
  const auto where = [&](int line) { return name + ":" + std::to_string(line); };

  // Every key is let through here, since the tokeniser's own
  // complaint names neither line nor nearest key.
  std::istringstream stream(body);
  const auto parsed = po::parse_config_file(stream, po::options_description(), true);

  ConfigText config;
  for (const auto& line : index.sections) {
    config.sections.push_back({line.section, where(line.number)});
  }
  for (std::size_t i = 0; i < parsed.options.size(); ++i) {
    const SettingLine& line = index.settings.at(i);
    const std::string key = parsed.options[i].string_key.substr(line.prefix.size());
    config.lines.push_back({line.section, normalised_key(key),
                            line.text.value_or(parsed.options[i].value.at(0)), where(line.number)});
  }
  return config;
}

}  // namespace taosweep
