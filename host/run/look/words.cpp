#include "host/run/look/words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/statistics/findings.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

const char* name_of(AskedOf kind, bool many) {
  switch (kind) {
    case AskedOf::axis:
      return many ? "the axes" : "the axis";
    case AskedOf::arm_setting:
      return many ? "the arms' settings" : "the arms' setting";
    case AskedOf::setting:
      return many ? "the settings" : "the setting";
  }
  return "";
}

/// "attack.mode = meme_holders"; of a number only that
/// another one does it, since the one tried was any.
std::string switch_text(const Switch& one) {
  const std::string key = one.info->key;
  if (one.info->kind == ParameterKind::choice || key.starts_with("time."))
    return "with " + key + " = " + value_text(*one.info, one.value);
  return "with other values of " + key;
}

bool alike(const std::optional<Switch>& a, const std::optional<Switch>& b) {
  if (!a || !b) return !a && !b;
  const bool by_key = a->info->kind != ParameterKind::choice;
  return a->info == b->info && (by_key || a->value == b->value);
}

}  // namespace

std::vector<std::string> idle_sentences(const std::vector<Question>& idle,
                                        const std::vector<std::optional<Switch>>& switches) {
  std::vector<std::string> sentences;
  std::vector<bool> said(idle.size());
  for (std::size_t i = 0; i < idle.size(); ++i) {
    if (said[i]) continue;
    std::vector<std::string> keys;
    std::size_t tried = idle[i].tried;
    for (std::size_t k = i; k < idle.size(); ++k) {
      if (said[k] || idle[k].kind != idle[i].kind || !alike(switches[k], switches[i])) continue;
      said[k] = true;
      const std::string& where = idle[k].where;
      keys.push_back(idle[k].info->key + (where.empty() ? "" : " (" + where + ")"));
      tried = std::min(tried, idle[k].tried);
    }
    const bool many = keys.size() > 1;
    std::string text =
        fmt::format("{} {} change{} nothing in the {} tried", name_of(idle[i].kind, many),
                    listed(keys), many ? "" : "s", counted(tried, "economy"));
    if (switches[i])
      text += fmt::format("; {} {}", many ? "they do" : "it does", switch_text(*switches[i]));
    sentences.push_back(text);
  }
  return sentences;
}

}  // namespace taosweep
