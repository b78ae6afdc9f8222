// Share by a formula of the config's own: a proposal without a compiler.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// w = the value of protocol.share_formula, as of the last look (kernels/economy/formula.hpp). What
/// is below 0, undefined or beyond 1e100 is refused: it counts as 0, and is counted. Below 1e-100
/// it counts as 0 as well, so that a block can be divided by what is left.
struct FormulaShare {
  static constexpr const char* name = "formula";
  static constexpr unsigned needs = need_flows | need_claims;
  static constexpr double largest = 1e100, least = 1e-100;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.formula_weight();
  }
};

}  // namespace taosweep
