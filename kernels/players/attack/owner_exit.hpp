// The owner leaves: it keeps its cut and all that owners hold on the subnet, buys nothing, and once
// it leaves sells everything over exit_days, and what is paid to it afterwards as it comes.
// Source: SN114, whose team sold its 18 % around the day it handed the slot over.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct OwnerExit : Mode {
  static constexpr bool owns = true;
};

}  // namespace taosweep
