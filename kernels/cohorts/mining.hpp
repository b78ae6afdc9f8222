// Miners who earn elsewhere for the same work: what that pays, and what it leaves to be sold.
// Source: TaoHash, SN14, 2025, which points miners of bitcoin at its own pool. Its designs:
//   A  alpha pays miners, validators get the coin and give back a part x    kept 0, captured x
//   B  miners keep the coin, a pool fee f buys alpha back                   kept 1 - f, captured 1
//   C  miners keep all of it                                                kept 1
// Since October 2025 it is B, and alpha is paid up to a bonus of 5 % of what a miner earns
// elsewhere; what is left of miners' alpha is burned                        bonus 0.05
// Where neither is above 0 the coin is lost to everybody here: prices know nothing of it.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

/// What one TAO of cost earns elsewhere [1], where those of all subnets together cost C [TAO/d]:
///   theta W/(W + C)
///   theta  mining.outside_income [1],   W  mining.world_tao [TAO/d]
/// What all who mine there are paid is fixed, theta W, as by the difficulty of bitcoin, and goes by
/// cost.
TAOSWEEP_HD double return_elsewhere(double income, double world, double cost) {
  return income * (world / (world + cost));
}

/// What reaches the subnet of what its miners earn elsewhere [1]:  (1 - k) x
TAOSWEEP_HD double captured_part(const Parameters& p) {
  return (1 - p.mining.kept) * p.mining.captured;
}

/// Part of miners' pay that is burned where they are paid no more than a bonus:
///   1 - min(1, b E/I)      b  mining.bonus [1],   E  earned elsewhere, I  all their pay [TAO/d]
template <class R>
TAOSWEEP_HD R burned_beyond_bonus(double bonus, const R& elsewhere, const R& pay) {
  const auto paid = pay > R(0.0);
  return R(1.0) - min(R(1.0), R(bonus) * elsewhere / select(paid, pay, R(1.0)));
}

/// Cost of miners that alpha has to pay [TAO/d]:  max(c - k E, 0), of cost c, E earned elsewhere.
template <class R>
TAOSWEEP_HD R cost_left_to_alpha(const R& cost, double kept, const R& elsewhere) {
  return max(cost - R(kept) * elsewhere, R(0.0));
}

}  // namespace taosweep
