// Files that speak of subnets and hold no state of the network.
#pragma once

#include "host/network/format.hpp"

namespace taosweep {

inline constexpr Format metagraph{
    "metagraph of one subnet",
    "netuid neurons",
    "",
    {},
    "it has the neurons of one subnet, not the pools of all: take DynamicInfo of the chain's "
    "runtime (all_subnets() of the SDK) or pools of taostats"};

inline constexpr Format emission_pipeline{
    "emission pipeline of metagraphed",
    "netuid weighted_share gated_share",
    "",
    {},
    "it has shares of emission without the reserves of the pools: join it by netuid with a file "
    "that has tao_in, alpha_in and alpha_out"};

}  // namespace taosweep
