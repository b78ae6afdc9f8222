// A newcomer's subnet: what is drawn of it, and who pays for it.
#pragma once

#include "kernels/economy/setup.hpp"
#include "kernels/state/emission_switch.hpp"
#include "kernels/state/registration.hpp"

namespace taosweep {

/// Where a newcomer lands, when, and as one of how many.
struct Birth {
  int slot, block;
  std::uint32_t newcomer;
  double living;
};

/// What a newcomer has of its own, drawn by its number and not by its slot: worth, what the crowd
/// errs by, miners who count on a share like anybody's. Its owner holds nothing, its attention and
/// its price average are 0.
///   ln worth = ln w + s q z      w, s  lifecycle.worth, worth_spread,   q  network.quality_ln_sd
template <int Slots>
TAOSWEEP_HD void set_newcomer(const Parameters& p, const Rules& rules, const ShockKey& key,
                              const Birth& birth, EconomyState<Slots>& s) {
  const int i = birth.slot;
  const std::uint32_t number = newcomer_number(birth.newcomer);
  const int drawn_by = static_cast<int>(number);
  s.shocks[i] = number;
  s.log_worth[i] = static_cast<float>(log_of(p.lifecycle.worth) +
                                      p.lifecycle.worth_spread * p.network.quality_ln_sd *
                                          setup_normal(key, Purpose::quality, drawn_by));
  s.value_error[i] = static_cast<float>(p.value.error_ln_sd *
                                        setup_normal(key, Purpose::valuation_error, drawn_by));
  s.burned[i] = static_cast<float>(burns(p, key, drawn_by) ? p.miners.burned : 0);
  s.capacity[i] = static_cast<float>(miners_income(rules) / birth.living / (1 + p.miners.margin));
}

/// Its pool opens with `seed`, in an empty slot. The record is of pools that are started already.
template <class E>
TAOSWEEP_CALLED void open_newcomer(E& economy, const Birth& birth, PoolSeed seed) {
  E::Group::sync();
  if (E::Group::leader()) {
    auto& s = economy.stored;
    const Rules& rules = *economy.rules;
    open_slot(s, birth.slot, seed, birth.block);
    set_newcomer(economy.parameters, rules, economy.key, birth, s);
    if (economy.parameters.lifecycle.mode == LifecycleMode::recorded)
      s.opened[birth.slot] = static_cast<float>(birth.block - rules.start_delay_blocks);
    economy.flows.noise_tick = -1;  // the normals at hand are not the newcomer's
  }
  E::Group::sync();
  await_switch(economy, birth.slot);
}

/// The lock is new money, which waits in escrow until it is the pool's or goes back to who paid it.
template <class E>
TAOSWEEP_HD void prepay(E& economy, double lock) {
  economy.money.locked += lock;
  economy.money.escrow += lock;
}
template <class E>
TAOSWEEP_HD void pay_back(E& economy) {
  economy.money.left += economy.money.escrow;
  economy.money.escrow = 0;
}

/// What has been paid in advance is paid; what of the lock is not the pool's is burned.
template <class E>
TAOSWEEP_HD void register_newcomer(E& economy, const Birth& birth, double lock) {
  const PoolSeed seed = seed_now(economy, lock);
  economy.money.locked += lock - economy.money.escrow;
  economy.money.escrow = 0;
  economy.money.left += lock - seed.tao;
  economy.money.burn(lock - seed.tao);
  note_registration(economy, lock, birth.block);
  open_newcomer(economy, birth, seed);
}

}  // namespace taosweep
