// The subnets of the players' choice on the day of launch.
#pragma once

#include "kernels/math/log.hpp"
#include "kernels/players/attack/sites.hpp"
#include "kernels/state/clock.hpp"

namespace taosweep {

/// It stands at attack.relative_size times the median of first shares and of worth. The same in
/// every mode: arms with and without an attack share their launch.
struct ChosenSubnet {
  int number;        ///< index
  int count;         ///< with those that others register, which have the next ones
  double log_size;   ///< logarithm of its first share and of its worth
  bool opens_later;  ///< the attack registers it
  double share;      ///< where it opens later: share that its miners count on

  TAOSWEEP_HD bool has(int subnet) const { return subnet >= number && subnet < number + count; }
};

TAOSWEEP_HD ChosenSubnet chosen_subnet(const Parameters& p, const Clock& clock) {
  return {attack_index(p), clock.fresh == 1 ? clock.attackers : 1, log_of(p.attack.relative_size),
          clock.fresh == 1, p.attack.relative_size / clock.subnets};
}

}  // namespace taosweep
