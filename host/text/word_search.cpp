#include "host/text/word_search.hpp"

#include <algorithm>

#include "host/text/near_key.hpp"

namespace taosweep {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Bytes above 0x7F belong to letters that are no ASCII.
bool is_part_of_word(char c) {
  const char l = lower(c);
  return (l >= 'a' && l <= 'z') || (l >= '0' && l <= '9') || static_cast<signed char>(c) < 0;
}

}  // namespace

bool mentions(std::string_view text, std::string_view word) {
  if (word.empty()) return true;
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  for (auto from = text.begin();; ++from) {
    from = std::search(from, text.end(), word.begin(), word.end(), same);
    if (from == text.end()) return false;
    const auto end = from + static_cast<std::ptrdiff_t>(word.size());
    const bool starts = from == text.begin() || !is_part_of_word(from[-1]);
    const bool ends = end == text.end() || !is_part_of_word(*end);
    if (starts && (ends || word.size() > 2)) return true;
  }
}

std::vector<std::size_t> rows_with(std::span<const SearchRow> rows, std::string_view word) {
  std::vector<std::size_t> found, others;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key.starts_with(word))
      found.push_back(i);
    else if (mentions(rows[i].key, word) ||
             std::any_of(rows[i].texts.begin(), rows[i].texts.end(),
                         [&](const std::string& text) { return mentions(text, word); }))
      others.push_back(i);
  }
  found.insert(found.end(), others.begin(), others.end());
  return found;
}

std::string nearest_row(std::span<const SearchRow> rows, std::string_view word) {
  std::vector<std::string> names;
  for (const SearchRow& row : rows) {
    names.push_back(row.key);
    for (std::size_t from = 0, at = 0; from < row.key.size(); from = at + 1) {
      at = std::min(row.key.find_first_of("._", from), row.key.size());
      names.push_back(row.key.substr(from, at - from));
    }
    names.push_back(row.key.substr(0, row.key.find('.')));
  }
  return nearest(word, names);
}

}  // namespace taosweep
