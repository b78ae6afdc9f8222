// Injection at the price and a chain buy, both with a cap; what they leave goes to other subnets.
#pragma once

#include "kernels/chain/injection/chain_buy.hpp"

namespace taosweep {

//   own part:    t = min(e, l),   x = min(e - t, c)
//                l = cap_i p_i,   c = m_i A_i (1 - B_i) p_i         p_i = T/A of the pool
//   left over:   R = sum (e - t - x)
//   liquidity:   t <- t + min(l - t, lambda e),   the sum of it  min(R, sum (l - t))
//   buys:        x <- x + min(c - x, mu e),       the sum of it  what of R that leaves, likewise
//
//   cap_i  most alpha that a block injects, as chain_buy has it
//   m_i    miners' part of the subnet's alpha A_i, half of what the owner's cut leaves by default
//   B_i    part of it that is burned [1]
//
// The proposal hands R out in proportion to emission, again and again among subnets that have room,
// first for liquidity and then for buys. Whoever is not full in the end has got the same multiple
// of its e: lambda and mu. What finds no room is not minted.
// Source: subtensor pull request 3017, 29 Jul 2026. No chain ran it.

/// A subnet's own part of a block [TAO/block], and what more it could take.
template <class R>
struct CappedPart {
  R tao, buys;                      ///< t, x
  R left;                           ///< of e
  R liquidity_room, purchase_room;  ///< l - t and c - x, 0 where nothing is emitted to
};

template <class R>
TAOSWEEP_HD CappedPart<R> capped_part(const InjectionSeen<R>& seen, InjectionCap cap) {
  const R price = seen.tao / seen.alpha;
  const R liquidity = injection_cap(seen, cap) * price, purchase = seen.mined * price;
  const R tao = min(seen.share, liquidity);
  const R buys = min(seen.share - tao, purchase);
  const auto emitted_to = seen.share > R(0.0);
  return {tao, buys, seen.share - tao - buys, select(emitted_to, liquidity - tao, R(0.0)),
          select(emitted_to, purchase - buys, R(0.0))};
}

/// What of a room [TAO/block] is filled at a level [1] of the share e.
template <class R>
TAOSWEEP_HD R filled(const R& room, const R& share, double level) {
  return min(room, share * R(level));
}

/// The terms of a block [TAO, alpha per block].
template <class R>
TAOSWEEP_HD InjectionTerms<R> capped_buy(const InjectionSeen<R>& seen, InjectionCap cap) {
  const CappedPart<R> own = capped_part(seen, cap);
  const R tao = own.tao + filled(own.liquidity_room, seen.share, seen.liquidity_level);
  const R buys = own.buys + filled(own.purchase_room, seen.share, seen.purchase_level);
  return {tao, tao * seen.alpha / seen.tao, buys, R(0.0)};
}

}  // namespace taosweep
