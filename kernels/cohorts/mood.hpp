// The mood of the market: one factor on all subnets, with memory.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/register/parameters.hpp"

namespace taosweep {

/// The mood, which all subnets share; its factor has the mean 1.
struct Mood {
  double log;     ///< x, stationary with mean 0
  double factor;  ///< exp(x - sd^2/2), on cash that enters and on attention events [1]
};

/// A day later, with a standard normal z:  x' = x e^(-1/tau) + sd sqrt(1 - e^(-2/tau)) z,
/// tau mood.days, sd mood.ln_sd; exact for an Ornstein-Uhlenbeck process.
TAOSWEEP_HD Mood mood_after_day(const Parameters& p, const Mood& mood, double z) {
  const double sd = p.mood.ln_sd;
  const double kept = exp_of(-1 / p.mood.days);
  const double log = kept * mood.log + sd * sqrt(-expm1_of(-2 / p.mood.days)) * z;
  return {log, exp_of(log - 0.5 * sd * sd)};
}

}  // namespace taosweep
