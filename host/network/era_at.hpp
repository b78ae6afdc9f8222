// Which rules were in force when a state was recorded.
#pragma once

#include <optional>
#include <string>

#include "host/eras/named_era.hpp"
#include "host/network/network_state.hpp"

namespace taosweep {

struct EraAt {
  std::optional<NamedEra> era;  ///< nothing: not known
  std::string sentence;         ///< how it was found, or what to do
};

/// The era that the user names, else that of the state's block, as far as first blocks are known.
/// Of several that may have been in force the first is taken where all share out TAO alike. Throws
/// UsageError for a name that is none. `how_to_say` is what a user writes to name one.
EraAt era_at(const NetworkState& state, const Eras& eras, const std::string& named,
             const std::string& how_to_say = "--era ERA");

}  // namespace taosweep
