// Ledgers: what does not add up, over everything that moved.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/state/state.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

struct Residuals {
  double tao, alpha;  ///< relative
};

/// TAO:    sum T + pending + cash + R + unbooked root = opening + minted + entered - left
/// alpha:  X - A + over-issued - taken in - unallocated = held + pending on every subnet, where the
/// pending cut of owners is (P + s) w/(1 - w); the sum of the sizes of what does not add up. Both
/// over the sum of the sizes of their entries.
template <int Slots>
Residuals ledger_residuals(const EconomyState<Slots>& s, const Rules& rules, int target) {
  const Money& m = s.scalars.money;
  double tao = m.root + m.unbooked_root + m.attacker, alpha = 0, alpha_size = 0;
  for (double x : m.cash) tao += x;
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    if (s.alive[i] == 0) continue;
    tao += s.tao[i] + s.pending_tao[i];
    double held =
        s.pending_alpha[i] + owner_cut_beside(rules, s.pending_alpha[i] + s.pending_swapped[i]);
    for (int c = 0; c < cohort_count; ++c) held += s.held[c][i];
    if (i == target) held += s.scalars.attack.held;
    const double quirks = s.over_issued[i] - s.taken_in[i] - s.unallocated[i];
    alpha += abs(s.issued[i] - s.alpha[i] + quirks - held);
    alpha_size += s.issued[i] + s.alpha[i] + abs(s.over_issued[i]) + abs(s.unallocated[i]) + held;
  }
  const double expected = m.opening + m.minted + m.entered - m.left;
  return {abs(tao - expected) / (abs(tao) + abs(expected)),
          alpha_size > 0 ? alpha / alpha_size : 0.0};
}

}  // namespace taosweep
