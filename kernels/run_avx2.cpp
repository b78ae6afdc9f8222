// The AVX2 back end: eight subnets at a time. Reached only where the processor has AVX2 and FMA.
#include "kernels/back_ends.hpp"
#include "kernels/economy/run.hpp"
#include "kernels/lanes/avx2.hpp"

namespace taosweep {
TAOSWEEP_BACK_END(run_avx2, Avx2Lane)
}
