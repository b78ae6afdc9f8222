// Where those may look in who want to know an economy step by step.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// Moments of an economy at a block, in the order in which they come.
enum class Moment : int {
  step,        ///< a step ends
  tick_done,   ///< its orders are settled, the rules of the block are in force
  tick_begun,  ///< those act whose time has come, and the orders of the next tick are set
};

/// An economy that has a function seen(moment, block) is seen at each; of others nothing remains.
template <class E>
inline constexpr bool is_watched = requires(E& economy) {
  economy.seen(Moment::step, 0);
};

template <class E>
TAOSWEEP_HD void look(E& economy, Moment moment, int block) {
  if constexpr (is_watched<E>) economy.seen(moment, block);
}

}  // namespace taosweep
