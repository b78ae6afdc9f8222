// Made-up states of a network, in every form that is read.
#pragma once

#include <string>

namespace taosweep::samples {

/// Two subnets and root, with a name that holds a comma.
inline const std::string own_table =
    "netuid,name,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,miner_burned,"
    "emission_enabled,block\n"
    "0,root,5000000.0,1.0,1.0,1,,,1,9000000\n"
    "2,\"two, too\",1000.0,50000.5,70000.25,0.02,0.021,0.25,1,9000000\n"
    "1,one,3000.0,100000.0,200000.0,0.03,0.029,0,0,9000000\n";

inline const std::string dynamic_info =
    R"([{"netuid":51,"subnet_name":[83,78],"tempo":360,"alpha_in":2000000000000000,
        "alpha_out":1000000000000000,"tao_in":170000500000000,"tao_in_emission":13970000,
        "alpha_in_emission":139000000,"alpha_out_emission":1000000000,
        "network_registered_at":8700000,"last_step":9240300,"blocks_since_last_step":82,
        "moving_price":{"bits":429496729}}])";

inline const std::string taostats_legacy =
    R"({"pagination":{"current_page":1,"total_items":1},"data":[{"netuid":51,
        "block_number":9240300,"timestamp":"2026-10-08T10:02:36.000Z","name":"x",
        "price":"0.085","total_tao":"170000500000000","alpha_in_pool":"2000000000000000",
        "alpha_staked":"1000000000000000","root_prop":"0.139"}]})";

inline const std::string taostats =
    R"({"pagination":{"current_page":1,"total_items":1},"data":[{"netuid":51,
        "block_number":9240300,"price":"0.085","tao_in_pool":"170000500000000",
        "alpha_in_pool":"2000000000000000","alpha_staked":"1000000000000000",
        "subnet_emission_enabled":false,"subnet_protocol_alpha":"5000000000"}]})";

inline const std::string btcli_9 =
    R"({"total_netuids":2,"total_rate":1.2,"subnets":{
        "0":{"netuid":0,"subnet_name":"root","price":1.0,"emission":0.0,"tao_flow_ema":null,
             "liquidity":{"tao_in":null,"alpha_in":null},"alpha_out":null},
        "51":{"netuid":51,"subnet_name":"x","price":0.08500025,"emission":0.0139,
              "tao_flow_ema":-0.02,"liquidity":{"tao_in":170000.5,"alpha_in":2000000.0},
              "alpha_out":1000000.0,"supply":3000000.0,"mechanisms":1}}})";

inline const std::string btcli_11 =
    R"([{"netuid":51,"name":"x","symbol":"A","price_tao_per_alpha":0.0931,
         "emission_tao_per_day":100.6,"tao_flow_tao_per_day":3.1,"tempo":360}])";

}  // namespace taosweep::samples
