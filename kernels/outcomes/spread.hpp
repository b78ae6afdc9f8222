// How shares of emission are spread in a stored state.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// Share of the ten largest values in the sum of all.
TAOSWEEP_HD double top_ten(const double* values, int count, double sum) {
  double top = 0, limit = __builtin_inf();
  for (int taken = 0; taken < 10;) {
    double best = -1;
    int equal = 0;
    TAOSWEEP_ROLLED
    for (int i = 0; i < count; ++i) {
      if (values[i] >= limit) continue;
      if (values[i] > best) best = values[i], equal = 0;
      equal += values[i] == best;
    }
    if (best <= 0) break;
    const int take = equal < 10 - taken ? equal : 10 - taken;
    top += take * best;
    taken += take;
    limit = best;
  }
  return sum > 0 ? top / sum : undefined;
}

//   G = sum_i sum_j |w_i - w_j| / (2 n sum w)        as in watch/concentration.hpp
//
/// Gini coefficient of the values of those of `count` who live; they sum to `sum`.
template <int Count>
TAOSWEEP_HD double gini_of(const double (&values)[Count], const float* alive, int count,
                           double sum) {
  double apart[Count] = {}, living = 0, all = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < count; ++i) {
    if (alive[i] == 0) continue;
    living += 1;
    for (int j = 0; j < count; ++j) apart[j] += abs(values[j] - values[i]);
  }
  TAOSWEEP_ROLLED
  for (int j = 0; j < count; ++j) {
    if (alive[j] != 0) all += apart[j];
  }
  return all / (2 * living * sum);
}

//   T = 1/n sum x ln x          x = n w / sum w, over the n who live; 0 where all get the same,
//                               ln n where one gets all
//
// Source: Theil (1967), "Economics and information theory". Large shares weigh more than in G.
/// Theil index of the values of those of `count` who live; they sum to `sum`.
template <int Count>
TAOSWEEP_HD double theil_of(const double (&values)[Count], const float* alive, int count,
                            double sum) {
  double living = 0, index = 0;
  for (int i = 0; i < count; ++i) living += alive[i] != 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < count; ++i) {
    if (alive[i] == 0 || !(values[i] > 0)) continue;
    index += values[i] / sum * log_of(living * values[i] / sum);
  }
  return index;
}

}  // namespace taosweep
