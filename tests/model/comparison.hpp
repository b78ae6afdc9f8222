// How far a plain economy is from one of the sweep.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>

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

/// Numbers kept in doubles, those of them that FP32 yields move between root and cash, and numbers
/// kept in FP32.
struct Differences {
  Difference exact, moved, fast;

  template <class T>
  Difference& of() {
    return std::is_same_v<T, float> ? fast : exact;
  }
};

/// Compares all subnets alive and all money of `a` and `b`;
/// `before` gives the scale of what was sold or spent.
inline Subnet scales_of(const Subnet& before, const Subnet& now) {
  Subnet scale;
#define HOT(name, ...) scale.name = 0;
#define COLD HOT
#define COLD_ROWS(name, ...) scale.name.fill(0);
#include "kernels/state/state.def"
  scale.held = before.held;
  scale.basis = before.basis;
  scale.over_issued = scale.unallocated = scale.taken_in = now.issued;
  scale.value_error = scale.log_worth = scale.log_price = scale.trend = 1;  // logarithms
  scale.day_return = 1;
  return scale;
}

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
    Subnet scale = scales_of(was, x);
    // A little less in the budgets of noise traders, whose sum is their cash, was spent.
    scale.basis[trader_index<NoiseTraders>()] += 1e-6 * a.scalars.money.cash[cohort_noise];
    d.exact.see(at("registered", i), x.registered, y.registered);
    d.exact.see(at("refused", i), x.refused, y.refused);
#define HOT(name, type, ...) d.of<type>().see(at(#name, i), x.name, y.name, scale.name);
#define COLD HOT
#define COLD_ROWS(name, count, type, ...)                                               \
  for (int row = 0; row < count; ++row)                                                 \
    d.of<type>().see(at((#name + (" " + std::to_string(row))).c_str(), i), x.name[row], \
                     y.name[row], scale.name[row]);
#include "kernels/state/state.def"
  }
  const Scalars &p = a.scalars, &q = b.scalars, &was = before.scalars;
  const double new_cash = p.money.entered - was.money.entered;
  for (int c = 0; c < cohort_count; ++c) {
    d.moved.see("cash of cohorts", p.money.cash[c], q.money.cash[c], was.money.cash[c] + new_cash);
  }
  d.exact.see("cash of the attacker", p.money.attacker, q.money.attacker, was.money.attacker);
  d.moved.see("root", p.money.root, q.money.root);
  d.exact.see("unbooked root", p.money.unbooked_root, q.money.unbooked_root);
  d.exact.see("issuance", p.money.issuance, q.money.issuance);
  d.exact.see("minted", p.money.minted, q.money.minted);
  d.exact.see("entered", p.money.entered, q.money.entered);
  d.exact.see("bought back", p.money.bought_back, q.money.bought_back);
  d.exact.see("proceeds of treasuries", p.money.treasuries, q.money.treasuries);
  d.exact.see("left", p.money.left, q.money.left);
  d.exact.see("attacker's budget", p.attack.budget, q.attack.budget);
  d.exact.see("attacker's alpha", p.attack.held, q.attack.held, was.attack.held);
  d.exact.see("attacker's basis", p.attack.basis, q.attack.basis, was.attack.basis);
  d.exact.see("attacker spent", p.attack.spent, q.attack.spent);
  d.exact.see("attacker received", p.attack.received, q.attack.received);
  d.exact.see("exit block", p.attack.exit_block, q.attack.exit_block);
  d.exact.see("marketing", p.attack.marketing, q.attack.marketing);
  d.exact.see("run of days", p.attack.run_days, q.attack.run_days);
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
