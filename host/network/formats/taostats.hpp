// Pools of taostats: both of its interfaces, and tables of the same columns.
#pragma once

#include "host/network/format.hpp"

namespace taosweep {

/// /api/dtao/pool/latest/v1: amounts are texts in rao.
inline constexpr KeyOf taostats_legacy_keys[] = {
    {"netuid", &Record::row_netuid},
    {"name", &Record::name},
    {"total_tao", &Record::tao_in, Reading::reserve},
    {"alpha_in_pool", &Record::alpha_in, Reading::reserve},
    {"alpha_staked", &Record::alpha_out, Reading::reserve},
    {"price", &Record::price},
    {"block_number", &Record::block},
    {"timestamp", &Record::time},
};

/// /v1/subnets/pools.
inline constexpr KeyOf taostats_keys[] = {
    {"netuid", &Record::row_netuid},
    {"name", &Record::name},
    {"tao_in_pool", &Record::tao_in, Reading::reserve},
    {"alpha_in_pool", &Record::alpha_in, Reading::reserve},
    {"alpha_staked", &Record::alpha_out, Reading::reserve},
    {"price", &Record::price},
    {"subnet_emission_enabled", &Record::emission_enabled},
    {"subnet_protocol_alpha", &Record::protocol_alpha, Reading::amount},
    {"block_number", &Record::block},
    {"timestamp", &Record::time},
};

inline constexpr Format taostats_legacy{"pools of taostats (legacy)",
                                        "netuid total_tao alpha_in_pool alpha_staked", "",
                                        taostats_legacy_keys};
inline constexpr Format taostats{
    "pools of taostats", "netuid tao_in_pool alpha_in_pool alpha_staked", "", taostats_keys};

}  // namespace taosweep
