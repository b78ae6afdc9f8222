#include "tests/conformance/missing.hpp"

namespace taosweep::conformance {
namespace {

constexpr char one[] =
    "another exponent or cutoff of flows than 1 and 0, which the chain never had";

constexpr Missing table[] = {
    {"conviction_decay", "", "locks and conviction, subtensor v3.4.0 of May 2026"},
    {"flow_normalise", "exponent", one},
    {"flow_shares", "cutoff", one},
    {"flow_shares", "exponent", one},
    {"prune_legacy", "", "subnets that root's vote dissolves, subtensor up to v1.2.5"},
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
