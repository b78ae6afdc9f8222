// An era as the one before it and what changed.
#pragma once

#include "kernels/chain/eras/rules.hpp"
#include "kernels/chain/share/share.hpp"

namespace taosweep {

/// `before` after a change.
template <class Change>
constexpr Rules since(Rules before, const Change& change) {
  change(before);
  return before;
}

}  // namespace taosweep
