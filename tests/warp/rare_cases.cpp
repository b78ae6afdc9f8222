#include "tests/warp/rare_cases.hpp"

#include "host/formula/formula.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/made_up_start.hpp"

namespace taosweep {
namespace {

/// Four days, an attack on the first.
Parameters of_era(const Rules& era) {
  Parameters p;
  p.time.days = 4;
  p.time.step_blocks = 300;
  p.time.fine_days = 0;
  p.network.subnets = 30;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::existing;
  p.attack.day = 1;
  p.foundation.delay_days = 1;
  p.schedule = {1, {{0, era}}};
  return p;
}

Parameters several_attackers(Parameters p) {
  p.attack.count = 5;
  p.attack.every = 0.4;
  p.foundation.targets = FoundationTargets::all;
  return p;
}

Parameters fresh_attackers() {
  Parameters p = several_attackers(of_era(hill_rank_2026_08));
  p.attack.subnet = AttackSubnet::fresh;
  p.network.subnets = 22;
  p.lifecycle.most_lock_tao = 1e5;
  return p;
}

Parameters kept_claims() {
  Parameters p = of_era(flow_2025_12);
  p.root.keep = 0.5;
  return p;
}

/// Newcomers, for whom others make room.
Parameters births() {
  Parameters p = of_era(etao_2026_10);
  Rules& rules = p.schedule.of[0].rules;
  rules.registration_gap = 0;
  rules.immunity_blocks = 0;
  rules.subnet_limit = 28;
  p.network.subnets = 28;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 6;
  p.lifecycle.most_lock_tao = 1e5;
  return p;
}

Parameters errors_and_switches() {
  Parameters p = several_attackers(of_era(etao_2026_10));
  p.foundation.by = FoundationBy::emission_switch;
  p.foundation.false_alarm_rate = 5;
  return p;
}

Parameters revenue_and_owners() {
  Parameters p = of_era(flow_2025_12);
  p.schedule.of[0].rules.share = ShareRule(Shares::rule<FormulaShare>());
  p.share_formula = parse_formula("price_ema * rank");
  p.revenue.total_tao = 1000;
  p.revenue.part = 0.5;
  p.mining.outside_income = 0.5;
  p.mining.world_tao = 1000;
  p.owners.exit_rate = 0.5;
  p.owners.exit_part = 1;
  p.value.news = 0.1;
  p.mood.ln_sd = 0.2;
  return p;
}

Parameters bought_votes() {
  Parameters p = of_era(legacy_root);
  p.schedule = {2, {{0, legacy_root}, {2, flow_2025_12}}};
  p.attack.mode = AttackMode::buy_votes;
  return p;
}

constexpr RecordPlan four_days{4, 0.5, true};

PinnedCase plain(const char* name, Parameters (*parameters)()) {
  return {name, [=] { return Economies{{{parameters(), {28, 1, 2}}}, four_days}; }};
}

Economies branched() {
  static const ShockBranches branches{2, {{1, 100}, {3, 200}}};
  Job job{kept_claims(), {28, 1, 2}};
  job.key.branches = &branches;
  return {{job}, four_days};
}

Economies begun(bool drawn) {
  static const StartState recorded = made_up_start();
  static const StartState network = [] {
    StartState start{};
    start.drawn = 1;
    return start;
  }();
  Job job{begun_at(hill_rank_2026_08, 3), {28, 1, 2}};
  job.start = drawn ? &network : &recorded;
  return {{job}, four_days};
}

}  // namespace

std::vector<PinnedCase> rare_cases() {
  return {
      plain("kept_claims", kept_claims),
      plain("kept_claims_of_several_attackers", [] { return several_attackers(kept_claims()); }),
      plain("fresh_attackers", fresh_attackers),
      plain("births", births),
      plain("errors_and_switches", errors_and_switches),
      plain("revenue_and_owners", revenue_and_owners),
      plain("bought_votes", bought_votes),
      {"branched", branched},
      {"recorded_network", [] { return begun(false); }},
      {"drawn_network", [] { return begun(true); }}};
}

}  // namespace taosweep
