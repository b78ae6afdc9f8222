#include "tests/conformance/missing.hpp"

namespace taosweep::conformance {
namespace {

constexpr char net_flow[] = "emission by net flow of TAO, subtensor v3.2.10 of November 2025";

constexpr Missing table[] = {
    {"conviction_decay", "", "locks and conviction, subtensor v3.4.0 of May 2026"},
    {"emission_switch", "", "subnets without emission, subtensor of June 2026"},
    {"flow_ema", "", net_flow},
    {"flow_normalise", "", net_flow},
    {"flow_shares", "", net_flow},
    {"injection_terms", "", "capped injection and the chain's own buying, subtensor v3.2.12"},
    {"pool_seed", "", "pools seeded at the median price, subtensor v3.3.14"},
    {"prune", "", "deregistration, subtensor v3.2.8 of September 2025"},
    {"prune_legacy", "", "subnets that root's vote dissolves, subtensor up to v1.2.5"},
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
