#include "tests/conformance/table.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace taosweep::conformance {
namespace {

struct StageRow {
  const char* piece;
  const char* stage;
};

constexpr StageRow stages[] = {
    {"alpha_injection", "injection"},
    {"balancer_", "pool"},
    {"block_emission", "emission"},
    {"blocks_until_epoch", "consensus"},
    {"bond_ema_clamped", "consensus"},
    {"clamp", "consensus"},
    {"coalition", "consensus"},
    {"col_clip", "consensus"},
    {"conviction_decay", "lifecycle"},
    {"dividend_", "consensus"},
    {"emission_switch", "share"},
    {"epoch", "consensus"},
    {"flow_", "share"},
    {"injection_terms", "injection"},
    {"legacy_", "share"},
    {"liquid_alpha_", "consensus"},
    {"lock_cost", "lifecycle"},
    {"majority_guarantee", "consensus"},
    {"max_buy_at_limit", "pool"},
    {"max_sell_at_limit", "pool"},
    {"median_price", "lifecycle"},
    {"owner_cut", "emission"},
    {"pool_", "lifecycle"},
    {"price_ema", "average"},
    {"prune", "lifecycle"},
    {"quantile_linear", "consensus"},
    {"retention_threshold", "consensus"},
    {"root_", "root"},
    {"stake_fee", "pool"},
    {"swap_", "pool"},
    {"tao_share", "share"},
    {"tao_weight", "root"},
    {"weighted_median", "consensus"},
    {"yuma_", "consensus"},
};

}  // namespace

std::string stage_of(const std::string& piece) {
  for (const StageRow& row : stages)
    if (piece.rfind(row.piece, 0) == 0) return row.stage;
  throw std::runtime_error(piece + " belongs to no stage: a row of tests/conformance/table.cpp");
}

Table::Row& Table::row(const std::string& piece, const std::string& era) {
  return rows_[{stage_of(piece), era}];
}

void Table::passed(const std::string& piece, const std::string& era, double error) {
  Row& it = row(piece, era);
  ++it.passed;
  it.error = std::max(it.error, error);
}

void Table::waiting(const std::string& piece, const std::string& era) {
  ++row(piece, era).waiting;
}

void Table::print() const {
  std::printf(
      "| stage | era of the vectors | hold | wait | largest error |\n|---|---|---|---|---|\n");
  for (const auto& [place, it] : rows_)
    std::printf("| %s | %s | %d | %d | %.0e |\n", place.first.c_str(), place.second.c_str(),
                it.passed, it.waiting, it.error);
}

}  // namespace taosweep::conformance
