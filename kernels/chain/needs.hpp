// What of an economy's state and stages rules need beyond the launch. Programs are built for few
// families of it, so that the launch does not carry what it never asks.
#pragma once

#include <iterator>
#include <type_traits>
#include <utility>

#include "kernels/portable.hpp"

namespace taosweep {

enum Need : unsigned {
  need_flows = 1,   ///< averages of what stakers bring and of what the protocol spends
  need_claims = 2,  ///< chain buys, alpha that root may claim, factors, gate, swap fees, votes
};

/// Every family is built for every instruction set and number of slots.
inline constexpr unsigned families[] = {0, need_flows | need_claims};

/// The first family that has all of `needs`.
constexpr unsigned family_of(unsigned needs) {
  unsigned family = 0;
  for (const unsigned one : families) {
    family = one;
    if ((one & needs) == needs) break;
  }
  return family;
}

/// Calls f(family as a constant) for the family of programs that has all of `needs`.
template <class F>
void in_family(unsigned needs, const F& f) {
  const unsigned wanted = family_of(needs);
  const auto ask = [&]<std::size_t... Place>(std::index_sequence<Place...>) {
    ((families[Place] == wanted ? f(std::integral_constant<unsigned, families[Place]>{}) : void()),
     ...);
  };
  ask(std::make_index_sequence<std::size(families)>{});
}

/// Whether the program that a pack P is part of has what `need` names.
template <class P>
TAOSWEEP_HD constexpr bool has(unsigned need) {
  return (P::needs & need) == need;
}

}  // namespace taosweep
