// What rules of injection are asked with, and what they answer.
#pragma once

#include "kernels/math/reciprocal.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// A subnet before the block touches it.
template <class R>
struct InjectionSeen {
  R share;                      ///< e, TAO sent towards the subnet [TAO/block]
  R emission;                   ///< E, of the whole block [TAO/block]
  R tao, alpha;                 ///< T and A, reserves whose quotient is the price [TAO, alpha]
  R alpha_emission;             ///< A_i, alpha emitted to participants [alpha/block]
  R root_share;                 ///< rho, root's share of dividends [1]
  R per_tao = reciprocal(tao);  ///< 1/T
  R mined{};                    ///< what miners are paid and nobody burns [alpha/block]
  double liquidity_level = 0, purchase_level = 0;  ///< of what other subnets leave over [1]
};

/// What enters the pool.
template <class R>
struct InjectionTerms {
  R tao;         ///< t, joins the pool [TAO/block]
  R alpha;       ///< a, joins the pool [alpha/block]
  R buys;        ///< x, buys alpha there ahead of that [TAO/block]
  R subsidised;  ///< 1 where root's alpha is not sold in this block, else 0
};

}  // namespace taosweep
