// Subnets that earn outside buy their own alpha back.
//
//   bought with   b (R + (1 - k) x E)   [TAO/d], as a constant flow among the orders of a tick
//   sold          s = 1 - exp(-h dt) of what its treasury holds, likewise
//
//   b  revenue.buyback_share,   R  revenue of the day (cohorts/revenue.hpp),
//   E  what its miners earn elsewhere, of which (1 - k) x reaches it (cohorts/mining.hpp),
//   h  revenue.treasury_sell
#pragma once

#include "kernels/cohorts/hazard.hpp"
#include "kernels/cohorts/revenue.hpp"
#include "kernels/economy/mining.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/state/recycle.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

template <class E>
TAOSWEEP_HD bool has_revenue(const E& economy) {
  return economy.parameters.revenue.total_tao > 0;
}

/// Whether subnets, or their treasuries, trade.
template <class E>
TAOSWEEP_HD bool subnets_trade(const E& economy) {
  const Parameters& p = economy.parameters;
  return has_revenue(economy) || mines_elsewhere(economy) || p.owners.treasury_share > 0 ||
         p.network.held_treasury > 0;
}

/// Worth Q of the subnets of a pack that earn, 0 on others. Whether one earns is drawn for life.
template <class P>
TAOSWEEP_HD typename P::real worth_that_earns(const P& pack) {
  using real = typename P::real;
  const auto words = pack.words_for_life(Purpose::revenue);
  const auto earns =
      uniform_real(words.w[0], words.w[1]) < real(pack.economy.parameters.revenue.part);
  return select(earns & (pack.alive() > real(0.0)), exp_of(pack.log_worth()), real(0.0));
}

/// Revenue of an average subnet of day 0 [TAO/d].
template <class E>
TAOSWEEP_HD double average_revenue(const E& economy) {
  return economy.parameters.revenue.total_tao / economy.clock.subnets;
}

/// Whether emission goes by what subnets report.
template <class E>
TAOSWEEP_HD bool reads_reports(const E& economy) {
  return economy.rules->share == Shares::rule<RevenueShare>();
}

/// What a rule may read of a subnet, before each look at it: what it reports that it earns, or
/// where nobody has revenue what it is worth to value stakers, without an error.
template <class E>
TAOSWEEP_CALLED void report_revenue(E& economy) {
  using real = typename E::real;
  const bool earns = has_revenue(economy);
  if (!earns && !reads_reports(economy)) return;
  const double spread = economy.parameters.revenue.report_ln_sd;
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real z = earns && spread > 0 ? pack.normal_for_life(Purpose::report) : real(0.0);
    pack.set_reported(earns ? reported_of(earned_outside(pack), spread, z, average_revenue(economy))
                            : exp_of(pack.log_worth()));
  }
}

/// What subnets earn on the day that begins at `block`, by their worth and shares at its start;
/// at their fair part where emission goes by reports of which there is none yet.
template <class E>
TAOSWEEP_CALLED void earn_revenue(E& economy, int block) {
  using real = typename E::real;
  if (!has_revenue(economy)) return;
  const auto& revenue = economy.parameters.revenue;
  const real one(1.0), nothing(0.0);
  const double worth = economy.sum([](const auto& pack) { return worth_that_earns(pack); });
  const double earners = economy.sum(
      [&](const auto& pack) { return select(worth_that_earns(pack) > nothing, one, nothing); });
  const double living = economy.sum([](const auto& pack) { return pack.alive(); });
  const double weights = economy.sum([&](const auto& pack) { return share_weight(pack, block); });
  const bool unread = reads_reports(economy) && !(weights > 0);
  const real per_worth(worth > 0 ? 1 / worth : 0.0), per_weight(weights > 0 ? 1 / weights : 0.0);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real part = worth_that_earns(pack) * per_worth;
    const real fair = part * real(earners / living);
    const real share = unread ? fair : share_weight(pack, block) * per_weight;
    pack.set_revenue(revenue_of(revenue.total_tao, revenue.elasticity, part, fair, share));
  }
}

/// Orders of a tick of `blocks` on a pack, at constant flow.
template <class R>
struct RevenueOrders {
  R buy;   ///< by subnets, of their own alpha [TAO/block]
  R sell;  ///< by their treasuries [alpha/block]
};
template <class P>
TAOSWEEP_HD RevenueOrders<typename P::real> revenue_orders(const P& pack, int blocks) {
  using real = typename P::real;
  const auto& revenue = pack.economy.parameters.revenue;
  const double part = hazard_part(revenue.treasury_sell, blocks / blocks_per_day);
  const real captured(captured_part(pack.economy.parameters));
  return {fma(captured, pack.earned_elsewhere(), pack.revenue()) *
              real(revenue.buyback_share / blocks_per_day),
          pack.treasury() * real(part / blocks)};
}

/// What becomes of alpha that subnets have bought back.
template <class P>
TAOSWEEP_HD void book_bought_back(const P& pack, const typename P::real& bought) {
  switch (pack.economy.parameters.revenue.bought) {
    case BoughtBack::burned:
      pack.set_unallocated(pack.unallocated() + bought);
      break;
    case BoughtBack::recycled:
      recycle_alpha(pack, bought);
      break;
    case BoughtBack::held:
      pack.set_treasury(pack.treasury() + bought);
      break;
  }
}

/// Books the fills of a tick of `blocks`: what is bought is paid with money from outside, where the
/// proceeds of treasuries go.
template <class E>
TAOSWEEP_CALLED void settle_revenue(E& economy, int blocks) {
  using real = typename E::real;
  using Group = typename E::Group;
  if (!subnets_trade(economy)) return;
  real earned[E::packs], reported[E::packs], paid[E::packs], received[E::packs];
  economy.clear_unused(earned, reported, paid, received);
  const real days(blocks / blocks_per_day);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real buy = revenue_orders(pack, blocks).buy, sell = pack.treasury_sale();
    earned[j] = earned_outside(pack) * days;
    reported[j] = (pack.reported() + pack.claimed()) * pack.alive() * days;
    paid[j] = buy * pack.bought_blocks();
    received[j] = sell * pack.seller_fill();
    pack.set_treasury(fma(-sell, pack.sold_blocks(), pack.treasury()));
    book_bought_back(pack, buy * pack.buyer_fill());
  }
  economy.track.revenue += Group::sum(earned);
  if (has_revenue(economy))
    economy.track.reported += Group::sum(reported) * average_revenue(economy);
  economy.money.bought_back += Group::sum(paid);
  economy.money.treasuries += Group::sum(received);
}

}  // namespace taosweep
