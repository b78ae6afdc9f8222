// What the chain's runtime answers: get_all_dynamic_info, as SDKs and dumps write it down.
#pragma once

#include "host/network/format.hpp"

namespace taosweep {

inline constexpr KeyOf dynamic_info_keys[] = {
    {"netuid", &Record::row_netuid},
    {"subnet_name", &Record::name},
    {"tao_in", &Record::tao_in, Reading::reserve},
    {"alpha_in", &Record::alpha_in, Reading::reserve},
    {"alpha_out", &Record::alpha_out, Reading::reserve},
    {"price", &Record::price},
    {"moving_price", &Record::price_average},
    {"moving_price.bits", &Record::price_average, Reading::fixed_32},
    {"network_registered_at", &Record::registered_block},
    {"tao_in_emission", &Record::tao_emission, Reading::amount},
    {"last_step", &Record::last_step},
    {"blocks_since_last_step", &Record::blocks_since_last_step},
    {"block", &Record::block},
};

inline constexpr Format dynamic_info{
    "DynamicInfo of the chain's runtime", "netuid tao_in alpha_in alpha_out",
    "moving_price tao_in_emission network_registered_at", dynamic_info_keys};

}  // namespace taosweep
