// Some subnets of one economy at a time: as many as an agent of execution holds at once.
#pragma once

#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/reciprocal.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// Reciprocals that steps of one block hand on, see math/reciprocal.hpp.
template <class R>
struct Carried {
  R per_tao;    ///< 1/T, of the pool [1/TAO]
  R per_stake;  ///< 1/(w R + X), of the stake that shares dividends [1/(TAO + alpha)]
};

/// The block-by-block state of the subnets of one pack, while steps run; what is ONCE only where
/// all of it is in registers.
template <class R>
struct HotPack {
#define HOT(name, ...) R name;
#define STEP(...)
#include "kernels/state/state.def"

  /// Field by field: a copy of the whole would lie in memory.
  TAOSWEEP_HD void take_over(const HotPack& other) {
#define HOT(name, ...) name = other.name;
#define STEP(...)
#include "kernels/state/state.def"
  }
};

/// Where a pack's block-by-block state lies: in memory as everything else, there for the time of a
/// call from a step (see Steps::set_aside), or in the hand of the stage that runs.
struct InMemory {};
struct SetAside {};
template <class R>
struct InHand {
  HotPack<R>* hot;
  Carried<R>* carried;  ///< where reciprocals are carried
};

/// What an economy keeps of the subnets of pack j: name() reads, set_name() writes, wherever it
/// lies, as numbers of a kind: FP64, or FP32 (in_fp32).
template <class Economy, class Place = InMemory, class Number = typename Economy::real>
struct Pack {
  using real = Number;
  using Group = typename Economy::Group;
  static constexpr unsigned needs = Economy::needs;
  static constexpr bool set_aside = std::is_same_v<Place, SetAside>;
  static constexpr bool in_hand = !std::is_same_v<Place, InMemory> && !set_aside;
  static constexpr bool in_steps = Economy::in_steps;
  static constexpr bool all_in_hand = in_hand && Economy::Lane::in_registers;
  static constexpr bool steps_in_flows = (in_hand || set_aside) && Economy::Lane::in_registers;
  static constexpr bool carries = in_hand && Economy::carries;
  static constexpr bool one_block = Economy::one_block;

  Economy& economy;
  int j;
  Place place = {};

#define IN_HAND(here, name)                          \
  TAOSWEEP_HD real name() const {                    \
    if constexpr (here) {                            \
      return place.hot->name;                        \
    } else {                                         \
      return as_number(economy.stored.name);         \
    }                                                \
  }                                                  \
  TAOSWEEP_HD void set_##name(const real& x) const { \
    if constexpr (here) {                            \
      place.hot->name = x;                           \
    } else {                                         \
      Group::store(economy.stored.name, j, x);       \
    }                                                \
  }
#define IN_MEMORY(part, name)                        \
  TAOSWEEP_HD real name() const {                    \
    return as_number(economy.part.name);             \
  }                                                  \
  TAOSWEEP_HD void set_##name(const real& x) const { \
    Group::store(economy.part.name, j, x);           \
  }
#define ROWS_IN_MEMORY(part, name)                            \
  TAOSWEEP_HD real name(int row) const {                      \
    return as_number(economy.part.name[row]);                 \
  }                                                           \
  TAOSWEEP_HD void set_##name(int row, const real& x) const { \
    Group::store(economy.part.name[row], j, x);               \
  }
#define HOT(name, ...) IN_HAND(in_hand, name)
#define ONCE(name, ...) IN_HAND(all_in_hand, name)
#define COLD(name, ...) IN_MEMORY(stored, name)
#define COLD_ROWS(name, ...) ROWS_IN_MEMORY(stored, name)
#define NOTE(name, ...) IN_MEMORY(stored, name)
#define NOTE_ROWS(name, ...) ROWS_IN_MEMORY(stored, name)
#define TICK(name, ...) IN_MEMORY(flows, name)
#define STEP(name, ...)                              \
  TAOSWEEP_HD real name() const {                    \
    if constexpr (steps_in_flows) {                  \
      return as_number(economy.flows.name);          \
    } else {                                         \
      return as_number(economy.stored.name);         \
    }                                                \
  }                                                  \
  TAOSWEEP_HD void set_##name(const real& x) const { \
    if constexpr (steps_in_flows) {                  \
      Group::store(economy.flows.name, j, x);        \
    } else {                                         \
      Group::store(economy.stored.name, j, x);       \
    }                                                \
  }
#include "kernels/state/state.def"
#undef IN_HAND
#undef IN_MEMORY
#undef ROWS_IN_MEMORY

  /// The same subnets as FP32 numbers: what they want and watch needs no more. What is kept in FP64
  /// is only read so.
  TAOSWEEP_HD Pack<Economy, InMemory, typename Group::fast> in_fp32() const {
    static_assert(!in_hand);
    return {economy, j};
  }

  /// 1 on subnets that live, else 0: at hand while steps run.
  TAOSWEEP_HD real living() const {
    static_assert(in_steps);
    if constexpr (Economy::Lane::in_registers) {
      return select(Economy::Lane::where(economy.flows.living_lanes[j]), real(1.0), real(0.0));
    } else {
      return Group::load(economy.flows.living, j);
    }
  }

  TAOSWEEP_HD real per_tao() const {
    if constexpr (carries) return place.carried->per_tao;
    return reciprocal(tao());
  }

  /// Numbers of the subnets: netuid - 1.
  TAOSWEEP_HD typename Group::word index() const {
    return Group::index(j);
  }
  TAOSWEEP_HD real number() const {
    if constexpr (is_fp32) {
      return to_fast(index());
    } else {
      return to_real(index());
    }
  }
  /// Numbers by which the shocks of the subnets are drawn: those of slots, or of newcomers.
  TAOSWEEP_HD typename Group::word shocks() const {
    return Group::load(economy.stored.shocks, j);
  }
  /// 1 on the attacked subnet, else 0.
  TAOSWEEP_HD real is_target() const {
    return select(number() == real(static_cast<double>(economy.clock.target)), real(1.0),
                  real(0.0));
  }
  /// Random words of each subnet for a block, of the seed in force then.
  TAOSWEEP_HD auto words(Purpose purpose, int block) const {
    return economy.draw_now(purpose, shocks(), static_cast<std::uint32_t>(block));
  }
  /// What each subnet has for life: always of the economy's first seed.
  TAOSWEEP_HD auto words_for_life(Purpose purpose) const {
    const ShockKey& key = economy.key;
    return draw_words(key.seed, key.point, key.replicate, purpose, shocks(), 0u, 0u);
  }
  /// A standard normal for each subnet.
  TAOSWEEP_HD real normal(Purpose purpose, int block) const {
    return normal_of(words(purpose, block));
  }
  TAOSWEEP_HD real normal_for_life(Purpose purpose) const {
    return normal_of(words_for_life(purpose));
  }
  /// [TAO/alpha]
  TAOSWEEP_HD real price() const {
    return pool_price(*this);
  }

 private:
  template <class W>
  TAOSWEEP_HD static real normal_of(const Words<W>& drawn) {
    return normal_quantile(uniform_real(drawn.w[0], drawn.w[1]));
  }

  static constexpr bool is_fp32 = std::is_same_v<real, typename Group::fast>;

  template <class Stored>
  TAOSWEEP_HD real as_number(const Stored& values) const {
    if constexpr (is_fp32) {
      return Group::load_fast(values, j);
    } else {
      return Group::load(values, j);
    }
  }
};

/// The birth of a field that stays as it is.
struct Kept {};
template <class Mask, class R>
TAOSWEEP_HD R born(const Mask& opens, double value, const R& before) {
  return select(opens, R(value), before);
}
template <class Mask, class R>
TAOSWEEP_HD R born(const Mask&, Kept, const R& before) {
  return before;
}

/// A pool that opens, as the column `birth` of state.def names it.
struct OpeningPool {
  double tao, alpha, log_price;

  /// At the launch's price of 1 the logarithm is 0 exactly.
  TAOSWEEP_HD explicit OpeningPool(const PoolSeed& seed)
      : tao(seed.tao),
        alpha(seed.alpha),
        log_price(seed.tao == seed.alpha ? 0.0 : log_of(seed.tao / seed.alpha)) {}
};

/// Opens a subnet at block `now` in the slots of a pack where `opens` holds; `pool` is its seed.
template <class Pack, class Mask>
TAOSWEEP_HD void open_slots(const Pack& pack, const Mask& opens, const PoolSeed& pool, double now) {
  constexpr Kept kept;
  const OpeningPool seed(pool);
#define HOT(name, type, unit, empty, birth, ...) pack.set_##name(born(opens, birth, pack.name()));
#define COLD(name, type, unit, empty, birth, ...) pack.set_##name(born(opens, birth, pack.name()));
#define COLD_ROWS(name, count, type, unit, empty, birth, ...) \
  for (int row = 0; row < count; ++row) pack.set_##name(row, born(opens, birth, pack.name(row)));
#include "kernels/state/state.def"
}

/// The same in one slot of a state.
template <int Slots>
TAOSWEEP_HD void open_slot(EconomyState<Slots>& state, int subnet, const PoolSeed& pool,
                           double now) {
  constexpr Kept kept;
  const OpeningPool seed(pool);
#define HOT(name, type, unit, empty, birth, ...) \
  state.name[subnet] = born(true, birth, state.name[subnet]);
#define COLD(name, type, unit, empty, birth, ...) \
  state.name[subnet] = born(true, birth, state.name[subnet]);
#define COLD_ROWS(name, count, type, unit, empty, birth, ...) \
  for (auto& row : state.name) row[subnet] = born(true, birth, row[subnet]);
#include "kernels/state/state.def"
}

}  // namespace taosweep
