// A job that is over in no time, for tests of what runs it.
#pragma once

#include "kernels/advance.hpp"

namespace taosweep {

/// Few subnets for two days in steps of 75 blocks, one of them attacked from day 1 on.
inline Job short_attack() {
  Job job;
  Parameters& p = job.parameters;
  p.network.subnets = 8;
  p.time.days = 2;
  p.time.step_blocks = p.time.fine_step_blocks = 75;
  p.time.opening_blocks = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 3;
  p.attack.day = 1;
  job.key = {7, 0, 0};
  return job;
}

}  // namespace taosweep
