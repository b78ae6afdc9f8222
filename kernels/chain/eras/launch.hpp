// Eras of the launch year: shares by price average, injection without scaling, root's alpha sold.
#pragma once

#include "kernels/chain/eras/since.hpp"

namespace taosweep {

/// Pools, price averages, root dividends sold. Source: subtensor v2.0.1 run_coinbase.rs,
/// migrate_rao.rs and lib.rs.
inline constexpr Rules launch_2025_02{};

/// What the launch replaced: root's validators vote, TAO is paid out, and there are no pools. On
/// the chain hotkeys were paid out once a day, here in each epoch.
/// Source: subtensor v1.2.5 root.rs, block_step.rs.
inline constexpr Rules legacy_root = since(launch_2025_02, [](Rules& r) {
  r.share = Shares::rule<RootVoteShare>();
  r.pools = false;
});

/// Source: v2.0.4 run_coinbase.rs, 24 Feb 2025.
inline constexpr Rules fixed_2025_02 =
    since(launch_2025_02, [](Rules& r) { r.dividends = DividendRule::reduced; });

/// Source: v2.0.9 run_coinbase.rs, 28 Mar 2025. SubnetMovingAlpha was raised by hand on an unknown
/// day; EMAPriceHalvingBlocks is that of v2.0.8.
inline constexpr Rules launch_2025_03 = since(fixed_2025_02, [](Rules& r) {
  r.dividends = DividendRule::balanced;
  r.ema_alpha = 3e-4;
  r.ema_warmup_blocks = 201600;
  r.average_fast_day = 20;
  r.start_delay_blocks = 50401;
  r.bonds_penalty = 1;  // the default since 25 Mar 2025
});

/// Source: v3.2.0; a fee of the swap in place of the flat one, and root's dividends booked as
/// stake. Pools are taken as constant products: without users' own positions they were.
inline constexpr Rules pools_2025_07 = since(launch_2025_03, [](Rules& r) {
  r.average_fast_day = 0;  // by then it was fast
  r.stake_fee_tao = 0;
  r.swap_fee = 196.0 / 65535;
  r.root_booked = true;
});

/// Source: v3.2.3 run_coinbase.rs, and its default of the fee.
inline constexpr Rules subsidy_2025_07 = since(pools_2025_07, [](Rules& r) {
  r.injection = InjectionRule::subsidy_buy;
  r.swap_fee = 33.0 / 65535;
  r.subnet_limit = 128;  // v3.2.8, 24 Sep 2025; nobody could register in the weeks before
  r.immunity_blocks = 864000;
  r.registration_gap = 4;  // 28,800 blocks, likewise
});

}  // namespace taosweep
