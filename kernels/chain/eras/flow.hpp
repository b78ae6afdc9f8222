// Eras of flow: shares by what stakers bring, the excess buys alpha, root's alpha waits.
#pragma once

#include "kernels/chain/eras/launch.hpp"

namespace taosweep {

/// Source: v3.2.12 run_coinbase.rs, subnets_emission.rs, claim_root.rs. The two days of v3.2.10 and
/// v3.2.11 before it still subsidised.
inline constexpr Rules flow_2025_11 = since(subsidy_2025_07, [](Rules& r) {
  r.share = Shares::rule<FlowShare>();
  r.flows = true;
  r.flow_start = FlowStart::price;
  r.injection = InjectionRule::chain_buy;
  r.injection_cap = InjectionCap::alpha;
  r.bought_alpha = BoughtAlpha::recycled;
  r.root_pay = RootPay::claimed;
  r.root_flag = true;
  r.root_unpaid = UnpaidRoot::participants;
  r.last_lock_tao = 1250;  // v3.2.9, 7 Oct 2025
  r.lock_interval = 8;
  r.registration_every = 6.7;
});

/// Source: v3.3.0 and v3.3.1-362 run_coinbase.rs; first value of a flow average v3.2.15-348.
inline constexpr Rules flow_2025_12 = since(flow_2025_11, [](Rules& r) {
  r.injection_cap = InjectionCap::emission;
  r.flow_start = FlowStart::zero;
  r.root_unpaid = UnpaidRoot::recycled;
  r.last_lock_tao = 653;
  r.lock_interval = 16;    // about Dec 2025: 115,200 blocks
  r.registration_gap = 2;  // likewise: 14,400 blocks
});

/// Source: v3.4.0 subnets_emission.rs, v3.4.1 SubnetProtocolAlpha; fees to the authors of blocks
/// since v3.3.12, 19 Mar 2026.
inline constexpr Rules netflow_2026_05 = since(flow_2025_12, [](Rules& r) {
  r.share = Shares::rule<NetFlowShare>();
  r.bought_alpha = BoughtAlpha::protocol;
  r.fee_to = FeeTo::authors;
  r.pool_seed = SeedRule::whole_lock;  // v3.3.14, 23 Apr 2026
});

}  // namespace taosweep
