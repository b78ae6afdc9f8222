// What subnets are worth to value stakers, once a day; and the mood of the market.
#pragma once

#include "kernels/cohorts/mood.hpp"
#include "kernels/cohorts/value.hpp"
#include "kernels/math/log.hpp"
#include "kernels/players/all.hpp"
#include "kernels/random/draw.hpp"

namespace taosweep {

/// Logarithm of the TAO/alpha that one unit of worth stands for:  V_sum / sum Q.
template <class E>
TAOSWEEP_HD double log_unit_of_worth(const E& economy) {
  const double sum =
      economy.sum([](const auto& pack) { return exp_of(pack.log_worth()) * pack.alive(); });
  return log_of(max(economy.parameters.value.anchor_sum, 1e-300) / sum);
}

/// Shocks that stay, opinion that follows prices, and what news have lifted all by; nothing where
/// none of them is asked for.
template <class E>
TAOSWEEP_CALLED void move_worth(E& economy, int block) {
  using real = typename E::real;
  const auto& value = economy.parameters.value;
  if (!(value.worth_sd > 0) && !(value.follows > 0) && !(value.news > 0)) return;
  const real unit(value.follows > 0 ? log_unit_of_worth(economy) : 0.0), nothing(0.0);
  const double living = economy.sum([](const auto& pack) { return pack.alive(); });
  const double logs = economy.sum([](const auto& pack) { return pack.log_worth() * pack.alive(); });
  const real mean(living > 0 ? logs / living : 0.0);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real price = log_of(priced(pack, pack.tao() / pack.alpha()));
    const auto lives = pack.alive() > nothing;
    const real above = price - (pack.log_worth() + unit);
    const real z = value.worth_sd > 0 ? pack.normal(Purpose::worth, block) : nothing;
    const real next =
        worth_after_day(pack.log_worth(), mean, value.follows, above, value.worth_sd, z);
    pack.set_log_worth(select(lives, next, pack.log_worth()));
  }
}

/// The mood of the next day.
template <class E>
TAOSWEEP_HD void move_mood(E& economy, int block) {
  if (!(economy.parameters.mood.ln_sd > 0)) return;
  const auto words =
      economy.draw_now(Purpose::mood, std::uint32_t{0}, static_cast<std::uint32_t>(block));
  const double z = normal_quantile(uniform_real(words.w[0], words.w[1]));
  economy.mood = mood_after_day(economy.parameters, economy.mood, z);
}

}  // namespace taosweep
