#include "host/eras/named_era.hpp"

#include <algorithm>

#include "host/text/near_key.hpp"
#include "host/usage_error.hpp"
#include "kernels/chain/eras/eras.hpp"

namespace taosweep {

Eras built_in_eras() {
  Eras eras;
  for (const Era& row : era_table) {
    NamedEra era;
    era.name = row.name;
    if (row.since) {
      era.since = row.since;
    } else if (!eras.empty()) {
      era.since = eras.back().name;
    }
    era.chain_versions = row.chain_versions;
    era.dates = row.dates;
    era.sentence = row.sentence;
    era.block_from = row.block_from;
    era.rules = row.rules;
    eras.push_back(era);
  }
  return eras;
}

const NamedEra* find_era(const Eras& eras, const std::string& name) {
  const auto era = std::find_if(eras.begin(), eras.end(),
                                [&](const NamedEra& other) { return other.name == name; });
  return era == eras.end() ? nullptr : &*era;
}

NamedEra era_of(const Eras& eras, const std::string& name, const std::string& place) {
  if (const NamedEra* era = find_era(eras, name)) return *era;
  std::vector<std::string> names;
  for (const NamedEra& era : eras) names.push_back(era.name);
  throw UsageError("unknown era '" + name + "'" + place + "; the nearest is " +
                   nearest(name, names) + " (`taosweep eras` lists those of the chain; a section " +
                   "[era NAME] of a config makes another)");
}

std::vector<RuleDifference> differences(const Rules& before, const Rules& after) {
  std::vector<RuleDifference> found;
  for (const ParameterInfo& info : parameter_table) {
    if (!info.rule) continue;
    const double old = number_of(info, before), now = number_of(info, after);
    if (old != now) found.push_back({&info, old, now});
  }
  return found;
}

std::vector<RuleDifference> changes_of(const NamedEra& era, const Eras& eras) {
  const NamedEra* before = find_era(eras, era.since);
  return before ? differences(before->rules, era.rules) : std::vector<RuleDifference>{};
}

std::vector<std::string> eras_behind(const std::vector<std::string>& names, const Eras& eras) {
  std::vector<std::string> all;
  for (std::string name : names) {
    while (std::find(all.begin(), all.end(), name) == all.end()) {
      const NamedEra* era = find_era(eras, name);
      if (!era) break;
      all.push_back(name);
      name = era->since;
    }
  }
  return all;
}

}  // namespace taosweep
