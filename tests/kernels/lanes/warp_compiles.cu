// The formulas of one warp, to be seen to compile for a GPU.
#include "kernels/lanes/group.hpp"
#include "kernels/lanes/warp.cuh"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/normal_quantile.hpp"
#include "kernels/math/power.hpp"
#include "kernels/random/draw.hpp"
#include "tests/kernels/random/normal_of_step.hpp"

namespace taosweep {

/// Runs each operation once. in: 32 * Slots reals; out: as many, and
/// four numbers for the whole economy behind them.
template <int Slots>
__global__ void every_operation(const double* in, double* out, float* fast_out,
                                std::uint64_t seed) {
  using G = Group<WarpLane, Slots>;
  typename G::real x[G::packs];
  typename G::mask positive[G::packs];
  TAOSWEEP_UNROLL
  for (int k = 0; k < G::packs; ++k) {
    const auto words = draw_words(seed, 3u, 5u, Purpose::quality, G::index(k), 7u, 0u);
    x[k] = log_of(exp_of(G::load(in, k))) +
           expm1_of(normal_quantile(uniform_real(words.w[0], words.w[1])));
    x[k] = power(x[k], 3u) * to_real(G::index(k));
    positive[k] = x[k] > 0.0;
    G::store(out, k, x[k]);
    const auto z = normal_of_step(seed, 3u, 5u, Purpose::noise, G::index(k), step_tick(1001, 1));
    G::store_fast(fast_out, k, exp_of(z) + log_of(abs(z)));
  }
  G::sync();
  const double numbers[] = {G::sum(x), G::max(x), G::pick(x, 17), G::any(positive) ? 1.0 : 0.0};
  if (G::leader())
    for (int i = 0; i < 4; ++i) out[32 * Slots + i] = numbers[i];
}

template __global__ void every_operation<1>(const double*, double*, float*, std::uint64_t);
template __global__ void every_operation<4>(const double*, double*, float*, std::uint64_t);

}  // namespace taosweep
