// One tick of the plain model.
#include "tests/model/plain_model.hpp"

#include <algorithm>

namespace taosweep::plain {

// Single blocks while pools open, fine steps after launch, after the attack starts and after the
// action; else coarse ones.
int step_blocks(const Clock& clock, const Economy& e) {
  const double now = e.scalars.block;
  const double opened = clock.fresh == 1 ? clock.attack : 0;
  if (now < clock.opening_blocks) return 1;
  if (now >= opened && now < opened + clock.opening_blocks) return 1;
  for (const double start :
       {0.0, static_cast<double>(clock.attack), e.scalars.foundation.action_block}) {
    if (start >= 0 && now >= start && now < start + clock.fine_blocks) return clock.fine_step;
  }
  return clock.step;
}

int tick_blocks(const Clock& clock, const Economy& e) {
  return std::max(clock.signal, step_blocks(clock, e));
}

void advance_tick(const Parameters& p, const Clock& clock, Draws& draws, Economy& e,
                  OrdersGiven* given) {
  const int block = static_cast<int>(e.scalars.block);
  e.rules = rules_at(p, block);
  if (block == 0) close_day(p, clock, e);
  if (block == clock.attack) start_attack(p, clock, e);
  if (block > 0 && block % 7200 == 0) start_day(p, clock, draws, e);
  if (block % 7200 == 0) earn_revenue(p, draws, e);
  act_if_due(p, clock, e);
  const int blocks = tick_blocks(clock, e), k = step_blocks(clock, e);
  enter_capital(p, e, blocks);
  update_attention(p, clock, draws, e, blocks);
  const std::vector<double> yields = log_yields(p, clock, e);
  move_root(p, e, yields, blocks);
  std::vector<TickOrders> orders = orders_of_tick(p, clock, e, yields, blocks);
  if (given) given->give(e, orders);
  for (int done = 0; done < blocks; done += k) {
    e.rules = rules_at(p, block + done);
    advance_step(p, clock, draws, e, orders, block + done, k);
  }
  settle(p, clock, e, orders, blocks);
  e.scalars.block = block + blocks;
  close_day(p, clock, e);
}

}  // namespace taosweep::plain
