// The clocks of an economy in whole blocks: steps, signal ticks, attack, horizon.
#pragma once

#include <cstdint>

#include "kernels/chain/block_time.hpp"
#include "kernels/chain/lifecycle/registrations.hpp"
#include "kernels/chain/share/gate.hpp"
#include "kernels/portable.hpp"
#include "kernels/register/parameters.hpp"
#include "kernels/state/scalars.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

/// All times in blocks since day 0, which is the launch or the block of a recorded network, on a
/// grid of the coarse signal tick.
struct Clock {
  std::int32_t step, fine_step, signal, fine_blocks, opening_blocks;
  std::int32_t launch;  ///< pools open: 0, or where an era without them ends, at most the horizon;
                        ///< below 0 where a recorded network begins later in its life
  std::int32_t grid;    ///< coarse signal tick; attack, action, days and horizon lie on it
  std::int32_t attack;  ///< start, or -1
  std::int32_t horizon;
  std::int32_t since_registration;  ///< from the chain's last registration to the attack
  std::int32_t stop;                ///< an economy ends here at the latest
  std::int32_t subnets;             ///< alive at launch
  std::int32_t target;              ///< index of the attacked subnet, or -1
  std::int32_t fresh;               ///< 1 where it opens with the attack
  std::int32_t attackers;           ///< 0 without an attack
  std::int32_t slots;               ///< of 32 subnets
  std::int32_t room;                ///< subnets that live or will
  std::int32_t births;              ///< 1 where newcomers may register
  std::int32_t series_blocks;       ///< interval of the day series
  std::int32_t gate_phase;   ///< of the first block: since the chain last looked up the gate's bar
  std::int32_t chooses;      ///< 1 where the foundation chooses one of several attackers
  std::int32_t acts_on_all;  ///< 1 where it acts on each of them
};

/// A time in days as the nearest whole number of blocks.
inline std::int64_t whole_blocks(double days) {
  return static_cast<std::int64_t>(days * blocks_per_day + 0.5);
}

/// Blocks between two rows of the day series.
inline std::int64_t row_blocks(double series_days) {
  const std::int64_t blocks = whole_blocks(series_days);
  return blocks > 1 ? blocks : 1;
}

/// A time in days as blocks, rounded up to the grid.
inline std::int32_t blocks_on_grid(double days, std::int32_t grid) {
  const std::int64_t blocks = whole_blocks(days);
  return static_cast<std::int32_t>((blocks + grid - 1) / grid * grid);
}

/// Index of the subnet that an attack takes, in every mode:
/// arms with and without one share their launch.
TAOSWEEP_HD std::int32_t attack_index(const Parameters& p) {
  return static_cast<std::int32_t>(p.attack.subnet == AttackSubnet::fresh ? p.network.subnets
                                                                          : p.attack.netuid - 1);
}

/// Slots that newcomers and those of the start share: as many as the rules let live, all where they
/// know no limit.
inline std::int32_t room_for_newcomers(const Parameters& p, std::int32_t at_start) {
  std::int32_t room = at_start;
  for_each_segment(p, [&](std::int32_t, const Rules& rules) {
    const auto limit = static_cast<std::int32_t>(rules.subnet_limit);
    const std::int32_t most = limit > 0 ? limit : most_subnets;
    if (most > room) room = most;
  });
  return room;
}

inline Clock make_clock(const Parameters& p, double series_days) {
  Clock c{};
  const auto whole = [](double x) { return static_cast<std::int32_t>(x); };
  c.step = whole(p.time.step_blocks);
  c.signal = whole(p.time.signal_blocks);
  c.fine_step = whole(p.time.fine_step_blocks < p.time.step_blocks ? p.time.fine_step_blocks
                                                                   : p.time.step_blocks);
  c.grid = c.signal > c.step ? c.signal : c.step;
  c.fine_blocks = blocks_on_grid(p.time.fine_days, c.grid);
  c.opening_blocks = blocks_on_grid(p.time.opening_blocks / blocks_per_day, c.grid);
  c.horizon = blocks_on_grid(p.time.days, c.grid);
  c.subnets = whole(p.network.subnets);
  const bool attacked = p.attack.mode != AttackMode::none;
  c.attackers = attacked ? whole(p.attack.count) : 0;
  c.chooses = c.attackers > 1 && p.foundation.targets == FoundationTargets::worst;
  c.acts_on_all = c.attackers > 1 && p.foundation.targets == FoundationTargets::all;
  c.fresh = attacked && p.attack.subnet == AttackSubnet::fresh;
  c.attack = attacked ? blocks_on_grid(p.attack.day, c.grid) : -1;
  double gap = 0, every = 0;  // of the rules on that day
  c.launch = -1;
  for_each_segment(p, [&](std::int32_t from, const Rules& rules) {
    if (c.launch < 0 && rules.pools) c.launch = (from + c.grid - 1) / c.grid * c.grid;
    if (from > c.attack && from > 0) return;
    gap = rules.registration_gap;
    every = rules.registration_every;
  });
  if (c.launch < 0 || c.launch > c.horizon) c.launch = c.horizon;
  if (begins_recorded(p)) {
    c.launch = -blocks_since_launch(p);
    c.gate_phase = (static_cast<std::int32_t>(p.network.start_block) + 1) % bar_blocks;
  }
  const double attack_day = p.attack.day - c.launch / blocks_per_day;
  c.since_registration =
      whole(days_since_registration(attack_day, gap, every) * blocks_per_day + 0.5);
  c.target = attacked ? attack_index(p) : -1;
  c.stop = c.horizon;
  if (attacked && p.time.days_after_start > 0) {
    const std::int32_t last = c.attack + blocks_on_grid(p.time.days_after_start, c.grid);
    if (last < c.stop) c.stop = last;
  }
  c.births = p.lifecycle.mode != LifecycleMode::fixed;
  c.room = c.subnets + (c.fresh ? c.attackers : 0);
  if (c.births) c.room = room_for_newcomers(p, c.room);
  c.slots = (c.room + 31) / 32;
  c.series_blocks = static_cast<std::int32_t>(row_blocks(series_days));
  return c;
}

/// Block of the foundation's action where its trigger has fired at `block`: after the delay, not
/// before there are pools, on the grid.
TAOSWEEP_HD double action_after(const Parameters& p, const Clock& c, int block) {
  const double after = block + p.foundation.delay_days * blocks_per_day;
  const double due = after < c.launch ? c.launch : after;
  const double grid = c.grid;
  double on_grid = static_cast<double>(static_cast<long long>(due / grid)) * grid;
  if (on_grid < due) on_grid += grid;
  return on_grid;
}

/// Days since pools opened, 0 before.
TAOSWEEP_HD double days_since_launch(const Clock& c, int block) {
  return (block > c.launch ? block - c.launch : 0) / blocks_per_day;
}

/// The price of an attacked subnet says something about it: not at the launch, where all prices are
/// 1, and not before a fresh subnet, with the attacker's start, has opened.
TAOSWEEP_HD bool price_tells(const Clock& c, double start, int block) {
  return block > c.launch && (c.fresh == 0 || block > start);
}

/// The last block, on the day, to which one family of programs does for an economy from `block` on:
/// what needs less runs with less.
inline std::int32_t end_of_family(const Parameters& p, const Clock& c, const Segments& segments,
                                  std::int32_t block) {
  constexpr auto day = static_cast<std::int32_t>(blocks_per_day);
  const auto family = [&](std::int32_t from) {
    return family_of(needs_between(p, segments, from, from + day));
  };
  std::int32_t end = block + day;
  while (end < c.stop && family(end) == family(block)) end += day;
  return end;
}

/// Block of the earliest action that the trigger allows, -1 without an attack.
inline std::int32_t earliest_action(const Parameters& p, const Clock& c) {
  if (c.attack < 0) return -1;
  const auto day = static_cast<std::int32_t>(blocks_per_day);
  std::int32_t block = (c.attack + day - 1) / day * day;  // it looks once a day
  while (p.foundation.trigger_share > 0 && !price_tells(c, c.attack, block)) block += day;
  block += static_cast<std::int32_t>(p.foundation.trigger_days) * day;
  return static_cast<std::int32_t>(action_after(p, c, block));
}

/// Blocks of the step that starts at `block`: one while pools open; fine after launch, after the
/// attack starts, after the action.
TAOSWEEP_HD int step_at(const Clock& c, int block, double action_block) {
  const bool launched = block >= c.launch;
  const bool opening = (launched && block < c.launch + c.opening_blocks) ||
                       (c.fresh == 1 && block >= c.attack && block < c.attack + c.opening_blocks);
  if (opening) return 1;
  const bool after_attack = c.attack >= 0 && block >= c.attack && block < c.attack + c.fine_blocks;
  const bool after_action =
      action_block >= 0 && block >= action_block && block < action_block + c.fine_blocks;
  const bool after_launch = launched && block < c.launch + c.fine_blocks;
  return after_launch || after_attack || after_action ? c.fine_step : c.step;
}

/// Blocks of the signal tick that starts at `block`.
TAOSWEEP_HD int tick_at(const Clock& c, int block, double action_block) {
  const int step = step_at(c, block, action_block);
  return step > c.signal ? step : c.signal;
}

}  // namespace taosweep
