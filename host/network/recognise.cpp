#include "host/network/recognise.hpp"

#include <algorithm>

#include "host/network/formats/all.hpp"
#include "host/text/shortened.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

std::vector<std::string> missing_of(const FileRows& rows, const std::string& marks) {
  std::vector<std::string> missing;
  for (const std::string& key : split(marks, ' '))
    if (std::find(rows.keys.begin(), rows.keys.end(), key) == rows.keys.end())
      missing.push_back(key);
  return missing;
}

bool has_one(const FileRows& rows, const std::string& keys) {
  return keys.empty() || missing_of(rows, keys).size() < split(keys, ' ').size();
}

[[noreturn]] void refuse(const FileRows& rows) {
  const Format* nearest = nullptr;
  std::size_t least = 0, known = 0;
  for (const Format* format : formats) {
    const std::size_t missing = missing_of(rows, format->marks).size();
    const std::size_t marks = split(format->marks, ' ').size();
    if (format->refusal || missing == marks || (nearest && missing >= least)) continue;
    nearest = format;
    least = missing;
    known = marks - missing;
  }
  const char* what = rows.is_table ? "column" : "key";
  if (known > 1) {
    const std::vector<std::string> missing = missing_of(rows, nearest->marks);
    std::vector<std::string> alike;  // what is there may be the beginning of several forms
    for (const Format* format : formats)
      if (!format->refusal && missing_of(rows, format->marks) == missing)
        alike.emplace_back(format->name);
    throw UsageError(rows.file + ": looks like " + joined(alike, ", or ") + ", but has no " + what +
                     " " + joined(missing, " and no ") + ": add what is missing for every subnet");
  }
  std::vector<std::string> kinds;
  for (const Format* format : formats)
    if (!format->refusal)
      kinds.push_back(std::string(format->name) + " (" + joined(split(format->marks, ' ')) + ")");
  std::vector<std::string> first(rows.keys.begin(),
                                 rows.keys.begin() + std::min<std::size_t>(6, rows.keys.size()));
  throw UsageError(rows.file + ": no state of a network is known by the " + what + "s " +
                   joined_as(first, [](const std::string& key) { return shortened(key); }) +
                   (first.size() < rows.keys.size() ? ", .." : "") + ": give one of " +
                   joined(kinds, "; "));
}

}  // namespace

std::string own_columns() {
  return joined_as(own_form_keys, [](const KeyOf& key) { return std::string(key.key); });
}

std::string known_states() {
  std::string names;
  for (const Format* format : formats)
    if (!format->refusal) names += (names.empty() ? "" : ", ") + std::string(format->name);
  return names;
}

const Format& format_of(const FileRows& rows) {
  for (const Format* format : formats) {
    if (!missing_of(rows, format->marks).empty() || !has_one(rows, format->one_of)) continue;
    if (format->refusal)
      throw UsageError(rows.file + ": this is " + format->name + ": " + format->refusal);
    return *format;
  }
  refuse(rows);
}

}  // namespace taosweep
