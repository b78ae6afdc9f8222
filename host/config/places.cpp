#include "host/config/places.hpp"

#include <algorithm>
#include <cctype>

namespace taosweep {
namespace {

/// Keys of a line of [vary]: one, or those of zip(a.b, c.d).
std::vector<std::string> keys_of_axis(const std::string& text) {
  if (!text.starts_with("zip(")) return {text};
  std::vector<std::string> keys(1);
  for (const char c : text.substr(4)) {
    if (c == ',')
      keys.emplace_back();
    else if (c != ' ' && c != ')')
      keys.back() += c;
  }
  return keys;
}

bool is_part_of_key(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Where a sentence names a key, and not a longer one that holds it.
std::size_t mention(const std::string& sentence, const std::string& key) {
  for (auto at = sentence.find(key); at != std::string::npos; at = sentence.find(key, at + 1)) {
    const std::size_t end = at + key.size();
    const bool starts = at == 0 || (!is_part_of_key(sentence[at - 1]) && sentence[at - 1] != '.');
    if (starts && (end == sentence.size() || !is_part_of_key(sentence[end]))) return at;
  }
  return std::string::npos;
}

}  // namespace

Places::Places(const ConfigText& config, std::string name) : name_(std::move(name)) {
  for (const ConfigLine& line : config.lines) {
    const bool arms = line.section == "arms" || line.section.starts_with("arm ");
    std::vector<std::string> keys{arms ? line.key : line.full_key()};
    if (line.section == "vary" || line.section.starts_with("vary ")) keys = keys_of_axis(line.key);
    if (line.section == "depend") keys = {line.key};
    for (const std::string& key : keys)
      entries_.push_back({key, line.where, line.from_set, arms, false});
    // Sentences say of a rule what its key is, whoever gives its value.
    if (line.section.starts_with("era "))
      entries_.push_back({"protocol." + line.key, line.where, line.from_set, false, true});
  }
}

std::string Places::choice(const std::vector<const Entry*>& entries) const {
  for (const Entry* entry : entries)
    if (entry->from_set) return entry->where;
  return entries.empty() ? name_ : entries.front()->where;
}

std::string Places::of(std::initializer_list<std::string> keys) const {
  std::vector<const Entry*> found;
  for (const std::string& key : keys)
    for (const Entry& entry : entries_)
      if (entry.key == key) found.push_back(&entry);
  return choice(found);
}

std::string Places::of_arms() const {
  std::vector<const Entry*> found;
  for (const Entry& entry : entries_)
    if (entry.of_arms) found.push_back(&entry);
  return choice(found);
}

std::map<std::string, std::string> Places::all() const {
  std::map<std::string, std::string> places;
  for (const Entry& entry : entries_)
    if (!entry.of_era) places.emplace(entry.key, entry.where);
  for (const Entry& entry : entries_)
    if (entry.from_set && !entry.of_era) places[entry.key] = entry.where;
  return places;
}

std::string Places::of_sentence(const std::string& sentence) const {
  std::vector<std::pair<std::size_t, const Entry*>> named;
  for (const Entry& entry : entries_) {
    const std::size_t at = mention(sentence, entry.key);
    if (at != std::string::npos) named.emplace_back(at, &entry);
  }
  std::stable_sort(named.begin(), named.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Entry*> found;
  for (const auto& [at, entry] : named) found.push_back(entry);
  return choice(found);
}

}  // namespace taosweep
