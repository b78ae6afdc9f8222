// Eras of 2026: shares by price average again, less what is burned, then behind a gate.
#pragma once

#include "kernels/chain/eras/flow.hpp"

namespace taosweep {

/// Source: v3.4.6 subnets_emission.rs, run_coinbase.rs (spec 421). Flows are still counted, their
/// averages stand still. Root switched off 54 subnets on the day before (block 8,463,544).
inline constexpr Rules price_root_2026_06 = since(netflow_2026_05, [](Rules& r) {
  r.share = Shares::rule<PriceAverageShare>();
  r.share_burn = true;
  r.share_root = true;
  r.injection_cap = InjectionCap::root_share;
  r.switched_off = 54.0 / 128;
  r.start_delay_blocks = 1;  // StartCallDelay 0
});

/// Source: spec 432, which parks what a weight has no room for. Pools are weighted since v3.4.8 (25
/// Jun, block 8,486,593), and an epoch runs every tempo blocks, no longer every tempo + 1.
inline constexpr Rules price_2026_07 = since(price_root_2026_06, [](Rules& r) {
  r.pool_kind = PoolKind::balancer;
  r.share_root = false;
  r.tempo = 359;
});

/// Source: spec 440, coinbase/subnet_emissions.rs; the mass was 0.61 on the first day.
inline constexpr Rules hill_2026_07 = since(price_2026_07, [](Rules& r) {
  r.gate = GateBar::mass;
  r.gate_mass = 0.75;
});

/// Source: spec 441, coinbase/subnet_emissions.rs; Root Reborn, pull request 2759. Emission came
/// back for 47 subnets on 9 Sep (block 9,029,889).
inline constexpr Rules hill_rank_2026_08 = since(hill_2026_07, [](Rules& r) {
  r.gate = GateBar::rank;
  r.gate_rank = 32;
  r.root_pay = RootPay::basket;
});

/// Root's part no longer follows the owner's cut, and a subnet may share its alpha otherwise: by a
/// vector of its own. Source: specs 480 and 481, pull requests 3254 and 3264. Registrations have
/// been prepaid since the beginning of the month.
inline constexpr Rules etao_2026_10 = since(hill_rank_2026_08, [](Rules& r) {
  r.split = SplitRule::vector;
  r.root_top = 0.5 * (1 - 11796.0 / 65535);
  r.switched_off = 7.0 / 128;
  r.registration_prepaid = true;  // spec 473
  r.newcomers_off = true;         // likewise
});

}  // namespace taosweep
