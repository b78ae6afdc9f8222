#include "host/config/set_option.hpp"

#include <algorithm>
#include <set>

#include "host/text/near_key.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

// Section and key of "time.days", "vary.attack.day", "arm NAME.protocol.tempo", "era NAME.tempo" or
// "title". A name may hold dots.
ConfigLine line_of(const std::string& full_key) {
  ConfigLine line;
  auto dot = full_key.find('.');
  if (full_key.starts_with("arm ")) {
    dot = full_key.rfind('.');
    if (dot != std::string::npos && dot > 0) dot = full_key.rfind('.', dot - 1);
  }
  if (full_key.starts_with("era ")) dot = full_key.rfind('.');
  if (dot == std::string::npos) {
    line.key = full_key;
  } else {
    line.section = trimmed(full_key.substr(0, dot));
    line.key = normalised_key(full_key.substr(dot + 1));
  }
  return line;
}

void remove(ConfigText& config, const ConfigLine& line) {
  const auto same = [&](const auto& other) { return other.full_key() == line.full_key(); };
  if (std::erase_if(config.lines, same) > 0) return;
  std::vector<std::string> keys;
  for (const auto& other : config.lines) keys.push_back(other.full_key());
  const std::string near = nearest(line.full_key(), keys);
  throw UsageError(line.where + ": an empty value removes a line, but the config has no line for " +
                   line.full_key() + (near.empty() ? "" : "; the nearest is " + near));
}

// The line that "key=value" stands for, read as a config would read it.
ConfigLine line_of_set(const std::string& set) {
  const std::string where = "--set " + set;
  const auto equals = set.find('=');
  if (equals == std::string::npos || trimmed(set.substr(0, equals)).empty()) {
    throw UsageError(where + ": expected key=value, such as time.days=30");
  }
  if (set.find_first_of("\n\r") != std::string::npos) {
    throw UsageError(where + ": a line end cannot stand in a value");
  }
  if (const std::string why = reason_not_text(set); !why.empty())
    throw UsageError(where + ": " + why);
  ConfigLine line = line_of(trimmed(set.substr(0, equals)));
  if (!line.is_text() && set.find('#') != std::string::npos) {
    throw UsageError(where +
                     ": # starts a comment in a config; only title, question and hypothesis hold "
                     "one");
  }
  line.value = trimmed(set.substr(equals + 1));
  line.where = where;
  line.from_set = true;
  return line;
}

}  // namespace

void apply_sets(ConfigText& config, const std::vector<std::string>& sets) {
  std::set<std::string> seen;
  for (const auto& set : sets) {
    const ConfigLine line = line_of_set(set);
    if (!seen.insert(line.full_key()).second) {
      throw UsageError(line.where + ": " + line.full_key() + " is set twice on the command line");
    }
    if (line.value.empty() && !line.is_text()) {
      remove(config, line);
      continue;
    }
    const auto old = std::find_if(config.lines.begin(), config.lines.end(), [&](const auto& other) {
      return other.full_key() == line.full_key();
    });
    if (old == config.lines.end()) {
      config.lines.push_back(line);
    } else {
      *old = line;
    }
    const bool new_section =
        std::none_of(config.sections.begin(), config.sections.end(),
                     [&](const auto& section) { return section.name == line.section; });
    if (new_section && !line.section.empty()) config.sections.push_back({line.section, line.where});
  }
}

}  // namespace taosweep
