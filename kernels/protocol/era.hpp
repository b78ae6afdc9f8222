// Eras: named sets of rules that the chain really ran.
#pragma once

#include "kernels/register/parameters.hpp"

namespace taosweep {

/// A constant that an era sets; a choice by its index.
struct EraSetting {
  const char* key;  ///< of parameter_table
  double value;     ///< in the unit of the parameter
};

inline constexpr int most_era_stages = 9;
inline constexpr int most_era_settings = 17;

/// One era; unused entries of the lists are nullptr.
struct Era {
  const char* name;
  const char* chain_versions;
  const char* dates;
  const char* sentence;
  const char* stages[most_era_stages];  ///< in the order in which a block runs them
  EraSetting settings[most_era_settings];
};

/// Eras in the order of the choices of protocol.era.
/// Sources: subtensor v2.0.1 run_coinbase.rs for the order, migrate_rao.rs and lib.rs for the
/// constants.
inline constexpr Era era_table[] = {
    {"launch-2025-02",
     "v2.0.1-v2.0.5",
     "13 Feb to 6 Mar 2025; the dividend over-issue ends with v2.0.4 on 24 Feb",
     "launch of dTAO: emission by price average, constant-product pools, root dividends sold",
     {"block_emission: one TAO and one alpha, halved by issuance",
      "emission_share: TAO by the price averages stored before the block",
      "injection: alpha at the spot price, at most the alpha emission; TAO is not scaled down",
      "owner_cut: 18 % of the alpha for participants",
      "root_dividend: root's part of the validators' half is sold into the pool",
      "price_ema: spot price, at most 1, joins the average",
      "tempo: subnets whose epoch is due drain what is pending",
      "yuma: consensus, classic bonds, half to miners and half to validators",
      "pool: orders, with a flat fee that stays in the pool"},
     {{"protocol.ema_alpha", 3e-6},
      {"protocol.ema_warmup_blocks", 0},
      {"protocol.dividend_bug", 1},
      {"protocol.dividend_fix_day", 11.04},
      {"protocol.tao_weight", 0.18},
      {"protocol.owner_cut", 0.1799954223},
      {"protocol.validator_take", 0.1799954223},
      {"protocol.kappa", 0.4999923705},
      {"protocol.bonds_moving_average", 0.9},
      {"protocol.bonds_penalty", 0},
      {"protocol.tempo", 360},
      {"protocol.stake_fee_tao", 5e-5},
      {"protocol.minimum_reserve", 0.01},
      {"protocol.minimum_lock_tao", 1},
      {"protocol.lock_interval", 2.3},
      {"protocol.registration_gap", 1}}},
};
inline constexpr int era_count = sizeof(era_table) / sizeof(era_table[0]);

}  // namespace taosweep
