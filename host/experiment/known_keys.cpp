#include "host/experiment/known_keys.hpp"

#include "host/text/parameter_text.hpp"

namespace taosweep {

const std::vector<std::string>& known_keys() {
  static const auto keys = [] {
    auto all = parameter_keys();
    for (const auto& setting : setting_table) all.emplace_back(setting.key);
    return all;
  }();
  return keys;
}

const std::vector<std::string>& known_sections() {
  static const auto sections = [] {
    std::vector<std::string> all;
    for (const auto& key : parameter_keys()) {
      const auto group = key.substr(0, key.find('.'));
      if (all.empty() || all.back() != group) all.push_back(group);
    }
    all.insert(all.end(), {"vary", "depend", "arms", "contrasts", "sweep", "keep"});
    return all;
  }();
  return sections;
}

}  // namespace taosweep
