// Newcomers: when they come, whether they may register, and who makes room for them. Once a day,
// between its steps.
#pragma once

#include "kernels/chain/lifecycle/openings.hpp"
#include "kernels/chain/lifecycle/prune.hpp"
#include "kernels/economy/births.hpp"
#include "kernels/economy/deaths.hpp"
#include "kernels/math/log.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

//   gap = -ln(u) / rate      u uniform in (0, 1)      a Poisson process of that rate
//
/// Block at which the next newcomer comes, where the one before it came at `before`.
template <class E>
TAOSWEEP_HD double next_newcomer(const E& economy, double before) {
  const auto& life = economy.parameters.lifecycle;
  const auto number = static_cast<std::uint32_t>(economy.lifecycle.newcomers);
  if (life.mode == LifecycleMode::recorded) {
    if (number >= static_cast<std::uint32_t>(recorded_openings)) return __builtin_inf();
    return economy.clock.launch + opening_day(static_cast<int>(number)) * blocks_per_day;
  }
  if (!(life.rate_per_day > 0)) return __builtin_inf();
  const auto words = economy.draw_now(Purpose::arrival, std::uint32_t{whole_economy}, number);
  const double gap = -log_of(uniform_real(words.w[0], words.w[1])) / life.rate_per_day;
  return before + gap * blocks_per_day;
}

/// On day 0: the last registration lies as far back as they usually do, and who came before is
/// among the subnets of the start.
template <class E>
TAOSWEEP_CALLED void begin_lifecycle(E& economy) {
  auto& life = economy.lifecycle;
  const double opens = max(0.0, static_cast<double>(economy.clock.launch));
  life.last_lock = economy.rules->last_lock_tao;
  life.last_block = opens - economy.rules->registration_every * blocks_per_day;
  life.next = next_newcomer(economy, opens);
  while (life.next <= opens) {
    life.newcomers += 1;
    life.next = next_newcomer(economy, opens);
  }
}

/// Slots at a moment: a slot that players keep is taken whether or not their subnet lives.
struct SubnetSlots {
  int living, taken;
  int free;       ///< lowest slot that a newcomer may have, or -1
  Pruned pruned;  ///< who would make room
};
template <class E>
TAOSWEEP_HD SubnetSlots slots_at(const E& economy, int block) {
  const auto& s = economy.stored;
  SubnetSlots at{0, 0, -1, {}};
  TAOSWEEP_ROLLED
  for (int i = 0; i < economy.clock.room; ++i) {
    const bool lives = s.alive[i] != 0, kept = Players::keeps_slot(economy, i);
    at.living += lives;
    at.taken += lives || kept;
    if (lives)
      at.pruned.see(i, s.price_ema[i], s.registered[i], block, economy.rules->immunity_blocks);
    if (!lives && !kept && at.free < 0) at.free = i;
  }
  return at;
}

/// The slot of a newcomer, where somebody else may have to go for it; -1 where nobody may. A slot
/// that players keep is no room, and the next subnet has to go as well.
template <class E>
TAOSWEEP_HD int make_room(E& economy, int block) {
  const int limit = static_cast<int>(economy.rules->subnet_limit);
  for (;;) {
    const SubnetSlots at = slots_at(economy, block);
    if (at.free >= 0 && (limit == 0 || at.taken < limit)) return at.free;
    const int goes = at.pruned.subnet;
    if (limit == 0 || goes < 0) return -1;
    dissolve(economy, goes);
    if (!Players::keeps_slot(economy, goes)) return goes;
  }
}

/// What a newcomer has to lock [TAO]: what he has paid in advance. The record does not say, and
/// takes what the rules name.
template <class E>
TAOSWEEP_HD double lock_of_newcomer(const E& economy, int block) {
  if (economy.money.escrow > 0) return economy.money.escrow;
  if (locks_are_seen(economy)) return lock_now(economy, last_lock_seen(economy, block));
  return max(economy.rules->last_lock_tao, economy.rules->minimum_lock_tao);
}

/// Whether a lock costs more than newcomers pay.
template <class E>
TAOSWEEP_HD bool is_too_dear(const E& economy, double lock) {
  return locks_are_seen(economy) && lock > economy.parameters.lifecycle.most_lock_tao;
}

/// Whether the chain takes no registration yet: the last one is too near.
template <class E>
TAOSWEEP_HD bool is_too_early(const E& economy, int block) {
  return locks_are_seen(economy) &&
         last_lock_seen(economy, block).elapsed < economy.rules->registration_gap * blocks_per_day;
}

/// Where the rules have those pay in advance who wait for their turn, the first in the queue pays
/// once, and those behind him when they are first.
template <class E>
TAOSWEEP_HD void prepay_once(E& economy, double lock) {
  if (economy.rules->registration_prepaid && !(economy.money.escrow > 0)) prepay(economy, lock);
}

/// Lets in those who have come by `block`, in order.
template <class E>
TAOSWEEP_CALLED void let_newcomers_in(E& economy, int block) {
  auto& life = economy.lifecycle;
  if (block < economy.clock.launch || without_pools(economy)) return;
  E::Group::sync();  // a subnet may have opened at this block
  while (life.next <= block) {
    const double lock = lock_of_newcomer(economy, block);
    if (is_too_dear(economy, lock)) return;
    if (is_too_early(economy, block)) return prepay_once(economy, lock);
    const int slot = make_room(economy, block);
    if (slot < 0) {
      life.turned_away += 1;
      pay_back(economy);
    } else {
      const double living = slots_at(economy, block).living + 1;
      register_newcomer(economy, {slot, block, static_cast<std::uint32_t>(life.newcomers), living},
                        lock);
    }
    life.newcomers += 1;
    life.next = next_newcomer(economy, life.next);
  }
}

}  // namespace taosweep
