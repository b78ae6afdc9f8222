// The project's own form: a line a subnet, every column but five may be left out.
#pragma once

#include "host/network/format.hpp"

namespace taosweep {

inline constexpr KeyOf own_form_keys[] = {
    {"netuid", &Record::row_netuid},
    {"name", &Record::name},
    {"tao_in", &Record::tao_in, Reading::reserve},
    {"alpha_in", &Record::alpha_in, Reading::reserve},
    {"alpha_out", &Record::alpha_out, Reading::reserve},
    {"price_tao", &Record::price},
    {"moving_price_tao", &Record::price_average},
    {"miner_burned", &Record::miner_burned},
    {"emission_enabled", &Record::emission_enabled},
    {"subtoken_enabled", &Record::subtoken_enabled},
    {"registration_allowed", &Record::registration_allowed},
    {"registered_block", &Record::registered_block},
    {"first_emission_block", &Record::first_emission_block},
    {"tao_weight", &Record::tao_weight},
    {"protocol_alpha", &Record::protocol_alpha, Reading::amount},
    {"alpha_sqrt_price", &Record::root_price},
    {"current_liquidity", &Record::liquidity, Reading::amount},
    {"ema_tao_flow_per_block", &Record::flow_average, Reading::signed_amount},
    {"tao_in_emission_per_block", &Record::tao_emission, Reading::amount},
    {"excess_tao_per_block", &Record::excess_tao, Reading::amount},
    {"block", &Record::block},
    {"time", &Record::time},
    {"root_tao", &Record::root_tao, Reading::amount},
    {"total_issuance_tao", &Record::issuance, Reading::amount},
    {"emission_gate_bar", &Record::gate_bar},
};

inline constexpr Format own_form{"state with the columns of taosweep",
                                 "netuid tao_in alpha_in alpha_out", "", own_form_keys};

}  // namespace taosweep
