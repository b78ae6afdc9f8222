// The clocks of an economy in whole blocks: steps, signal ticks, attack, horizon.
#pragma once

#include <cstdint>

#include "kernels/economy/state.hpp"
#include "kernels/parameters.hpp"
#include "kernels/portable.hpp"
#include "kernels/protocol/registrations.hpp"

namespace taosweep {

/// All times in blocks since launch, on a grid of the coarse signal tick.
struct Clock {
  std::int32_t step, fine_step, signal, fine_blocks, opening_blocks;
  std::int32_t grid;    ///< coarse signal tick; attack, action, days and horizon lie on it
  std::int32_t attack;  ///< start, or -1
  std::int32_t horizon;
  std::int32_t since_registration;  ///< from the chain's last registration to the attack
  std::int32_t stop;                ///< an economy ends here at the latest
  std::int32_t subnets;             ///< alive at launch
  std::int32_t target;              ///< index of the attacked subnet, or -1
  std::int32_t fresh;               ///< 1 where it opens with the attack
  std::int32_t slots;               ///< of 32 subnets
  std::int32_t series_blocks;       ///< interval of the day series
};

/// A time in days as blocks, rounded up to the grid.
inline std::int32_t blocks_on_grid(double days, std::int32_t grid) {
  const auto blocks = static_cast<std::int64_t>(days * blocks_per_day + 0.5);
  return static_cast<std::int32_t>((blocks + grid - 1) / grid * grid);
}

/// Index of the subnet that an attack takes, in every mode: arms with and without one share their
/// launch.
inline std::int32_t attack_index(const Parameters& p) {
  return static_cast<std::int32_t>(p.attack_subnet == 1 ? p.network_subnets : p.attack_netuid - 1);
}

inline Clock make_clock(const Parameters& p, double series_days) {
  Clock c{};
  const auto whole = [](double x) { return static_cast<std::int32_t>(x); };
  c.step = whole(p.time_step_blocks);
  c.signal = whole(p.time_signal_blocks);
  c.fine_step = whole(p.time_fine_step_blocks < p.time_step_blocks ? p.time_fine_step_blocks
                                                                   : p.time_step_blocks);
  c.grid = c.signal > c.step ? c.signal : c.step;
  c.fine_blocks = blocks_on_grid(p.time_fine_days, c.grid);
  c.opening_blocks = blocks_on_grid(p.time_opening_blocks / blocks_per_day, c.grid);
  c.horizon = blocks_on_grid(p.time_days, c.grid);
  c.subnets = whole(p.network_subnets);
  const bool attacked = p.attack_mode != 0;
  c.fresh = attacked && p.attack_subnet == 1;
  c.attack = attacked ? blocks_on_grid(p.attack_day, c.grid) : -1;
  c.since_registration = whole(
      days_since_registration(p.attack_day, p.protocol_registration_gap) * blocks_per_day + 0.5);
  c.target = attacked ? attack_index(p) : -1;
  c.stop = c.horizon;
  if (attacked && p.time_days_after_start > 0) {
    const std::int32_t last = c.attack + blocks_on_grid(p.time_days_after_start, c.grid);
    if (last < c.stop) c.stop = last;
  }
  c.slots = (c.subnets + c.fresh + 31) / 32;
  c.series_blocks = blocks_on_grid(series_days, c.grid);
  return c;
}

/// Blocks of the step that starts at `block`: one while pools open; fine after launch, after the
/// attack starts, after the action.
TAOSWEEP_HD int step_at(const Clock& c, int block, double action_block) {
  const bool opening = block < c.opening_blocks ||
                       (c.fresh == 1 && block >= c.attack && block < c.attack + c.opening_blocks);
  if (opening) return 1;
  const bool after_attack = c.attack >= 0 && block >= c.attack && block < c.attack + c.fine_blocks;
  const bool after_action =
      action_block >= 0 && block >= action_block && block < action_block + c.fine_blocks;
  return block < c.fine_blocks || after_attack || after_action ? c.fine_step : c.step;
}

/// Blocks of the signal tick that starts at `block`.
TAOSWEEP_HD int tick_at(const Clock& c, int block, double action_block) {
  const int step = step_at(c, block, action_block);
  return step > c.signal ? step : c.signal;
}

}  // namespace taosweep
