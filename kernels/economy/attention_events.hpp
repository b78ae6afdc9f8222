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
  for (int i = 0; i < max_events && any(count > real(i + 0.5)); ++i) {
    const real z = normal_quantile(uniform_fast(words.w[i]));
    const real mark = exp_of(fma(real(sd), z, real(-0.5 * sd * sd)));
    sum = sum + select(count > real(i + 0.5), mark, real(0.0));
  }
  return sum;
}

/// Draws the tick's events, lets attention fade and susceptible holders run down.
template <class E>
TAOSWEEP_CALLED void update_attention(E& economy, const Players::Tick& players, int block,
                                      double dt) {
  using Group = typename E::Group;
  using fast = typename Group::fast;
  const auto& p = economy.parameters;
  const double decayed = exp_of(-p.attention.decay * dt);
  typename E::real overflows[E::packs], counts[E::packs];
  economy.clear_unused(overflows, counts);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j).in_fp32();
    const fast h = pack.attention();
    const fast base =
        fast(p.attention.base_events * economy.mood.factor) * Players::event_factor(pack, players);
    const fast mean = pack.alive() * event_mean(base, p.attention.trend_feedback, pack.trend(),
                                                p.attention.branching, h, decayed, dt);
    fast overflow;
    const fast count =
        event_count(mean, uniform_fast(pack.words(Purpose::attention_count, block).w[0]), overflow);
    overflows[j] = to_real(overflow);
    counts[j] = to_real(count);
    fast next = fma(h, fast(decayed), Players::attention_shock(pack, players));
    if (any(count > fast(0.0))) {
      const fast marks = sum_of_marks(pack, count, block);
      next = next + marks;
      if (p.value.news > 0)
        pack.set_log_worth(worth_after_news(pack.log_worth(), p.value.news, marks));
    }
    pack.set_susceptible(susceptible_after(pack.susceptible(), next, p.attention.depletion,
                                           p.attention.renewal, dt));
    pack.set_attention(next);
  }
  economy.track.overflows += Group::sum(overflows);
  economy.track.events += Group::sum(counts);
}

}  // namespace taosweep
