// Where and when attackers begin: the first as its parameters say, the others at random, the same
// in all arms of a point. The k-th is where it is however many there are.
#pragma once

#include "kernels/math/log.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// Whether one of the first `count` attackers has that subnet.
TAOSWEEP_HD bool is_taken(const Scalars& q, int count, int subnet) {
  bool taken = false;
  TAOSWEEP_ROLLED
  for (int i = 0; i < count; ++i) taken |= q.attacker(i).subnet == subnet;
  return taken;
}

/// Of the subnets that live and that none of the `before` attackers has, the one at part `u` of
/// them, u in (0, 1); -1 where there is none.
template <int Slots>
TAOSWEEP_HD int free_subnet(const Clock& clock, const EconomyState<Slots>& s, int before,
                            double u) {
  int open = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < clock.subnets; ++i)
    open += s.alive[i] != 0 && !is_taken(s.scalars, before, i);
  int left = static_cast<int>(u * open);
  TAOSWEEP_ROLLED
  for (int i = 0; i < clock.subnets; ++i) {
    if (s.alive[i] == 0 || is_taken(s.scalars, before, i)) continue;
    if (left-- == 0) return i;
  }
  return -1;
}

//   t_k = t_(k-1) - ln(u_k) every       t_1 = attack.day,   u uniform in (0, 1)       [d]
//
/// Starts are a Poisson process, whose members know nothing of each other, each rounded up to a
/// day. Where subnets are to be old ones, each takes one of those of day 0 that nobody has taken.
template <int Slots>
TAOSWEEP_HD void place_players(const Parameters& p, const Clock& clock, const ShockKey& key,
                               EconomyState<Slots>& s) {
  double day = clock.attack / blocks_per_day;
  TAOSWEEP_ROLLED
  for (int i = 1; i < clock.attackers; ++i) {
    const auto words = draw_words(key.seed, key.point, key.replicate, Purpose::attacker,
                                  std::uint32_t{whole_economy}, static_cast<std::uint32_t>(i), 0u);
    day -= log_of(uniform_real(words.w[0], words.w[1])) * p.attack.every;
    const double begun = static_cast<double>(static_cast<long long>(day));
    AttackState& own = s.scalars.attacker(i);
    own.start = (begun < day ? begun + 1 : begun) * blocks_per_day;
    own.subnet = clock.fresh == 1 ? clock.target + i
                                  : free_subnet(clock, s, i, uniform_real(words.w[2], words.w[3]));
    own.gone = own.subnet < 0 ? 1 : 0;
  }
}

}  // namespace taosweep
