// What an economy keeps that belongs to no subnet: money, the attack, the foundation, and what
// outcomes need to know.
#pragma once

#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/cohorts/all.hpp"
#include "kernels/cohorts/mood.hpp"

namespace taosweep {

/// Falls after the action that are timed: by 50, 90 and 98 %.
inline constexpr int fall_levels = 3;

/// Sellers on a contested subnet: the cohorts, then the attacker.
inline constexpr int seller_count = cohort_count + 1;

/// Money outside the pools, and where it came from and went [TAO]: see accounts.def.
struct Money {
  double cash[cohort_count];  ///< of traders; proceeds of those who only sell
  double issuance;            ///< I, TAO in existence
  double unminted;            ///< of blocks, that no subnet could take
#define HELD(name, ...) double name;
#define BROUGHT(name, ...) double name;
#define TAKEN(name, ...) double name;
#include "kernels/state/accounts.def"

  /// TAO that ceases to exist.
  TAOSWEEP_HD void burn(double tao) {
    issuance = issuance_after_burn(issuance, tao);
  }
};

/// What rules of the chain look up for all subnets together, as of the last step.
struct EmissionState {
  double bar;            ///< theta of the gate [1], 0 before the first
  double weights;        ///< sum of the weights before the gate
  double least_place;    ///< by worth, of subnets that root has not switched off [1]
  double unfactored;     ///< 1 where factors on the weights would leave nothing: they are left out
  double protocol_norm;  ///< n of the net flow [1]
  double root_waits;     ///< 1 while root is not paid
  double flow_blocks;    ///< whose flows wait for their averages
  double named_off;      ///< 1 once a subnet is off, or not yet on, by name
  double liquidity_level, purchase_level;  ///< of shares that other subnets leave over [1]
  double unspent;                          ///< what none of them can take [TAO/block]
};

/// Births and deaths of subnets.
struct Lifecycle {
  double births;       ///< subnets that have registered since day 0
  double prunings;     ///< subnets that made room for them
  double turned_away;  ///< newcomers whom no subnet could make room for
  double newcomers;    ///< who have come so far
  double next;         ///< block at which the next one comes
  double last_lock;    ///< [TAO]
  double last_block;   ///< of the last registration
  // What outcomes count of subnets that are gone, as fields of state.def.
  double bought_tao, parked_tao, owner_income, root_income, refused, formula_refused;
  double refunded, refund_value;  ///< paid for alpha of others than the chain, its price [TAO]
};

/// Attackers that an economy may have.
inline constexpr int most_attackers = 16;

/// An attacker and its subnet.
struct AttackState {
  double subnet;      ///< index, -1 where it has none
  double start;       ///< block at which it begins, -1 where it never does
  double budget;      ///< money that it brings, lock apart [TAO]
  double cash;        ///< its part of the account of attackers [TAO]
  double held;        ///< alpha of the attacker
  double principal;   ///< of it, bought or held as owner from the start: the rest was earned
  double basis;       ///< what of `spent` has bought the alpha that it holds [TAO]
  double spent;       ///< TAO paid for lock, orders, marketing, votes and claims
  double received;    ///< TAO out of sales
  double exit_block;  ///< block at which it began to sell, -1 before
  double marketing;   ///< 1 once the attention shock has happened
  double gone;        ///< 1 once its subnet is dissolved
  double in_top_7;    ///< 1 once a daily look has found its subnet of rank 7 or better
  // What the foundation does about it.
  double run_days;  ///< days in a row above the trigger share, until it is met
  double due;       ///< block of its action, or -1; that on the first is action_block below
  double acted_on;  ///< block of its action once it has been, or -1, in every arm
  double controls;  ///< 1 while its scores are consensus there, where it acts on all; that of where
                    ///< it looks stands below
  double decided;   ///< 1 where the coalition's consensus share decided then
  double share_then;  ///< of prices, of its subnet then [1]
  double stopped;     ///< 1 once its subnet is gone since then, or at half of that share
};

/// It has begun, and its subnet is not dissolved.
TAOSWEEP_HD bool attacks(const AttackState& own, double at) {
  return own.start >= 0 && at >= own.start && own.gone == 0;
}

/// The foundation: where it looks among all attackers, and its action on the first, of which what
/// stands here without saying where is.
struct FoundationState {
  double action_block;  ///< -1 until the trigger has fired
  double acted;         ///< 1 from the action on, in every arm
  double controls;      ///< 1 while its scores are consensus where it looks (only where it acts)
  double share;         ///< consensus share at the action
  double phi_needed, phi_needed_opposed;
  double root_stake;                  ///< on root's accounts at the action [TAO]
  double held, pool_alpha, pool_tao;  ///< of the attacked subnet at the action
  double pool_weight;                 ///< w2 of its pool then
  double alarm, alarm_block;          ///< honest subnet (index, or -1) that it errs about, since
  double false_alarms;                ///< so far
  double at_hand;                     ///< number of the attacker that it looks at, from 0, or -1
  double subnet, from;  ///< where that is, and the block from which it looks; undefined once gone
};

/// Consensus on the attacked subnet while scores differ. Validators: 0 the coalition, 1 the rest;
/// miners: 0 the subnet's own, 1 sellers.
struct ContestState {
  double bonds[4];                   ///< [validator * 2 + miner]
  double sold_now[seller_count];     ///< TAO value sold in this tempo
  double sold_before[seller_count];  ///< in the tempo before
};

/// How an epoch's alpha splits on the attacked subnet while scores differ; parts sum to 1.
struct ContestSplit {
  double due;                         ///< 1 where the epoch runs in the step that runs
  double active;                      ///< 1 where the rest of this struct holds
  double own_miners, sellers;         ///< miners' side
  double coalition, rest;             ///< validators' side
  double nobody;                      ///< 1 where no validator has stake: then all parts are 0
  double rest_of_root;                ///< part of root stake among the rest's validators
  double seller_share[seller_count];  ///< of sales in the previous tempo
};

inline constexpr int contest_count = most_attackers - 1;

/// Both, on the subnet of an attacker after the first, where the foundation acts on all.
struct Contest {
  ContestState state;
  ContestSplit split;
};

/// Daily looks in a row that make a takeover, and shares of emission that are timed: 5, 10,
/// 20, 33 and 50 %.
inline constexpr int takeover_looks = 7;
inline constexpr int takeover_levels = 5;

/// Falls from the highest price that are timed: by 50, 80 and 95 %.
inline constexpr int top_fall_levels = 3;

/// Sums over daily looks that compared shares of emission with those of a value.
struct AgainstValue {
  double looks;
  double away;    ///< half the distances [1]
  double beyond;  ///< divergences [1]
};

/// Sums over returns of one subnet on two days in a row (watch/memory.hpp).
struct ReturnPairs {
  double count;
  double x, y, xx, yy, xy;         ///< the first and the second day's
  double size_x, size_y, size_xy;  ///< the same without their signs
};

/// What outcomes need to know of the path so far. Undefined = NaN.
struct Track {
  double spot_10_run, ema_2_run, ema_5_run;  ///< days in a row
  double spot_10, ema_2, ema_5;              ///< 1 once seven of them
  double rank_at_12, price_rank_at_12;
  double peak_spot_share, peak_ema_share;
  double price_after_start, price_at_action;
  double rest_at_action, rest_after_1d;       ///< sums of other prices [TAO/alpha]
  double lowest_12h, lowest_48h, last_ratio;  ///< price over price at the action
  double hours_fell[fall_levels];             ///< to the first price 50, 90 and 98 % lower
  double share_sum_30, share_count_30;        ///< daily spot share, days 28 to 32 after the action
  double harm_sum;                            ///< daily spot share, 60 days after the action
  double even_sum_30;              ///< spot share times living subnets, on the same days [1]
  double share_on_day_0;           ///< of emission, of the subnet that will be attacked
  double minted_at_look;           ///< at the last daily look, or at the action [TAO]
  double minted_after, tao_after;  ///< since the action: by all, to the attacked subnet [TAO]
  double overflows, large_moves;
  double looks, root_stake_sum;          ///< daily ones, and stake on root at them [TAO]
  double emission_switches;              ///< subnets that went in or out of emission between two
  double gate_looks, gate_crossings;     ///< pairs with a bar at both, subnets that crossed it
  double gate_seen;                      ///< 1 where the last look saw a bar
  double price_sum_low, price_sum_high;  ///< [TAO/alpha]
  double weighed_looks;                  ///< that compared shares with those of value
  double away_from_worth, away_from_market;  ///< sums of half the distances [1]
  double beyond_worth, beyond_market;        ///< sums of the divergences [1]
  double others_looks, others_priced;        ///< daily ones at others than the attacked subnet
  double others_tao, others_prices;          ///< sums over looks of one's TAO, and price
  double minted_before_look;                 ///< at the last of all daily looks [TAO]
  double ema_2_block, ema_2_lasts;           ///< first look at such a share; 1 90 days later
  double control_looks, control_days;        ///< of the coalition: looks, days with it in a row
  double control_lost;                       ///< 1 once it has been without
  double minted_outside_pools;               ///< before they opened [TAO]
  double revenue, reported;                  ///< of all subnets so far, and by their word [TAO]
  double moved, moved_left;  ///< got for stake that moves, what fee and slippage leave [TAO]
  double moves_spent, moves_arrived;                  ///< the same of its second leg [TAO]
  double return_looks;                                ///< days whose returns of prices count
  double return_mean, return_square, return_product;  ///< sums over them of means over subnets [1]
  double minted_to_earners;                           ///< by the last look, to who earns [TAO]
  double owner_exits;                                 ///< owners who began to sell out
  double pay_sold;                  ///< proceeds of who lives on alpha it is paid [TAO]
  double row_bought, row_added;     ///< at the last row of the series [TAO]
  double attackers_peak_share;      ///< of emission, of all attacked subnets together
  double attackers_tao;             ///< emitted to them [TAO]
  double acted_looks, acted_share;  ///< daily ones 28 to 32 days after actions, emission
  double broken;  ///< 1 once a daily look has seen what cannot be (invariants.hpp)
  double best_rank, best_emission_rank;      ///< of the attacked subnet
  double attackers_looks;                    ///< daily ones since the start
  double attackers_share[takeover_looks];    ///< of emission, at the last of them
  double share_held;                         ///< largest that stood at each of so many
  double takeover_days[takeover_levels];     ///< until one did
  double top_price, top_block, fall_block;   ///< highest price [TAO/alpha], when, and the last look
  double deepest_fall;                       ///< below the highest price until then [1]
  double days_from_top[top_fall_levels];     ///< to the first price 50, 80 and 95 % lower
  double share_at_action, low_since, holds;  ///< spot share; days after it; 1 after 30 more
  double at_risk;                            ///< most spent and not yet got back [TAO]
  AgainstValue by_revenue, by_even;
  double earner_looks, earner_prices;  ///< days with revenue, mean prices of who has it
  double return_cube, return_fourth;   ///< as return_square
  double events, injected;             ///< of attention, and what came without any cause
  double alarm_subnet, alarm_block;    ///< of the false alarm that is watched, or -1
  double alarm_price, alarm_held;      ///< as it began
  double alarms_ended, alarm_loss;     ///< [TAO]
  ReturnPairs return_pairs;
  double least_reserve;  ///< lowest of any pool, over the least that orders may leave
};

/// What cohorts have paid for alpha, and got for it, on all subnets (watch/turnover.hpp) [TAO].
struct Turnover {
  double first_value[cohort_count];     ///< of what it had on day 0, at its exit value
  double first_at_price[cohort_count];  ///< the same at the price
  double paid[cohort_count];            ///< with the exit value of what they had on day 0
  double received[cohort_count];        ///< refunds of subnets that are gone included
};

/// Buckets of equal TAO, in order of buying.
inline constexpr int adopter_buckets = 16;

/// Who bought the attacked subnet since the start, in order (watch/adopters.hpp).
struct Adopters {
  double capacity;                   ///< of a bucket, 0 before the first purchase [TAO]
  double paid;                       ///< by all of them [TAO]
  double held_before;                ///< by those who had bought before [alpha]
  double held[adopter_buckets];      ///< [alpha]
  double received[adopter_buckets];  ///< for what they have sold [TAO]
};

/// Scalars of an economy; every lane of a warp holds the same copy.
struct Scalars {
  double block;
  double stopped;  ///< 1 after the last tick
  Money money;
  Mood mood;
  EmissionState emission;
  Lifecycle lifecycle;
  AttackState attack;                       ///< of the first attacker, of which most outcomes speak
  AttackState further[most_attackers - 1];  ///< of those that come after it
  FoundationState foundation;
  ContestState contest;  ///< where the foundation looks
  Track track;
  Turnover turnover;
  Adopters adopters;

  TAOSWEEP_HD AttackState& attacker(int i) { return i == 0 ? attack : further[i - 1]; }
  TAOSWEEP_HD const AttackState& attacker(int i) const { return i == 0 ? attack : further[i - 1]; }
  /// The attacker that the foundation looks at; the first one before it has chosen.
  TAOSWEEP_HD AttackState& at_hand() {
    return attacker(foundation.at_hand > 0 ? static_cast<int>(foundation.at_hand) : 0);
  }
  /// It looks at a subnet, which lives.
  TAOSWEEP_HD bool is_looked_at(int block) const {
    return foundation.subnet >= 0 && block >= foundation.from;
  }
};

/// Alpha of attackers on one subnet.
TAOSWEEP_HD double attackers_hold(const Scalars& q, int subnet) {
  double held = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < most_attackers; ++i)
    if (q.attacker(i).subnet == subnet) held += q.attacker(i).held;
  return held;
}

}  // namespace taosweep
