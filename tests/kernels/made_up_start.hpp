// A made-up recorded network for tests: netuids 1, 3, 4 and 40, 100 days after the launch or later.
#pragma once

#include "kernels/advance.hpp"
#include "kernels/chain/eras/eras.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {

/// 1 is large and plain, 3 is switched off, 4 burns a quarter and its pool leans, 40 is not
/// started. Sizes are of no distribution.
inline StartState made_up_start() {
  StartState start{};
  start.of[0] = {1, 30000, 1e6, 2e6, 1000, 0.5, 0.03, 0.01, 1.5, 0, 0, 1, -700000};
  start.of[2] = {1, 5000, 5e5, 4e5, 0, 0.5, 0.009, undefined, 0.5, undefined, 1, 1, undefined};
  start.of[3] = {1, 2000, 1e5, 3e5, 0, 0.52, 0.019, -0.02, -0.5, 0.25, 0, 1, -200000};
  start.of[39] = {1, 900, 9e4, 1e4, 0, 0.5, 0.008, undefined, -1.5, 0, 0, 0, -1000000};
  return start;
}

/// Parameters of an economy that begins there, under the rules of `era`, at `block`.
inline Parameters begun_at(const Rules& era, double days, double step = 300,
                           double block = launch_block + 100 * 7200) {
  Parameters p;
  p.schedule = {1, {{0, era}}};
  p.network.subnets = 40;
  p.network.start_block = block;
  p.network.root_tao = 5e6;
  p.network.issuance_tao = 1.1e7;
  p.time.days = days;
  p.time.step_blocks = step;
  return p;
}

}  // namespace taosweep
