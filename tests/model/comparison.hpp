// How far a plain economy is from one of the sweep.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/model/plain_model.hpp"

namespace taosweep::plain {

/// Largest relative difference over a set of numbers, and where it was.
struct Difference {
  double value = 0;
  std::string where = "nothing compared";

  /// Relative to the larger of the two and to `scale`, what the number was made from.
  void see(const std::string& name, double a, double b, double scale = 0) {
    if (std::isnan(a) && std::isnan(b)) return;
    const double size = std::max({std::abs(a), std::abs(b), std::abs(scale)});
    const double d = a == b ? 0 : std::abs(a - b) / size;
    if (!(d <= value)) value = std::isnan(d) ? HUGE_VAL : d, where = name;
  }
};

/// Two sets of numbers: those kept in doubles, and those kept in FP32.
struct Differences {
  Difference exact, fast;
};

/// Compares all subnets alive and all money of `a` and `b`;
/// `before` gives the scale of what was sold or spent.
inline Differences compare(const Economy& before, const Economy& a, const Economy& b) {
  Differences d;
  const auto at = [](const char* name, int i) {
    return std::string(name) + " of subnet " + std::to_string(i);
  };
  double turnover = 0;
  for (int i = 0; i < static_cast<int>(a.subnets.size()); ++i) {
    const Subnet &x = a.subnets[i], &y = b.subnets[i], &was = before.subnets[i];
    d.exact.see(at("alive", i), x.alive, y.alive);
    if (!x.alive) continue;
    turnover += x.tao;
    d.exact.see(at("tao", i), x.tao, y.tao);
    d.exact.see(at("alpha", i), x.alpha, y.alpha);
    d.exact.see(at("issued", i), x.issued, y.issued);
    d.exact.see(at("price average", i), x.price_ema, y.price_ema);
    d.exact.see(at("pending alpha", i), x.pending_alpha, y.pending_alpha);
    d.exact.see(at("pending swapped", i), x.pending_swapped, y.pending_swapped);
    d.exact.see(at("pending tao", i), x.pending_tao, y.pending_tao);
    d.exact.see(at("over-issued", i), x.over_issued, y.over_issued, x.issued);
    d.exact.see(at("unallocated", i), x.unallocated, y.unallocated, x.issued);
    d.exact.see(at("taken in", i), x.taken_in, y.taken_in, x.issued);
    for (int c = 0; c < cohort_count; ++c)
      d.exact.see(at(("holding " + std::to_string(c)).c_str(), i), x.held[c], y.held[c],
                  was.held[c]);
    d.exact.see(at("registered", i), x.registered, y.registered);
    d.exact.see(at("refused", i), x.refused, y.refused);
    d.fast.see(at("value error", i), x.value_error, y.value_error, 1);
    d.fast.see(at("attention", i), x.attention, y.attention);
    d.fast.see(at("susceptible", i), x.susceptible, y.susceptible);
    d.fast.see(at("log price", i), x.log_price, y.log_price, 1);
    d.fast.see(at("trend", i), x.trend, y.trend, 1);
    d.fast.see(at("capacity", i), x.capacity, y.capacity);
  }
  const Scalars &p = a.scalars, &q = b.scalars, &was = before.scalars;
  const double new_cash = p.money.entered - was.money.entered;
  for (int c = 0; c < trader_count; ++c) {
    d.exact.see("cash of traders", p.money.traders[c], q.money.traders[c],
                was.money.traders[c] + new_cash);
  }
  for (int c = 0; c < 3; ++c) d.exact.see("proceeds", p.money.earners[c], q.money.earners[c]);
  d.exact.see("cash of the attacker", p.money.attacker, q.money.attacker, was.money.attacker);
  d.exact.see("root", p.money.root, q.money.root);
  d.exact.see("unbooked root", p.money.unbooked_root, q.money.unbooked_root);
  d.exact.see("issuance", p.money.issuance, q.money.issuance);
  d.exact.see("minted", p.money.minted, q.money.minted);
  d.exact.see("entered", p.money.entered, q.money.entered);
  d.exact.see("left", p.money.left, q.money.left);
  d.exact.see("attacker's alpha", p.attack.held, q.attack.held, was.attack.held);
  d.exact.see("attacker spent", p.attack.spent, q.attack.spent);
  d.exact.see("attacker received", p.attack.received, q.attack.received);
  d.exact.see("exit block", p.attack.exit_block, q.attack.exit_block);
  d.exact.see("marketing", p.attack.marketing, q.attack.marketing);
  d.exact.see("run of days", p.foundation.run_days, q.foundation.run_days);
  d.exact.see("action block", p.foundation.action_block, q.foundation.action_block);
  d.exact.see("acted", p.foundation.acted, q.foundation.acted);
  d.exact.see("controls", p.foundation.controls, q.foundation.controls);
  d.exact.see("consensus share", p.foundation.share, q.foundation.share);
  d.exact.see("phi needed", p.foundation.phi_needed, q.foundation.phi_needed);
  d.exact.see("phi needed, opposed", p.foundation.phi_needed_opposed,
              q.foundation.phi_needed_opposed);
  d.exact.see("root's stake at the action", p.foundation.root_stake, q.foundation.root_stake);
  d.exact.see("held at the action", p.foundation.held, q.foundation.held);
  for (int i = 0; i < 4; ++i) d.exact.see("bonds", p.contest.bonds[i], q.contest.bonds[i]);
  for (int i = 0; i < seller_count; ++i) {
    d.exact.see("sold in this tempo", p.contest.sold_now[i], q.contest.sold_now[i],
                turnover * 1e-6);
    d.exact.see("sold in the last tempo", p.contest.sold_before[i], q.contest.sold_before[i],
                turnover * 1e-6);
  }
  return d;
}

}  // namespace taosweep::plain
