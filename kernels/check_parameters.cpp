// What a set of parameters must satisfy beyond each one's own range.
#include <algorithm>
#include <charconv>

#include "kernels/advance.hpp"
#include "kernels/chain/lifecycle/openings.hpp"
#include "kernels/cohorts/cash.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/clock.hpp"

namespace taosweep {

namespace {

/// The shortest text that reads back as x.
std::string number(double x) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, x).ptr};
}

void check_steps(const Parameters& p, std::vector<std::string>& reasons) {
  const int signal = static_cast<int>(p.time.signal_blocks);
  const int day = static_cast<int>(blocks_per_day);
  const auto fits = [&](const char* key, double value) {
    const int step = static_cast<int>(value);
    if (signal % step == 0 || step % signal == 0) return;
    reasons.push_back(std::string(key) + " = " + number(value) +
                      " neither divides time.signal_blocks = " + number(signal) +
                      " nor is a multiple of it; choose one that does, for example " +
                      number(step < signal ? 1 : signal * (step / signal)));
  };
  fits("time.step_blocks", p.time.step_blocks);
  const bool fine = p.time.fine_days > 0 && p.time.fine_step_blocks < p.time.step_blocks;
  if (fine) fits("time.fine_step_blocks", p.time.fine_step_blocks);
  if (!reasons.empty()) return;

  const int step = static_cast<int>(p.time.step_blocks),
            fine_step = std::min(step, static_cast<int>(p.time.fine_step_blocks)),
            tick = std::max(signal, step), fine_tick = std::max(signal, fine_step);
  if (tick % fine_tick != 0) {
    reasons.push_back("time.fine_step_blocks = " + number(fine_step) +
                      " does not divide the coarse tick of " + number(tick) +
                      " blocks; choose a divisor of it");
  }
  if (day % tick != 0) {
    reasons.push_back(
        "a tick of " + number(tick) +
        " blocks (the longer of time.step_blocks and time.signal_blocks) does not divide a day "
        "of " +
        number(day) + " blocks; choose a divisor of " + number(day));
  }
}

void check_tempo(const Parameters& p, const Rules& rules, std::vector<std::string>& reasons) {
  if (p.time.step_blocks <= rules.tempo + 1) return;
  reasons.push_back("time.step_blocks = " + number(p.time.step_blocks) +
                    " is longer than an epoch of protocol.tempo + 1 = " + number(rules.tempo + 1) +
                    " blocks; choose a shorter step");
}

void check_formula(const Parameters& p, std::vector<std::string>& reasons) {
  if (!follows_formula(p)) return;
  if (p.share_formula.count == 0) {
    reasons.push_back(
        "protocol.share = formula, and protocol.share_formula says nothing; write one, such as "
        "protocol.share_formula = price_ema * (1 - burned)");
  } else if (!runs_through(p.share_formula)) {
    reasons.push_back("the code of protocol.share_formula does not run through");
  }
}

/// Day from which subnets have pools; the horizon where they never do.
double pools_open(const Parameters& p) {
  double day = p.time.days;
  for_each_segment(p, [&](std::int32_t from, const Rules& rules) {
    if (rules.pools && from / blocks_per_day < day) day = from / blocks_per_day;
  });
  return day;
}

/// Money of the attacker is said once, and in multiples of a pool only where there is one.
void check_budget(const Parameters& p, double opens, std::vector<std::string>& reasons) {
  if (!(p.attack.budget_pools > 0)) return;
  if (p.attack.budget_tao != Parameters{}.attack.budget_tao) {
    reasons.push_back("attack.budget_tao = " + number(p.attack.budget_tao) +
                      " and attack.budget_pools = " + number(p.attack.budget_pools) +
                      " both say what money the attacker has; leave one of them out (or set "
                      "attack.budget_pools = 0)");
  }
  if (p.attack.day < opens) {
    reasons.push_back("attack.budget_pools = " + number(p.attack.budget_pools) +
                      " counts pools, which protocol.schedule opens on day " + number(opens) +
                      ", after attack.day = " + number(p.attack.day) +
                      "; say attack.budget_tao instead");
  }
}

void check_mining(const Parameters& p, std::vector<std::string>& reasons) {
  if (p.mining.netuid <= p.network.subnets) return;
  reasons.push_back("mining.netuid = " + number(p.mining.netuid) +
                    " does not exist: network.subnets = " + number(p.network.subnets) +
                    "; choose an existing subnet, or 0 and mining.part");
}

/// Attackers after the first find subnets of their own.
void check_count(const Parameters& p, std::vector<std::string>& reasons) {
  if (p.attack.count == 1) return;
  const std::string count = "attack.count = " + number(p.attack.count);
  if (p.attack.mode == AttackMode::buy_votes) {
    reasons.push_back(
        count +
        " with attack.mode = buy_votes: who bids for the same votes against others is "
        "not modelled; set attack.count = 1 or choose another mode");
  }
  if (p.attack.subnet == AttackSubnet::existing && p.attack.count > p.network.subnets) {
    reasons.push_back(count + " attackers need as many old subnets, and network.subnets = " +
                      number(p.network.subnets) +
                      "; lower attack.count or choose attack.subnet = fresh");
  }
  if (p.attack.subnet == AttackSubnet::fresh && p.network.subnets < most_subnets &&
      p.network.subnets + p.attack.count > most_subnets) {
    reasons.push_back(count + " fresh subnets beside network.subnets = " +
                      number(p.network.subnets) + " are more than the " + number(most_subnets) +
                      " that have a place; lower attack.count or choose attack.subnet = existing");
  }
}

void check_attack(const Parameters& p, std::vector<std::string>& reasons) {
  if (p.attack.mode == AttackMode::none) return;
  check_count(p, reasons);
  if (p.attack.subnet == AttackSubnet::existing && p.attack.netuid > p.network.subnets) {
    reasons.push_back("attack.netuid = " + number(p.attack.netuid) +
                      " does not exist: network.subnets = " + number(p.network.subnets) +
                      "; choose an existing subnet or attack.subnet = fresh");
  }
  if (p.attack.subnet == AttackSubnet::fresh && p.network.subnets >= most_subnets) {
    reasons.push_back("attack.subnet = fresh finds no place: netuids up to " +
                      number(p.network.subnets) +
                      " are taken, as many as there are; choose attack.subnet = existing");
  }
  if (p.attack.day != static_cast<double>(static_cast<int>(p.attack.day))) {
    reasons.push_back(
        "attack.day = " + number(p.attack.day) +
        " is not a whole day, and the attacked subnet is watched once a day; choose a whole day");
  }
  const double opens = pools_open(p);
  if (p.attack.day < opens && p.attack.mode != AttackMode::buy_votes) {
    reasons.push_back("attack.day = " + number(p.attack.day) +
                      " lies before there are pools, which protocol.schedule opens on day " +
                      number(opens) +
                      ": nothing can be bought or priced before; choose that day or a later one, "
                      "or attack.mode = buy_votes");
  }
  check_budget(p, opens, reasons);
  if (p.attack.day >= p.time.days) {
    reasons.push_back("attack.day = " + number(p.attack.day) +
                      " is not before the horizon time.days = " + number(p.time.days) +
                      "; raise time.days or start earlier");
  }
}

/// Consensus needs stake that weighs something. The economy takes all scores for equal until the
/// foundation acts, so that without any stake it would pay dividends that nobody has decided on.
void check_stake(const Parameters& p, const Rules& rules, std::vector<std::string>& reasons) {
  if (p.validators.alpha_staked > 0) return;
  if (rules.tao_weight == 0) {
    reasons.push_back(
        "validators.alpha_staked = 0 and protocol.tao_weight = 0: neither alpha nor TAO on root "
        "weighs anything, so that no validator has a say in consensus; raise one of them");
  } else if (p.network.root_tao == 0) {
    reasons.push_back(
        "validators.alpha_staked = 0 and network.root_tao = 0: no alpha counts as staked and no "
        "TAO "
        "is on root, so that no validator has a say in consensus; raise one of them");
  } else if (p.attack.mode != AttackMode::none && p.foundation.coalition_share == 0 &&
             p.foundation.abstain_share == 1) {
    reasons.push_back(
        "validators.alpha_staked = 0, foundation.coalition_share = 0 and "
        "foundation.abstain_share = 1: nobody validates on the attacked subnet; raise the first or "
        "the second, or lower the third");
  }
}

/// Liquid alpha v2 compares a pair's weight with its bond, and classic bonds hold stake.
void check_consensus(const Rules& rules, std::vector<std::string>& reasons) {
  if (rules.liquid_alpha == LiquidAlpha::off) return;
  if (rules.liquid_alpha == LiquidAlpha::v2 && rules.consensus == ConsensusRule::yuma_classic) {
    reasons.push_back(
        "protocol.liquid_alpha = v2 compares a weight with the bond of its pair, which "
        "protocol.consensus = yuma_classic does not have; choose v1, or yuma3");
  }
  if (rules.liquid_alpha_low > rules.liquid_alpha_high) {
    reasons.push_back("protocol.liquid_alpha_low = " + number(rules.liquid_alpha_low) +
                      " is above protocol.liquid_alpha_high = " + number(rules.liquid_alpha_high) +
                      "; lower the first or raise the second");
  }
}

/// Pools open with the least lock, and what a fresh subnet locks beyond it is burned.
void check_pools(const Parameters& p, const Rules& rules, std::vector<std::string>& reasons) {
  if (rules.minimum_lock_tao < rules.minimum_reserve) {
    reasons.push_back(
        "protocol.minimum_lock_tao = " + number(rules.minimum_lock_tao) +
        " is less than protocol.minimum_reserve = " + number(rules.minimum_reserve) +
        ": pools would open below the reserve that every order has to leave; raise the lock or "
        "lower the reserve");
  }
  double most = rules.last_lock_tao * 2 > rules.minimum_lock_tao ? rules.last_lock_tao * 2
                                                                 : rules.minimum_lock_tao;
  if (p.attack.count > 1) most += (p.attack.count - 1) * p.lifecycle.most_lock_tao;
  if (p.attack.mode != AttackMode::none && p.attack.subnet == AttackSubnet::fresh &&
      most > p.network.issuance_tao) {
    reasons.push_back("network.issuance_tao = " + number(p.network.issuance_tao) +
                      " is less than a fresh subnet's lock may burn, " + number(most) +
                      " TAO (twice protocol.last_lock_tao, at least protocol.minimum_lock_tao, and "
                      "lifecycle.most_lock_tao for each attacker after the first); raise it or "
                      "lower them");
  }
}

/// Newcomers have numbers of their own, of which there are so many; and the record ends.
void check_lifecycle(const Parameters& p, std::vector<std::string>& reasons) {
  const auto& life = p.lifecycle;
  if (life.mode == LifecycleMode::arrivals &&
      life.rate_per_day * p.time.days > most_newcomers / 2) {
    reasons.push_back("lifecycle.rate_per_day = " + number(life.rate_per_day) +
                      " brings more newcomers in time.days = " + number(p.time.days) +
                      " than have shocks of their own, " + number(most_newcomers / 2) +
                      "; lower one of them");
  }
  const double last = opening_day(recorded_openings - 1) * blocks_per_day;
  if (life.mode == LifecycleMode::recorded && blocks_since_launch(p) > last) {
    reasons.push_back(
        "lifecycle.mode = recorded ends on 28 Oct 2025, and network.start_block = " +
        number(p.network.start_block) +
        " is a later day: nothing would be born; choose lifecycle.mode = arrivals or fixed");
  }
}

}  // namespace

bool follows_formula(const Parameters& p) {
  constexpr auto formula = ShareRule(Shares::rule<FormulaShare>());
  for (int i = 0; i < p.schedule.count; ++i)
    if (rules_in(p, p.schedule.of[i].rules).share == formula) return true;
  return false;
}

std::vector<std::string> check_parameters(const Parameters& p) {
  std::vector<std::string> reasons;
  check_steps(p, reasons);
  check_mining(p, reasons);
  check_attack(p, reasons);
  check_formula(p, reasons);
  check_lifecycle(p, reasons);
  if (p.owners.taking + p.owners.giving > 1) {
    reasons.push_back("owners.taking = " + number(p.owners.taking) +
                      " and owners.giving = " + number(p.owners.giving) +
                      " are parts of the same subnets and sum to more than 1; lower one of them");
  }
  if (!(cash_shares(p).sum > 0) && (p.capital.burst_tao > 0 || p.capital.drip_tao_per_day > 0)) {
    reasons.push_back(
        "cash enters (capital.burst_tao, capital.drip_tao_per_day) but the shares of all cohorts "
        "are 0; give one of them a share or let no cash enter");
  }
  bool weighted = false;
  for_each_segment(p, [&](std::int32_t from, const Rules& rules) {
    std::vector<std::string> found;
    if (weighted && rules.pool_kind != PoolKind::balancer) {
      found.push_back(
          "protocol.schedule goes back from protocol.pool_kind = balancer to constant_product: "
          "prices of pools whose weights have moved would jump; set protocol.pool_kind = "
          "balancer, which then holds in every era, or name an [era NAME] of the config that is "
          "since the later one and has pool_kind = balancer");
    }
    weighted = rules.pool_kind == PoolKind::balancer;
    check_tempo(p, rules, found);
    check_stake(p, rules, found);
    check_consensus(rules, found);
    check_pools(p, rules, found);
    if (rules.owner_cut >= 1) {
      found.push_back(
          "protocol.owner_cut = 1 leaves nothing for miners and validators; choose less than 1");
    }
    const bool lives = from < whole_blocks(p.time.days);
    for (const std::string& reason : found) {
      if (lives && std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
        reasons.push_back(reason);
    }
  });
  return reasons;
}

}  // namespace taosweep
