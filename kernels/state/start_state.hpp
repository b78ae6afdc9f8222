// A recorded state of the network as economies begin in it, shared by all economies of a sweep.
#pragma once

#include <cstdint>

namespace taosweep {

/// What the chain has room for.
inline constexpr int most_subnets = 128;

/// One subnet on day 0. What was not recorded is undefined (NaN) where that is said.
struct StartSubnet {
  double lives;           ///< 1 or 0: nobody has this netuid
  double tao, alpha;      ///< reserves of its pool [TAO, alpha]
  double outstanding;     ///< alpha outside the pool [alpha]
  double protocol_alpha;  ///< what of it the chain bought and keeps [alpha]
  double tao_weight;      ///< w2 of the pool [1]
  double price_average;   ///< m [TAO/alpha]
  double flow_average;    ///< S, or undefined [TAO/block]
  double size;            ///< logarithm of m over all subnets: mean 0, standard deviation 1 [1]
  double burned;          ///< part of its miners' pay that the owner burns, or undefined [1]
  double switched;        ///< 1 where root has switched its emission off
  double started;         ///< 0 where its owner has not started it
  double registered;      ///< after day 0, so below 0, or undefined [block]
};

/// Index = netuid - 1. Root's TAO, issuance and the number of slots are parameters.
struct StartState {
  double drawn;     ///< 1 where each economy draws its own subnets, and none stands here
  double gate_bar;  ///< theta as the chain stores it, 0 where it is to be looked up [1]
  StartSubnet of[most_subnets];
};

}  // namespace taosweep
