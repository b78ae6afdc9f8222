// A subnet is dissolved: its pool is paid out, and its slot is empty.
#pragma once

#include "kernels/chain/lifecycle/refund.hpp"
#include "kernels/players/all.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/watch/adopters.hpp"

namespace taosweep {

/// Whether the alpha of its pool takes part in the refund: it has registered under the rule of
/// whole locks.
template <class E>
TAOSWEEP_HD bool pool_takes_part(const E& economy, int subnet) {
  const double opened = economy.stored.opened[subnet];
  return opened >= 0 &&
         economy.segments.rules_at(static_cast<int>(opened)).pool_seed == SeedRule::whole_lock;
}

//   tau = T E/(x + E)       T, x  the pool [TAO, alpha],   E  alpha in root's baskets
//
// In a pool with weights what its own curve gives for E (chain/pool/balancer.hpp), in neither case
// less a fee. What is left of T goes to all other alpha, in proportion. Source: dissolution since
// spec 441.
struct SoldFirst {
  double alpha;  ///< [alpha]
  double tao;    ///< [TAO]
};
/// What is sold into the pool before it is shared out: nothing where root has no baskets.
template <class E>
TAOSWEEP_HD SoldFirst sold_first(const E& economy, int subnet) {
  using real = typename E::real;
  if (economy.rules->root_pay != RootPay::basket) return {0, 0};
  const double alpha = max(economy.stored.claimable[subnet], 0.0);
  return {alpha,
          economy.pick(subnet, [&](const auto& pack) { return received_for(pack, real(alpha)); })};
}

/// Whose alpha a subnet's refund goes to [alpha].
struct TakesPart {
  double held[cohort_count];
  double players;
  double treasury;
  double root;      ///< not claimed nor sold first, and waiting for the epoch
  double recycled;  ///< the chain's own, and the pool's
  double all;
};
template <class E>
TAOSWEEP_HD TakesPart takes_part_on(const E& economy, int subnet, double sold) {
  const auto& s = economy.stored;
  const double in_pool = s.alpha[subnet] + sold;
  TakesPart alpha{};
  alpha.players = Players::held_at(economy, subnet);
  alpha.root = max(s.claimable[subnet] - sold + s.pending_root[subnet], 0.0);
  alpha.recycled = s.protocol_alpha[subnet] + (pool_takes_part(economy, subnet) ? in_pool : 0.0);
  alpha.treasury = max(s.treasury[subnet], 0.0);
  alpha.all = alpha.players + alpha.root + alpha.recycled + alpha.treasury;
  for (int c = 0; c < cohort_count; ++c) {
    alpha.held[c] = max(s.held[c][subnet], 0.0);
    alpha.all += alpha.held[c];
  }
  return alpha;
}

/// What outcomes count of a subnet goes with the economy.
template <class E>
TAOSWEEP_HD void keep_counts(E& economy, int subnet) {
  const auto& s = economy.stored;
  auto& gone = economy.lifecycle;
  gone.bought_tao += s.bought_tao[subnet];
  gone.parked_tao += s.parked_tao[subnet];
  gone.owner_income += s.owner_income[subnet];
  gone.root_income += s.root_income[subnet];
  gone.refused += s.refused[subnet];
  gone.formula_refused += s.formula_refused[subnet];
}

/// What waits for the epoch in TAO is root's, and is paid as an epoch would.
template <class E>
TAOSWEEP_HD void pay_root_what_waits(E& economy, double tao) {
  if (!economy.rules->root_booked) {
    economy.money.unbooked_root += tao;
    return;
  }
  economy.money.root += tao;
  economy.lifecycle.root_income += tao;
}

/// The TAO of its pool goes to those who hold its alpha, to root's baskets first and to all others
/// in proportion; all its alpha is destroyed, and what is nobody's is recycled.
template <class E>
TAOSWEEP_CALLED void dissolve(E& economy, int subnet) {
  E::Group::sync();
  const auto& s = economy.stored;
  auto& money = economy.money;
  const SoldFirst sold = sold_first(economy, subnet);
  const double tao = s.tao[subnet] + s.parked_tao[subnet] - sold.tao;
  const TakesPart alpha = takes_part_on(economy, subnet, sold.alpha);
  const double each = refund_per_alpha(tao, alpha.all);
  double paid = each * alpha.players + each * alpha.root + each * alpha.treasury;
  for (int c = 0; c < cohort_count; ++c) {
    money.cash[c] += each * alpha.held[c];
    economy.turnover.received[c] += each * alpha.held[c];
    paid += each * alpha.held[c];
  }
  economy.lifecycle.refunded += paid + sold.tao;
  economy.lifecycle.refund_value +=
      (alpha.all - alpha.recycled + sold.alpha) *
      economy.pick(subnet, [](const auto& pack) { return pack.price(); });
  money.root += each * alpha.root + sold.tao;
  money.treasuries += each * alpha.treasury;
  money.recycled += tao - paid;
  money.burn(tao - paid);
  keep_counts(economy, subnet);
  economy.lifecycle.root_income += each * max(s.pending_root[subnet], 0.0);
  pay_root_what_waits(economy, s.pending_tao[subnet]);
  pay_adopters(economy, subnet, each);
  Players::dissolve(economy, subnet, each);
  economy.lifecycle.prunings += 1;
  E::Group::sync();
  if (E::Group::leader()) empty_slot(economy.stored, subnet);
  E::Group::sync();
}

}  // namespace taosweep
