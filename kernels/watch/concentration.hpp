// How widely the block's TAO is spread over subnets.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   top    sum of the ten largest s          s = w / sum w, shares of the block's TAO [1]
//   H      sum s^2, the Herfindahl-Hirschman index
//   N      1 / H, the effective number of subnets: so many equal ones are as concentrated
//
// Undefined where nothing is emitted. Source of N: Laakso and Taagepera (1979), "Effective number
// of parties".
struct Concentration {
  double top_10, effective_subnets, hhi;
  double emitted;  ///< subnets with a weight above 0
};

inline constexpr int largest_counted = 10;

/// Of the weights of all subnets, which sum to `sum`.
template <class Group>
TAOSWEEP_HD Concentration concentration(const typename Group::real (&weight)[Group::packs],
                                        double sum) {
  using real = typename Group::real;
  using taosweep::min;
  if (!(sum > 0)) return {undefined, undefined, undefined, 0};
  real part[Group::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j)
    part[j] = select(weight[j] > real(0.0), real(1.0), real(0.0));
  const double emitted = Group::sum(part);
  // Below the tenth largest l nothing counts; at it as many as there is room for. With fewer than
  // ten l is the smallest, and what comes out is at least 1.
  const double least = Group::level(weight, part, largest_counted);
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j)
    part[j] = select(weight[j] > real(least), real(1.0), real(0.0));
  const double above = Group::sum(part);
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j) part[j] = part[j] * weight[j];
  const double top = (Group::sum(part) + (largest_counted - above) * least) / sum;
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j) {
    const real share = weight[j] * real(1 / sum);
    part[j] = share * share;
  }
  const double hhi = Group::sum(part);
  return {min(top, 1.0), 1 / hhi, hhi, emitted};
}

//   G = sum_i sum_j |w_i - w_j| / (2 n sum w)        i, j over the n subnets that live
//
// 0 where all get the same, 1 - 1/n where one gets all. Undefined where nothing is emitted.
// Source: Gini (1912), "Variabilita e mutabilita"; as half the relative mean difference.
/// Of the weights of all subnets, which sum to `sum`; `living` is 1 or 0.
template <class Group>
TAOSWEEP_HD double gini(const typename Group::real (&weight)[Group::packs],
                        const typename Group::real (&living)[Group::packs], double sum) {
  using real = typename Group::real;
  using L = typename Group::lane_type;
  if (!(sum > 0)) return undefined;
  real apart[Group::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j) apart[j] = real(0.0);
  double count = 0;
  TAOSWEEP_UNROLL
  for (int k = 0; k < Group::packs; ++k) {
    for (int lane = 0; lane < L::width; ++lane) {  // in the order of subnets, for all widths
      if (!(L::lane(living[k], lane) > 0)) continue;
      count += 1;
      const real own(L::lane(weight[k], lane));
      TAOSWEEP_UNROLL
      for (int j = 0; j < Group::packs; ++j) apart[j] = apart[j] + abs(weight[j] - own);
    }
  }
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j) apart[j] = apart[j] * living[j];
  return Group::sum(apart) / (2 * count * sum);
}

}  // namespace taosweep
