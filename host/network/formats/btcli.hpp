// Lists of subnets that btcli prints.
#pragma once

#include "host/network/format.hpp"

namespace taosweep {

/// btcli 9 `subnets list --json-output`: amounts in TAO.
inline constexpr KeyOf btcli_9_keys[] = {
    {"netuid", &Record::row_netuid},
    {"subnet_name", &Record::name},
    {"liquidity.tao_in", &Record::tao_in, Reading::reserve},
    {"liquidity.alpha_in", &Record::alpha_in, Reading::reserve},
    {"alpha_out", &Record::alpha_out, Reading::reserve},
    {"price", &Record::price},
    {"tao_flow_ema", &Record::flow_average, Reading::signed_amount},
    {"emission", &Record::tao_emission, Reading::amount},
};

inline constexpr Format btcli_9{"btcli 9 `subnets list --json-output`",
                                "netuid liquidity alpha_out", "", btcli_9_keys};

/// btcli 11 `subnets list --json`.
inline constexpr Format btcli_11{
    "btcli 11 `subnets list --json`",
    "netuid price_tao_per_alpha emission_tao_per_day",
    "",
    {},
    "it has neither the reserves of the pools nor a block nor price averages, so no state follows "
    "from it, and its emission leaves out what the chain buys, two thirds of the TAO: take "
    "DynamicInfo of the chain's runtime (all_subnets() of the SDK), pools of taostats, or btcli 9 "
    "`subnets list --json-output`"};

}  // namespace taosweep
