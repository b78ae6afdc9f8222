// The emulated back end: the warp program of the GPU, with 32 lanes on the CPU.
#include "kernels/back_ends.hpp"
#include "kernels/economy/run.hpp"
#include "kernels/lanes/emulated.hpp"

namespace taosweep {
TAOSWEEP_BACK_END(run_emulated, EmulatedLane)
}
