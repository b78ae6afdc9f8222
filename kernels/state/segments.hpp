// The life of an economy in segments, each under rules of its own.
#pragma once

#include <cstdint>

#include "kernels/chain/block_time.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "kernels/chain/eras/needs.hpp"

namespace taosweep {

/// Rules from a block on.
struct Segment {
  std::int32_t from;
  Rules rules;
};

/// Each era begins one, and each day from which its price average is fast may begin another.
inline constexpr int most_segments = 2 * most_eras_of_a_schedule;

/// Segments one after the other, the first from block 0 on.
struct Segments {
  std::int32_t count;
  Segment of[most_segments];

  /// Number of the segment that holds at `block`.
  TAOSWEEP_HD int at(int block) const {
    int i = 0;
    while (i + 1 < count && of[i + 1].from <= block) ++i;
    return i;
  }
  TAOSWEEP_HD const Rules& rules_at(int block) const { return of[at(block)].rules; }
};

/// Block of the main network at which pools opened: 13 Feb 2025 21:41 UTC.
inline constexpr std::int32_t launch_block = 4920351;

/// Blocks from the launch to day 0; 0 where that is the launch.
inline std::int32_t blocks_since_launch(const Parameters& p) {
  return static_cast<std::int32_t>(p.network.start_block) - launch_block;
}
/// Economies begin at a recorded state, which is of a later block.
inline bool begins_recorded(const Parameters& p) {
  return blocks_since_launch(p) > 0;
}

/// The first block that is not before `day`.
inline std::int32_t first_block(double day) {
  const double exact = day * blocks_per_day;
  const auto block = static_cast<std::int32_t>(exact);
  return block < exact ? block + 1 : block;
}

/// Before its day the average has the weight and warm-up of the launch, or those that `p` gives.
inline Rules with_slow_average(const Parameters& p, Rules rules) {
  rules.ema_alpha = p.protocol.ema_alpha.in(launch_2025_02.ema_alpha);
  rules.ema_warmup_blocks = p.protocol.ema_warmup_blocks.in(launch_2025_02.ema_warmup_blocks);
  return rules;
}

/// Calls f(rules) with everything that the chain may say while `p` lives, whatever its days are.
template <class F>
void for_each_rules(const Parameters& p, const F& f) {
  for (int i = 0; i < p.schedule.count; ++i) {
    const Rules rules = rules_in(p, p.schedule.of[i].rules);
    f(rules);
    f(with_slow_average(p, rules));
  }
}

/// Calls f(first block, rules) for each segment of `p`, in order.
template <class F>
void for_each_segment(const Parameters& p, const F& f) {
  const Schedule& schedule = p.schedule;
  for (int i = 0; i < schedule.count; ++i) {
    const bool last = i + 1 == schedule.count;
    const std::int32_t from = first_block(schedule.of[i].day);
    const std::int32_t end = last ? INT32_MAX : first_block(schedule.of[i + 1].day);
    const Rules rules = rules_in(p, schedule.of[i].rules);
    const std::int32_t fast = first_block(rules.average_fast_day) - blocks_since_launch(p);
    if (from < fast) f(from, with_slow_average(p, rules));
    if (fast < end) f(fast > from ? fast : from, rules);
  }
}

/// Whether rules may divide a subnet's alpha otherwise than those before: what waits for its epoch
/// then keeps the parts of its blocks, which has to be known.
inline bool divide_otherwise(const Rules& before, const Rules& after) {
  return before.owner_cut != after.owner_cut || before.miners_part != after.miners_part ||
         (before.split == SplitRule::vector && after.split != SplitRule::vector);
}

/// What an economy needs between two blocks: of its rules, of what its owners and root do, of alpha
/// that an earlier era has left to be claimed or owed, and of what a recorded network may bring.
inline unsigned needs_between(const Parameters& p, const Segments& segments, std::int32_t from,
                              std::int32_t end) {
  const bool switches = p.foundation.acts && p.foundation.by == FoundationBy::emission_switch &&
                        p.attack.mode != AttackMode::none;
  if (begins_recorded(p)) return need_flows | need_claims;
  const bool burns = p.miners.burning > 0 || p.attack.mode == AttackMode::chainbuy_harvest ||
                     (p.mining.outside_income > 0 && p.mining.bonus > 0);
  unsigned needs = burns || switches ? need_claims : 0u;
  for (int i = 0; i < segments.count; ++i) {
    if (segments.of[i].from >= end) break;
    const Rules& rules = segments.of[i].rules;
    const bool over = i + 1 < segments.count && segments.of[i + 1].from <= from;
    if (!over) needs |= needs_of(rules);
    if (rules.root_pay != RootPay::sold_each_block) needs |= need_claims;
  }
  for (int i = 1; i < segments.count && segments.of[i].from <= end; ++i)
    if (divide_otherwise(segments.of[i - 1].rules, segments.of[i].rules)) needs |= need_claims;
  return needs;
}

inline Segments make_segments(const Parameters& p) {
  Segments segments{};
  for_each_segment(p, [&](std::int32_t from, const Rules& rules) {
    segments.of[segments.count++] = {from, rules};
  });
  return segments;
}

}  // namespace taosweep
