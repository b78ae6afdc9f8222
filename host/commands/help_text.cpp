#include "host/commands/help_text.hpp"

#include <algorithm>
#include <vector>

#include "host/usage_error.hpp"
#include "host/experiment/known_keys.hpp"
#include "host/text/near_key.hpp"
#include "host/text/parameter_text.hpp"
#include "kernels/protocol/era.hpp"

namespace taosweep {
namespace {

std::string row(const std::string& key, const std::string& fallback, const std::string& range,
                const std::string& sentence, const std::string& source) {
  std::string text = key + " = " + fallback;
  text.resize(std::max<std::size_t>(text.size() + 2, 40), ' ');
  text += range + "\n    " + sentence;
  if (!source.empty()) text += "\n    source: " + source;
  return text + "\n";
}

std::string short_era(const Era& era) {
  return std::string(era.name) + "  (" + era.chain_versions + "; " + era.dates + ")\n    " +
         era.sentence + "\n";
}

std::string long_era(const Era& era) {
  std::string text = short_era(era) + "  stages of a block, in order:\n";
  for (const char* stage : era.stages) {
    if (stage) text += "    " + std::string(stage) + "\n";
  }
  text += "  constants:\n";
  for (const auto& setting : era.settings) {
    if (!setting.key) continue;
    const auto& info = parameter(setting.key);
    text += "    " + std::string(setting.key) + " = " + value_text(info, setting.value) +
            (std::string(info.unit) == "1" ? "" : " " + std::string(info.unit)) + "\n";
  }
  return text;
}

}  // namespace

std::string params_text(const std::string& prefix) {
  std::string text;
  for (const auto& info : parameter_table) {
    if (!std::string(info.key).starts_with(prefix)) continue;
    text += row(info.key, value_text(info, info.fallback), range_text(info), info.sentence,
                info.source);
  }
  for (const auto& setting : setting_table) {
    if (!std::string(setting.key).starts_with(prefix)) continue;
    text += row(setting.key, setting.fallback, setting.range, setting.sentence, "");
  }
  if (text.empty()) throw UsageError(unknown_key(prefix, known_keys()));
  return text;
}

std::string eras_text(const std::string& name) {
  std::string text;
  std::vector<std::string> names;
  for (const auto& era : era_table) {
    if (era.name == name) return long_era(era);
    names.emplace_back(era.name);
    text += short_era(era);
  }
  if (name.empty()) return text;
  throw UsageError("unknown era " + name + "; the nearest is " + nearest(name, names) +
                   " (`taosweep eras` lists all)");
}

}  // namespace taosweep
