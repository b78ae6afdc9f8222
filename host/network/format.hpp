// Kinds of files that hold network states: by which keys one is known, and what stands under them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "host/network/network_state.hpp"

namespace taosweep {

/// What one row says: of its subnet, and of the whole network.
struct Record : SubnetState {
  std::optional<std::uint64_t> row_netuid, block, last_step, blocks_since_last_step;
  std::optional<double> root_tao, issuance, gate_bar;
  std::string time;
};

/// How the text of a cell becomes a number.
enum class Reading {
  plain,          ///< TAO per alpha, a part, a count: as it stands
  reserve,        ///< an amount that tells the unit of the file: rao where it is a whole number
  amount,         ///< an amount in the unit of the reserves
  signed_amount,  ///< one that may be negative
  fixed_32,       ///< of 2^-32: 32 fraction bits
};

using Member =
    std::variant<double Record::*, std::optional<double> Record::*, std::optional<bool> Record::*,
                 std::optional<std::uint64_t> Record::*, std::string Record::*>;

/// A key of a format, and what stands under it. "a.b" is b of a.
struct KeyOf {
  const char* key;
  Member member;
  Reading reading = Reading::plain;
};

/// One kind of files.
struct Format {
  const char* name;
  const char* marks;   ///< keys that each such file has, with spaces between them
  const char* one_of;  ///< keys of which it has one; may be empty
  std::span<const KeyOf> keys;
  const char* refusal = nullptr;  ///< why it cannot be read as a state, and what to do instead
};

}  // namespace taosweep
