// The scalar back end: one subnet at a time.
#include "kernels/back_ends.hpp"
#include "kernels/economy/run.hpp"

namespace taosweep {
TAOSWEEP_BACK_END(run_scalar, ScalarLane)
}
