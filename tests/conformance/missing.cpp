#include "tests/conformance/missing.hpp"

namespace taosweep::conformance {
namespace {

constexpr char balancer[] = "weighted pools, subtensor v3.4.8 of June 2026";
constexpr char net_flow[] = "emission by net flow of TAO, subtensor v3.2.10 of November 2025";
constexpr char root_vote[] = "the root network's vote, subtensor up to v1.2.5";
constexpr char yuma3[] = "Yuma 3, bonds relative to each miner";

constexpr Missing table[] = {
    {"balancer_add_liquidity", "", balancer},
    {"balancer_base_needed", "", balancer},
    {"balancer_exponent", "", balancer},
    {"balancer_init", "", balancer},
    {"balancer_limit", "", balancer},
    {"balancer_price", "", balancer},
    {"balancer_swap", "", balancer},
    {"balancer_swap_nofee", "", balancer},
    {"conviction_decay", "", "locks and conviction, subtensor v3.4.0 of May 2026"},
    {"emission_switch", "", "subnets without emission, subtensor of June 2026"},
    {"flow_ema", "", net_flow},
    {"flow_normalise", "", net_flow},
    {"flow_shares", "", net_flow},
    {"injection_terms", "", "capped injection and the chain's own buying, subtensor v3.2.12"},
    {"legacy_pending", "", root_vote},
    {"legacy_root_emission", "", root_vote},
    {"median_price", "", "pools seeded at the median price, subtensor v3.3.14"},
    {"pool_seed", "", "pools seeded at the median price, subtensor v3.3.14"},
    {"prune", "", "deregistration, subtensor v3.2.8 of September 2025"},
    {"prune_legacy", "", root_vote},
    {"swap_virtual_reserves", "", "concentrated liquidity, subtensor v3.2.0 to v3.4.7"},
    {"epoch_sequence", "yuma3", yuma3},
    {"epoch_sequence_segments", "yuma3", yuma3},
    {"root_split", "snapshot", "root dividends kept in alpha, subtensor v3.2.10"},
    {"tao_share", "snapshot D3", "shares by price average and burn, subtensor of July 2026"},
};

}  // namespace

std::span<const Missing> missing_rules() {
  return table;
}

const Missing* find_missing(const std::string& piece, const std::string& kind) {
  for (const Missing& row : table)
    if (piece == row.piece && kind == row.kind) return &row;
  return nullptr;
}

}  // namespace taosweep::conformance
