#include "host/commands/unknown_option.hpp"

#include <algorithm>
#include <cctype>

#include "host/commands/option_text.hpp"
#include "host/experiment/known_keys.hpp"
#include "host/text/near_key.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

/// Dots, dashes and underlines are one sign here, as people mix them.
std::string levelled(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string last_part(const std::string& key) {
  return key.substr(key.rfind('.') + 1);
}

/// Keys that are named so, in full or without their section.
std::vector<std::string> keys_named(const std::string& name) {
  std::vector<std::string> in_full, in_part;
  for (const std::string& key : known_keys()) {
    if (levelled(key) == levelled(name)) in_full.push_back(key);
    if (levelled(last_part(key)) == levelled(name)) in_part.push_back(key);
  }
  return in_full.empty() ? in_part : in_full;
}

/// Keys of the run as a whole, which are meant more often than those of a cohort.
bool is_of_the_run(const std::string& key) {
  return key.starts_with("time.") || key.starts_with("sweep.") || key.starts_with("keep.");
}

std::string advice(std::vector<std::string> keys, const std::string& value) {
  const std::string given = value.empty() ? "VALUE" : value;
  std::stable_partition(keys.begin(), keys.end(), is_of_the_run);
  if (keys.size() > 1 && !is_of_the_run(keys.front()))
    return "write --set KEY=" + given + " with one of the keys " + joined(keys);
  const std::string set = "write --set " + shell_word(keys.front() + "=" + given);
  keys.erase(keys.begin());
  return set + (keys.empty() ? "" : " (there is " + joined(keys) + " too)");
}

/// The nearest of the candidates; one that goes on where the word stops comes first.
std::string nearest_of(const std::string& word, const std::vector<std::string>& candidates) {
  const auto longer = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const auto& each) { return each.starts_with(word); });
  if (word.size() > 3 && longer != candidates.end()) return *longer;
  const std::string near = nearest(word, candidates);
  const bool is_near = edit_distance(word, near) <= static_cast<int>(word.size() - 2) / 2;
  return is_near ? near : "";
}

}  // namespace

std::string unknown_option(const std::string& typed, const std::string& next,
                           const KnownOptions& known) {
  const auto equals = typed.find('=');
  const std::string option = typed.substr(0, equals);
  const std::string name = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  std::string value = next.starts_with("-") ? "" : next;
  if (equals != std::string::npos) value = typed.substr(equals + 1);

  const std::string what = "there is no option " + option;
  std::vector<std::string> candidates = known.names;
  if (known.sets) {
    const std::vector<std::string> keys = keys_named(name);
    if (!keys.empty()) return what + ": " + advice(keys, value);
    for (const std::string& key : known_keys()) {
      candidates.push_back("--" + key);
      candidates.push_back("--" + last_part(key));
    }
  }
  const std::string near = nearest_of("--" + name, candidates);
  if (near.empty()) return what;
  const bool is_option = std::count(known.names.begin(), known.names.end(), near) > 0;
  if (is_option) return what + "; the nearest is " + near;
  return what +
         "; the nearest is a key of the config: " + advice(keys_named(near.substr(2)), value);
}

std::string first_unknown_option(const std::vector<std::string>& words, const KnownOptions& known) {
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::count(names.begin(), names.end(), name) > 0;
  };
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    const std::string &word = words[i], name = word.substr(0, word.find('='));
    const auto letter = name.find_first_not_of('-');
    if (letter == 0 || letter == std::string::npos || std::isdigit(name[letter])) continue;
    if (name != word && has(known.flags, name))
      return name + " takes no value: write " + name + " alone, or leave it out";
    if (has(known.names, name)) continue;
    return unknown_option(word, i + 1 < words.size() ? words[i + 1] : "", known);
  }
  return "";
}

void check_first_word(const std::vector<std::string>& commands, const std::string& word) {
  const std::string list = joined(commands);
  if (word.empty()) throw UsageError("which command? There is: " + list + " (`taosweep --help`)");
  if (word.starts_with("-") || std::count(commands.begin(), commands.end(), word)) return;
  throw UsageError("'" + word + "' is no command; the nearest is " + nearest(word, commands) +
                   ". There is: " + list);
}

}  // namespace taosweep
