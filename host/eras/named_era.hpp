// Eras under their names: those of the chain, and those of a config's own.
#pragma once

#include <string>
#include <vector>

#include "kernels/register/parameters.hpp"

namespace taosweep {

/// A set of rules that protocol.schedule may name.
struct NamedEra {
  std::string name;
  std::string since;                            ///< name of the era that it changes; empty: none
  std::string chain_versions, dates, sentence;  ///< of an era of the chain
  int block_from = 0;                           ///< on the main network; 0: unknown
  Rules rules;
  std::string where;  ///< of an own era: "a.ini:3"; empty: built in

  bool own() const { return !where.empty(); }
};

/// Built-in eras in the order of time, own ones after them in the order of their names.
using Eras = std::vector<NamedEra>;

/// The eras of kernels/chain/eras/eras.hpp.
Eras built_in_eras();

/// Nullptr where there is none of this name.
const NamedEra* find_era(const Eras& eras, const std::string& name);

/// Throws UsageError with the nearest name; `place` says where it stands: " in protocol.schedule".
NamedEra era_of(const Eras& eras, const std::string& name, const std::string& place = "");

/// A rule that is not the same in two eras; a choice as its index.
struct RuleDifference {
  const ParameterInfo* info;
  double before, after;
};

/// In the order of the register.
std::vector<RuleDifference> differences(const Rules& before, const Rules& after);

/// What an era changes in the one that it is since; nothing where that is not there.
std::vector<RuleDifference> changes_of(const NamedEra& era, const Eras& eras);

/// Names of the eras that stand behind these: themselves, and what they are since.
std::vector<std::string> eras_behind(const std::vector<std::string>& names, const Eras& eras);

}  // namespace taosweep
