#include "host/eras/own_eras.hpp"

#include <algorithm>
#include <map>

#include "host/text/near_key.hpp"
#include "host/text/parameter_text.hpp"
#include "kernels/chain/eras/rules.hpp"

namespace taosweep {
namespace {

/// More than anybody compares; what is done for each pair of them stays quick.
constexpr std::size_t most_own_eras = 100;

/// An own era on the way: its lines, before the era that it is since is known.
struct Draft {
  NamedEra era;
  std::string since_where;
  Parameters changes;  ///< rules of its own; the others are by_era
  bool whole = false;  ///< its rules are there, or will never be
};

std::string name_of(const std::string& section) {
  return section.substr(section.size() > 3 ? 4 : 3);
}

std::string key_of(const ParameterInfo& info) {
  const std::string key = info.key;
  return key.substr(key.find('.') + 1);
}

void check_name(const std::string& name, const Eras& built_in) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const bool good = plain(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
                      return plain(c) || c == '.' || c == '-';
                    });
  if (!good) {
    throw UsageError("'" + name + "' is no name of an era: take lower-case letters, digits, dots " +
                     "and dashes, a letter or digit first");
  }
  if (find_era(built_in, name)) {
    throw UsageError(name + " is an era of the chain and stays what it was: choose another name, " +
                     "with a line since = " + name);
  }
}

const ParameterInfo& rule_of(const std::string& key) {
  if (key == "share_formula") {
    throw UsageError(
        "an era says share = formula; the formula itself is one for the whole economy: write "
        "share_formula under [protocol] or in [arm NAME]");
  }
  std::vector<std::string> keys;
  for (const ParameterInfo& info : parameter_table) {
    if (!info.rule) continue;
    keys.push_back(key_of(info));
    if (keys.back() == key) return info;
    if (info.key == key) {
      throw UsageError("keys of an era stand without their group: write " + keys.back() +
                       " instead of " + key);
    }
  }
  keys.emplace_back("since");
  throw UsageError("unknown rule " + key + "; the nearest is " + nearest(key, keys) +
                   " (`taosweep eras launch-2025-02` lists all rules)");
}

void read_line(Draft& draft, const ConfigLine& line) {
  if (line.value.empty()) throw UsageError(line.full_key() + " has no value");
  if (line.key == "since") {
    draft.era.since = line.value;
    draft.since_where = line.where;
    return;
  }
  ParameterInfo info = rule_of(line.key);
  info.rule = false;  // the word `era` is none of its values
  if (line.value == era_word) {
    throw UsageError("an era cannot leave " + line.key + " to the era: write a value, " +
                     range_text(info) + ", or take the line out to keep that of `since`");
  }
  info.of(draft.changes) = parse_value(info, line.value);
}

void refuse_too_many(const ConfigText& config) {
  std::size_t count = 0;
  for (const ConfigSection& section : config.sections) {
    if (!is_era_section(section.name) || ++count <= most_own_eras) continue;
    throw UsageError(section.where + ": more than " + std::to_string(most_own_eras) +
                     " sections [era NAME]: take out those that protocol.schedule does not name");
  }
}

/// One for each section, in the order of the names; what is wrong with a name is complained of.
std::map<std::string, Draft> drafts_of(const ConfigText& config, const Eras& built_in,
                                       Complaints& complaints) {
  std::map<std::string, Draft> drafts;
  for (const ConfigSection& section : config.sections) {
    if (!is_era_section(section.name)) continue;
    const std::string name = name_of(section.name);
    if (name.empty()) {
      complaints.add(section.where, "an era needs a name: [era NAME]");
      continue;
    }
    const auto [place, added] = drafts.try_emplace(name);
    if (!added) {
      complaints.add(section.where, "[" + section.name + "] stands twice (first at " +
                                        place->second.era.where + "): put their lines together, " +
                                        "or give one another name");
      continue;
    }
    place->second.era.name = name;
    place->second.era.where = section.where;
    complaints.during(section.where, [&] { check_name(name, built_in); });
  }
  return drafts;
}

void read_lines(const ConfigText& config, std::map<std::string, Draft>& drafts,
                Complaints& complaints) {
  for (const ConfigLine& line : config.lines) {
    if (!is_era_section(line.section)) continue;
    const auto draft = drafts.find(name_of(line.section));
    if (draft == drafts.end()) continue;  // of an era without a name
    complaints.during(line.where, [&] { read_line(draft->second, line); });
  }
}

void complain_of_circle(const std::vector<Draft*>& way, const Draft* again,
                        Complaints& complaints) {
  std::string circle = again->era.name;
  auto step = std::find(way.begin(), way.end(), again);
  for (; step != way.end(); ++step) circle += " since " + (*step)->era.since;
  complaints.add(again->since_where, "eras go in a circle, " + circle + ": let one of them be " +
                                         "since an era of the chain (`taosweep eras`)");
}

/// Rules of an era, and of those that it is since.
void complete(Draft& draft, std::map<std::string, Draft>& drafts, const Eras& built_in,
              Complaints& complaints) {
  std::vector<Draft*> way;
  Rules rules;
  for (Draft* at = &draft; at && !at->whole;) {
    at->whole = true;
    way.push_back(at);
    const auto next = drafts.find(at->era.since);
    const NamedEra* chains = find_era(built_in, at->era.since);
    at = next == drafts.end() || chains ? nullptr : &next->second;
    if (chains) rules = chains->rules;
    if (at && std::find(way.begin(), way.end(), at) != way.end())
      complain_of_circle(way, at, complaints);
    if (at && at->whole) rules = at->era.rules;
  }
  for (auto step = way.rbegin(); step != way.rend(); ++step)
    rules = (*step)->era.rules = rules_in((*step)->changes, rules);
}

}  // namespace

bool is_era_section(const std::string& section) {
  return section == "era" || section.starts_with("era ");
}

Eras read_eras(const ConfigText& config, Complaints& complaints) {
  refuse_too_many(config);
  Eras eras = built_in_eras();
  std::map<std::string, Draft> drafts = drafts_of(config, eras, complaints);
  read_lines(config, drafts, complaints);
  Eras all = eras;
  for (const auto& [name, draft] : drafts)
    if (!find_era(eras, name)) all.push_back(draft.era);
  for (auto& [name, draft] : drafts) {
    if (draft.since_where.empty()) {
      complaints.add(draft.era.where, "[era " + name + "] does not say what it changes: add a " +
                                          "line since = ERA, such as since = launch-2025-03");
    } else {
      const std::string& since = draft.era.since;  // clang 14 captures no structured binding
      complaints.during(draft.since_where, [&] { era_of(all, since); });
    }
    complete(draft, drafts, eras, complaints);
  }
  for (auto& [name, draft] : drafts)
    if (!find_era(eras, name)) eras.push_back(draft.era);
  return eras;
}

std::string era_section_text(const NamedEra& era, const Eras& eras) {
  std::string text = "[era " + era.name + "]\nsince = " + era.since + "\n";
  for (const RuleDifference& change : changes_of(era, eras))
    text += key_of(*change.info) + " = " + value_text(*change.info, change.after) + "\n";
  return text;
}

std::string era_line(const NamedEra& era, const Eras& eras) {
  std::string text = era.name + ": since " + era.since;
  for (const RuleDifference& change : changes_of(era, eras)) {
    const std::string unit = change.info->unit;
    text += ", " + key_of(*change.info) + " = " + value_text(*change.info, change.after) +
            (unit == "1" ? "" : " " + unit);
  }
  return text;
}

}  // namespace taosweep
