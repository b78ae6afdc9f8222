// Attention of every subnet over one signal tick.
#pragma once

#include "kernels/agents/attention.hpp"
#include "kernels/economy/attacker.hpp"

namespace taosweep {

/// Sum of `count` marks, lognormal with mean 1: exp(sd z - sd^2/2).
template <class C>
TAOSWEEP_HD typename C::real sum_of_marks(const C& c, typename C::real count, int j, int block) {
  using real = typename C::real;
  const double sd = c.p.attention_mark_ln_sd;
  const auto words = draw_words(c.key.seed, c.key.point, c.key.replicate, Purpose::attention_mark,
                                C::G::index(j), static_cast<std::uint32_t>(block), 0u);
  real sum(0.0);
  for (int i = 0; i < max_events; ++i) {
    const real z = to_real(normal_quantile(uniform_fast(words.w[i])));
    const real mark = exp_of(fma(real(sd), z, real(-0.5 * sd * sd)));
    sum = sum + select(count > real(i + 0.5), mark, real(0.0));
  }
  return sum;
}

/// Draws the tick's events, lets attention fade and susceptible holders run down.
template <class C>
TAOSWEEP_HD void update_attention(C& c, int block, double dt) {
  using real = typename C::real;
  using G = typename C::G;
  const auto& p = c.p;
  const double decayed = exp_of(-p.attention_decay * dt);
  const double shock = attention_shock(c, block);
  const double factor = c.under_attack(block) ? p.attack_event_factor : 1.0;
  real overflows[C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real alive = G::load(c.s.alive, j);
    const real is_target = c.target_mask(j);
    const real h = G::load(c.s.attention, j);
    const real base = real(p.attention_base_events) * fma(is_target, real(factor - 1), real(1.0));
    const real mean = alive * event_mean(base, p.attention_trend_feedback, G::load(c.s.trend, j),
                                         p.attention_branching, h, decayed, dt);
    const auto words =
        draw_words(c.key.seed, c.key.point, c.key.replicate, Purpose::attention_count, G::index(j),
                   static_cast<std::uint32_t>(block), 0u);
    const real count = event_count(mean, uniform_real(words.w[0], words.w[1]), overflows[j]);
    real next = fma(h, real(decayed), is_target * real(shock));
    if (any(count > real(0.0))) next = next + sum_of_marks(c, count, j, block);
    const real z = G::load(c.s.susceptible, j);
    G::store(c.s.susceptible, j,
             susceptible_after(z, next, p.attention_depletion, p.attention_renewal, dt));
    G::store(c.s.attention, j, next);
  }
  c.q.track.overflows += G::sum(overflows);
}

}  // namespace taosweep
