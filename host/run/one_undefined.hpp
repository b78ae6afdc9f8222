// One pattern of bits for all that is undefined in what economies leave behind.
#pragma once

#include "kernels/engines/engine.hpp"

namespace taosweep {

/// The engine, with every NaN of its results as `undefined`: what 0/0 and inf - inf leave has other
/// signs on other instruction sets, and an economy that failed may be full of it.
Engine with_one_undefined(Engine engine);

}  // namespace taosweep
