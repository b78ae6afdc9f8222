// From the bytes of a file to a state of the network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/network/network_state.hpp"

namespace taosweep {

/// What the user says of a state beside its file, and whether it is to be started from.
struct StateRequest {
  std::optional<std::uint64_t> block;
  std::optional<double> gate_bar, root_tao, issuance;  ///< [1, TAO, TAO]
  bool shares_only = false;                            ///< nothing rests on reserves
  bool to_start = false;  ///< economies begin there: a config asks, not the command line

  const char* block_word() const { return to_start ? "network.start_block" : "--block"; }
};

/// Reads a state in any of the forms of formats/all.hpp, told by its keys. Throws UsageError that
/// says what is wrong, where, and what to do.
NetworkState parse_state(const std::string& bytes, const std::string& file,
                         const StateRequest& request = {});

/// The same of a file.
NetworkState read_state(const std::string& path, const StateRequest& request = {});

}  // namespace taosweep
