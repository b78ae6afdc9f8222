// The ways to attack, and how one of them is asked.
#pragma once

#include "kernels/players/attack/buy_votes.hpp"
#include "kernels/players/attack/chainbuy_harvest.hpp"
#include "kernels/players/attack/fake_revenue.hpp"
#include "kernels/players/attack/meme_holders.hpp"
#include "kernels/players/attack/none.hpp"
#include "kernels/players/attack/opex.hpp"
#include "kernels/players/attack/owner_exit.hpp"
#include "kernels/players/attack/pump_for_share.hpp"
#include "kernels/players/attack/recycle.hpp"

namespace taosweep {

/// What f says of the mode at hand: one for a whole economy, so that no warp diverges.
template <class F>
TAOSWEEP_HD auto of_mode(AttackMode mode, const F& f) {
  switch (mode) {
#define MODE(word, type, ...) \
  case AttackMode::word:      \
    return f(type{});
#include "kernels/players/attack/modes.def"
  }
  return f(NoAttack{});
}

}  // namespace taosweep
