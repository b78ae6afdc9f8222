#include "host/experiment/removed_keys.hpp"

#include <algorithm>
#include <optional>

#include "host/text/number_text.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

struct RemovedKey {
  const char* key;
  const char* instead;
};

constexpr RemovedKey removed_keys[] = {
    {"protocol.era",
     "write protocol.schedule = launch-2025-02@0, fixed-2025-02@11.04, or another schedule "
     "(`taosweep eras` lists eras)"},
    {"protocol.dividend_bug",
     "write protocol.dividends = era for on, protocol.dividends = reduced for off"},
    {"protocol.dividend_fix_day",
     "the day stands in the schedule: protocol.schedule = launch-2025-02@0, fixed-2025-02@DAY"},
};

bool is_plain(const ConfigLine& line) {
  return line.section != "vary" && line.section != "arms" && !line.section.starts_with("arm ");
}

const RemovedKey* removed_key_of(const ConfigLine& line) {
  for (const RemovedKey& removed : removed_keys) {
    // An axis may name several keys: zip(a.b, c.d).
    const bool named = is_plain(line) ? line.full_key() == removed.key
                                      : line.key.find(removed.key) != std::string::npos;
    if (named) return &removed;
  }
  return nullptr;
}

}  // namespace

void refuse_removed_key(const ConfigLine& line) {
  const RemovedKey* removed = removed_key_of(line);
  if (!removed) return;
  throw UsageError(std::string(removed->key) +
                   " is a key of an earlier version: " + removed->instead);
}

bool is_in_todays_words(const ConfigText& stored) {
  return std::none_of(stored.lines.begin(), stored.lines.end(), removed_key_of);
}

ConfigText in_todays_words(ConfigText stored) {
  std::string bug = "on", fix_day = "11.04";
  std::optional<std::string> where;
  for (const ConfigLine& line : stored.lines) {
    const RemovedKey* removed = removed_key_of(line);
    if (!removed) continue;
    if (!is_plain(line)) {
      throw UsageError("its config compares or varies " + std::string(removed->key) +
                       ", which this version of taosweep no longer has; use the version that wrote "
                       "it");
    }
    where = line.where;
    if (line.key == "dividend_bug") bug = line.value;
    if (line.key == "dividend_fix_day") fix_day = line.value;
  }
  if (!where) return stored;
  std::erase_if(stored.lines, [](const ConfigLine& line) { return removed_key_of(line); });
  const bool over_issues = bug == "on" && parse_number(fix_day).value_or(0) > 0;
  const std::string schedule =
      over_issues ? "launch-2025-02@0, fixed-2025-02@" + fix_day : "fixed-2025-02@0";
  stored.lines.push_back({"protocol", "schedule", schedule, *where});
  return stored;
}

}  // namespace taosweep
