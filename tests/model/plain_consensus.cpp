// Epochs of two validators and two miners in the plain model. Each validator scores one miner at
// most, and no two the same.
#include <algorithm>
#include <cmath>

#include "tests/model/plain_model.hpp"

namespace taosweep::plain {
namespace {

/// What a new bond follows, and how fast, for each pair.
struct Moves {
  double to[2][2], weight[2][2];
};

// Liquid alpha v1: the logit of a_j is a line in C_j through both quartiles of the four uids, of
// which the validators have C = 0.
void by_miner(const Rules& r, const double (&consensus)[2], Moves& m) {
  double all[4] = {0, 0, consensus[0], consensus[1]};
  std::sort(all, all + 4);
  const double first = all[0] + 0.75 * (all[1] - all[0]), third = all[2] + 0.25 * (all[3] - all[2]);
  if (third <= first) return;
  const double low = r.liquid_alpha_low, high = r.liquid_alpha_high;
  const double at_low = std::log(1 / low - 1), at_high = std::log(1 / high - 1);
  for (int j = 0; j < 2; ++j) {
    const double logit = at_low + (at_high - at_low) * (consensus[j] - first) / (third - first);
    m.weight[0][j] = m.weight[1][j] = std::clamp(1 / (1 + std::exp(logit)), low, high);
  }
}

// Liquid alpha v2: a logistic curve of how far a bond goes beyond consensus, or down.
void by_pair(const Rules& r, const double (&consensus)[2], const double (&bonds)[4], Moves& m) {
  if (consensus[0] == 0 && consensus[1] == 0) return;
  for (int v = 0; v < 2; ++v) {
    for (int j = 0; j < 2; ++j) {
      const double to = m.to[v][j], bond = bonds[2 * v + j];
      const double far = std::clamp(to < bond ? bond - to : to - consensus[j], 0.0, 1.0);
      m.weight[v][j] =
          r.liquid_alpha_low + (r.liquid_alpha_high - r.liquid_alpha_low) /
                                   (1 + std::exp(r.liquid_alpha_steepness / 2 * (1 - 2 * far)));
    }
  }
}

double part(double of, double sum) {
  return sum > 0 ? of / sum : 0;
}

/// Largest of a column, or 1 where all are 0.
double scale_of(double a, double b) {
  const double largest = std::max(a, b);
  return largest > 0 ? largest : 1;
}

}  // namespace

// A score is consensus where at least kappa of the stake stands behind it; what is not consensus is
// cut to 0. Classic: new bonds in proportion to stake times score, averaged with the old, columns
// of sum 1. Yuma 3: bonds move to the score, and stake counts when they are paid. Null: the larger
// validator's scores, stake's dividends.
TwoSidedEpoch two_sided_epoch(const Rules& r, const double (&stake)[2],
                              const double (&weight)[2][2], double (&bonds)[4]) {
  if (r.consensus == ConsensusRule::null) {
    const auto& row = weight[stake[0] >= stake[1] ? 0 : 1];
    return {{row[0], row[1]}, {stake[0], stake[1]}};
  }
  const bool yuma3 = r.consensus == ConsensusRule::yuma3;
  const bool first = std::all_of(bonds, bonds + 4, [](double b) { return b == 0; });
  TwoSidedEpoch epoch{};
  double consensus[2];
  Moves moves;
  for (int j = 0; j < 2; ++j) {
    const int voter = weight[0][j] > 0 ? 0 : 1;
    consensus[j] = weight[voter][j] > 0 && stake[voter] >= r.kappa ? 1 : 0;
    epoch.incentive[j] = stake[voter] * consensus[j];
    for (int v = 0; v < 2; ++v) {
      const double w = weight[v][j];
      if (first) bonds[2 * v + j] = yuma3 ? 0.5 : stake[v];
      moves.to[v][j] = (1 - r.bonds_penalty) * w + r.bonds_penalty * std::min(w, consensus[j]);
      moves.weight[v][j] = 1 - r.bonds_moving_average;
    }
  }
  if (r.liquid_alpha == LiquidAlpha::v1) by_miner(r, consensus, moves);
  if (r.liquid_alpha == LiquidAlpha::v2 && yuma3) by_pair(r, consensus, bonds, moves);

  const double paid = epoch.incentive[0] + epoch.incentive[1];
  for (int j = 0; j < 2; ++j) {
    double* const b[2] = {&bonds[j], &bonds[2 + j]};
    const double old = *b[0] + *b[1];
    const double fresh = stake[0] * moves.to[0][j] + stake[1] * moves.to[1][j];
    for (int v = 0; v < 2; ++v) {
      const double a = moves.weight[v][j];
      *b[v] = yuma3 ? a * moves.to[v][j] + (1 - a) * *b[v]
                    : a * part(stake[v] * moves.to[v][j], fresh) + (1 - a) * part(*b[v], old);
    }
    const double sum = *b[0] + *b[1], largest = yuma3 ? 1 : scale_of(*b[0], *b[1]);
    for (int v = 0; v < 2; ++v) {
      epoch.dividend[v] +=
          (yuma3 ? stake[v] : 1) * part(*b[v], sum) * part(epoch.incentive[j], paid);
      *b[v] /= largest;
    }
  }
  return epoch;
}

}  // namespace taosweep::plain
