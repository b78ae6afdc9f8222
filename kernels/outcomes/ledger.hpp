// Ledgers: what does not add up, over everything that moved.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/outcomes/stored_subnet.hpp"
#include "kernels/state/state.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

struct Residuals {
  double tao, alpha;  ///< relative
};

/// TAO:    sum T + pending + parked + cash + held = brought - taken
/// alpha:  X - A + credited - uncredited = held + pending on every subnet, root's part Q among it,
/// where the pending cut of owners is (P + s) w/(1 - w), and what is owed since w has changed; the
/// sum of the sizes of what does not add up. Both over the sum of the sizes of their entries: where
/// nearly all that was brought has been taken, what is left has the rounding of all of it. The
/// accounts are those of state/accounts.def.
template <int Slots>
TAOSWEEP_HD Residuals ledger_residuals(const EconomyState<Slots>& s, const Rules& rules) {
  const Money& m = s.scalars.money;
  double tao = 0, expected = 0, size = 0, alpha = 0, alpha_size = 0;
#define HELD(name, ...) tao += m.name;
#define BROUGHT(name, ...) expected += m.name, size += abs(m.name);
#define TAKEN(name, ...) expected -= m.name, size += abs(m.name);
#include "kernels/state/accounts.def"
  for (double x : m.cash) tao += x;
  const StoredEconomy economy{m, s.scalars.emission, &rules};
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    if (s.alive[i] == 0) continue;
    tao += s.tao[i] + s.pending_tao[i] + s.parked_tao[i];
    double held = s.pending_alpha[i] + s.pending_root[i] +
                  owner_cut_beside(StoredSubnet<Slots>{economy, s, i},
                                   s.pending_alpha[i] + s.pending_swapped[i]);
    for (int c = 0; c < cohort_count; ++c) held += s.held[c][i];
    held += attackers_hold(s.scalars, i);
    double quirks = 0;
#define CREDITED(name) quirks += s.name[i];
#define UNCREDITED(name) quirks -= s.name[i];
#include "kernels/state/accounts.def"
    alpha += abs(s.issued[i] - s.alpha[i] + quirks - held);
    alpha_size += s.issued[i] + s.alpha[i] + abs(s.over_issued[i]) + abs(s.unallocated[i]) + held;
  }
  return {abs(tao - expected) / (abs(tao) + size), alpha_size > 0 ? alpha / alpha_size : 0.0};
}

}  // namespace taosweep
