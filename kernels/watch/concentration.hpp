// How widely the block's TAO is spread over subnets.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   top    sum of the ten largest s          s = w / sum w, shares of the block's TAO [1]
//   N      1 / sum s^2, the effective number of subnets: so many equal ones are as concentrated
//
// Undefined where nothing is emitted. Source of N: Laakso and Taagepera (1979), "Effective number
// of parties".
struct Concentration {
  double top_10, effective_subnets;
};

inline constexpr int largest_counted = 10;

/// Of the weights of all subnets, which sum to `sum`.
template <class Group>
TAOSWEEP_HD Concentration concentration(const typename Group::real (&weight)[Group::packs],
                                        double sum) {
  using real = typename Group::real;
  using taosweep::min;
  if (!(sum > 0)) return {undefined, undefined};
  real part[Group::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < Group::packs; ++j)
    part[j] = select(weight[j] > real(0.0), real(1.0), real(0.0));
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
  return {min(top, 1.0), 1 / Group::sum(part)};
}

}  // namespace taosweep
