// What an economy costs to run, from counts alone, and when its foundation could act.
#include <algorithm>
#include <limits>

#include "kernels/advance.hpp"
#include "kernels/state/clock.hpp"

namespace taosweep {

namespace {

// Windows of equal steps begin and end on the coarse grid, of which every tick is a whole part. So
// the blocks between two borders b, with no other between them, hold (b' - b)/tick ticks of
// tick/step steps each: at most nine terms, however long an economy lasts.
StepCounts count(const Clock& c, std::int32_t action) {
  const std::int32_t start = c.attack >= 0 ? c.attack : 0;
  const std::int32_t act = action >= 0 ? action : 0;
  const std::int32_t borders[] = {
      c.launch, c.launch + c.opening_blocks, c.launch + c.fine_blocks, start, start + c.fine_blocks,
      act,      act + c.fine_blocks,         start + c.opening_blocks};
  StepCounts counts;
  for (std::int32_t block = 0; block < c.stop;) {
    std::int32_t end = c.stop;
    for (const std::int32_t border : borders)
      if (border > block) end = std::min(end, border);
    const int tick = tick_at(c, block, action), step = step_at(c, block, action);
    const double ticks = (end - block + tick - 1) / tick;
    counts.ticks += ticks;
    counts.steps += ticks * (tick / step);
    block = end;
  }
  return counts;
}

}  // namespace

StepCounts step_counts_of(const Parameters& p) {
  const Clock c = make_clock(p, 1);
  const StepCounts counts = count(c, earliest_action(p, c));
  return {counts.steps * 32 * c.slots, counts.ticks * 32 * c.slots};
}

double earliest_action_day(const Parameters& p) {
  if (p.attack.mode == AttackMode::none) return std::numeric_limits<double>::infinity();
  const Clock c = make_clock(p, 1);
  return earliest_action(p, c) / blocks_per_day;
}

}  // namespace taosweep
