// Nobody attacks.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct NoAttack : Mode {};

}  // namespace taosweep
