#include "host/network/era_at.hpp"

#include <algorithm>
#include <vector>

#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// Whether two sets of rules give the same shares from one state.
bool share_alike(const Rules& a, const Rules& b) {
  return a.share == b.share && a.share_burn == b.share_burn && a.share_root == b.share_root &&
         a.gate == b.gate && a.gate_mass == b.gate_mass && a.gate_rank == b.gate_rank &&
         a.gate_steepness == b.gate_steepness && a.injection == b.injection &&
         a.injection_cap == b.injection_cap;
}

/// Eras that may have been in force at a block: the last that is known to have begun, and those
/// after it whose first block is not known. The table is in the order of time, as long as each is
/// since the one before.
std::vector<const NamedEra*> eras_at(std::uint64_t block, const Eras& eras) {
  std::vector<const NamedEra*> found;
  for (std::size_t i = 0; i < eras.size(); ++i) {
    if (i > 0 && eras[i].since != eras[i - 1].name) break;
    const auto from = static_cast<std::uint64_t>(eras[i].block_from);
    if (from > block) break;
    if (from > 0) found.clear();
    found.push_back(&eras[i]);
  }
  return found;
}

std::string dated(const NamedEra& era) {
  return era.name + " (" + era.dates + ")";
}

}  // namespace

EraAt era_at(const NetworkState& state, const Eras& eras, const std::string& named,
             const std::string& how_to_say) {
  if (!named.empty()) return {era_of(eras, named), "as --era says"};
  if (!state.block)
    return {{},
            "the file does not say its block, so not which rules were in force: say "
            "--block N, or --era ERA (`taosweep eras` lists them)"};
  const std::string at = "block " + std::to_string(*state.block);
  const std::vector<const NamedEra*> found = eras_at(*state.block, eras);
  if (found.empty())
    return {{}, at + " is before the launch of dTAO: say " + how_to_say + " (`taosweep eras`)"};
  const auto name = [](const NamedEra* era) { return dated(*era); };
  if (found.size() == 1) return {*found.front(), "in force at " + at};
  if (std::all_of(found.begin(), found.end(), [&](const NamedEra* era) {
        return share_alike(era->rules, found.front()->rules);
      }))
    return {*found.front(), "in force at " + at + ", or one later that shares out TAO alike: " +
                                joined_as(std::vector(found.begin() + 1, found.end()), name)};
  return {{},
          "at " + at + " one of these was in force, whose first blocks are not all known: " +
              joined_as(found, name) + ": say " + how_to_say};
}

}  // namespace taosweep
