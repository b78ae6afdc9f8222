// Eras: named sets of rules that the chain really ran, each as the one before and what changed.
#pragma once

#include "kernels/chain/eras/rules.hpp"

namespace taosweep {

/// `before` after a change.
template <class Change>
constexpr Rules since(Rules before, const Change& change) {
  change(before);
  return before;
}

/// Pools, price averages, root dividends sold. Source: subtensor v2.0.1 run_coinbase.rs,
/// migrate_rao.rs and lib.rs.
inline constexpr Rules launch_2025_02{};

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
});

struct Era {
  const char* name;
  const char* chain_versions;
  const char* dates;
  const char* sentence;
  Rules rules;
  int block_from = 0;           ///< of the main network, at which it began; 0: unknown
  const char* since = nullptr;  ///< name of the era that it changes; nullptr: that of the row above
};

/// In the order of time.
inline constexpr Era era_table[] = {
    {"launch-2025-02", "v2.0.1-v2.0.3", "13 to 24 Feb 2025",
     "launch of dTAO: emission by price average, constant-product pools, root dividends sold; "
     "alpha "
     "dividends over-issued",
     launch_2025_02, 4920351},
    {"fixed-2025-02", "v2.0.4-v2.0.8", "24 Feb (day 11.04) to 28 Mar 2025",
     "alpha dividends leave out what was sold for root", fixed_2025_02},
    {"launch-2025-03", "v2.0.9", "from 28 Mar 2025 (day 43)",
     "alpha dividends balance, the price average is a hundred times faster with a warm-up, only "
     "started subnets are emitted to",
     launch_2025_03},
};
inline constexpr int era_count = sizeof(era_table) / sizeof(era_table[0]);

}  // namespace taosweep
