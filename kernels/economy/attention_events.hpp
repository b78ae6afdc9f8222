// Attention of every subnet over one signal tick.
#pragma once

#include "kernels/cohorts/attention.hpp"
#include "kernels/players/all.hpp"

namespace taosweep {

/// Sum of `count` marks, lognormal with mean 1: exp(sd z - sd^2/2).
template <class P>
TAOSWEEP_HD typename P::real sum_of_marks(const P& pack, const typename P::real& count, int block) {
  using real = typename P::real;
  const double sd = pack.economy.parameters.attention.mark_ln_sd;
  const auto words = pack.words(Purpose::attention_mark, block);
  real sum(0.0);
  for (int i = 0; i < max_events; ++i) {
    const real z = to_real(normal_quantile(uniform_fast(words.w[i])));
    const real mark = exp_of(fma(real(sd), z, real(-0.5 * sd * sd)));
    sum = sum + select(count > real(i + 0.5), mark, real(0.0));
  }
  return sum;
}

/// Draws the tick's events, lets attention fade and susceptible holders run down.
template <class E>
TAOSWEEP_CALLED void update_attention(E& economy, const Players::Tick& players, int block,
                                      double dt) {
  using real = typename E::real;
  using Group = typename E::Group;
  const auto& p = economy.parameters;
  const double decayed = exp_of(-p.attention.decay * dt);
  real overflows[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real alive = pack.alive();
    const real h = pack.attention();
    const real base = real(p.attention.base_events) * Players::event_factor(pack, players);
    const real mean = alive * event_mean(base, p.attention.trend_feedback, pack.trend(),
                                         p.attention.branching, h, decayed, dt);
    const auto words = pack.words(Purpose::attention_count, block);
    const real count = event_count(mean, uniform_real(words.w[0], words.w[1]), overflows[j]);
    real next = fma(h, real(decayed), Players::attention_shock(pack, players));
    if (any(count > real(0.0))) next = next + sum_of_marks(pack, count, block);
    const real z = pack.susceptible();
    pack.set_susceptible(
        susceptible_after(z, next, p.attention.depletion, p.attention.renewal, dt));
    pack.set_attention(next);
  }
  economy.track.overflows += Group::sum(overflows);
}

}  // namespace taosweep
