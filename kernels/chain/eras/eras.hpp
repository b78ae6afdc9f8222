// Eras: named sets of rules that the chain really ran, each as the one before and what changed.
#pragma once

#include "kernels/chain/eras/flow.hpp"
#include "kernels/chain/eras/launch.hpp"
#include "kernels/chain/eras/price.hpp"

namespace taosweep {

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
     "alpha dividends over-issued",
     launch_2025_02, 4920351},
    {"fixed-2025-02", "v2.0.4-v2.0.8", "24 Feb (day 11.04) to 28 Mar 2025",
     "alpha dividends leave out what was sold for root", fixed_2025_02},
    {"launch-2025-03", "v2.0.9", "from 28 Mar 2025 (day 43)",
     "alpha dividends balance, the price average is a hundred times faster with a warm-up, only "
     "started subnets are emitted to",
     launch_2025_03},
    {"pools-2025-07", "v3.2.0-v3.2.2, specs 290-292", "8 to 29 Jul 2025",
     "pools take a fee of what is swapped; dividends paid to root count as its stake",
     pools_2025_07, 5947549},
    {"subsidy-2025-07", "v3.2.3-v3.2.9", "29 Jul to 4 Nov 2025",
     "where the price is below the share, the difference buys alpha; swaps pay a fee",
     subsidy_2025_07},
    {"flow-2025-11", "v3.2.12-v3.2.19", "6 Nov to 9 Dec 2025",
     "emission by the average of what stakers bring; alpha up to its emission, the rest buys; root "
     "claims its alpha",
     flow_2025_11},
    {"flow-2025-12", "v3.3.1-v3.3.14", "12 Dec 2025 to 28 May 2026",
     "alpha is injected up to the block's TAO; root's alpha is recycled while prices sum to less "
     "than 1",
     flow_2025_12},
    {"netflow-2026-05", "v3.4.0-v3.4.5, spec 411", "28 May to 23 Jun 2026",
     "stakers' flow net of what the chain itself spends; it keeps the alpha it buys",
     netflow_2026_05, 8283784},
    {"price-root-2026-06", "v3.4.6, spec 421", "23 Jun to 16 Jul 2026",
     "emission by price average, times root's share, less what is burned", price_root_2026_06,
     8466530},
    {"price-2026-07", "spec 432", "16 to 27 Jul 2026",
     "emission by price average, less what is burned", price_2026_07, 8636190},
    {"hill-2026-07", "spec 440", "27 Jul to 3 Aug 2026",
     "shares below a bar are pressed down; the bar holds 75 % of the mass", hill_2026_07, 8713793},
    {"hill-rank-2026-08", "spec 441", "3 Aug to 19 Oct 2026",
     "the bar is the share of rank 32; root's alpha is staked until it is claimed",
     hill_rank_2026_08, 8765683},
    {"etao-2026-10", "specs 480-481", "from 19 Oct 2026",
     "a subnet divides its alpha by a vector of its own; root's part is fixed", etao_2026_10},
    {"legacy-root", "v1.2.5", "before 13 Feb 2025",
     "root's validators vote on emission, which is paid out in TAO; there are no pools",
     legacy_root, 0,
     "launch-2025-02"},
};
inline constexpr int era_count = sizeof(era_table) / sizeof(era_table[0]);

}  // namespace taosweep
