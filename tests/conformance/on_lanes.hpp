// Calls a rule on packs.
#pragma once

#include <cstring>

namespace taosweep::conformance {

/// x in every second lane, another number beside it: branches on masks see both sides.
template <class L>
typename L::real mixed(double x) {
  double lanes[L::width];
  for (int i = 0; i < L::width; ++i) lanes[i] = i % 2 == 0 ? x : 0.75 * x;
  return L::load(lanes);
}

/// The value in the lanes that held x. Where they differ, a NaN that no rule gives: it differs from
/// that of one lane.
template <class L>
double common(const typename L::real& pack) {
  double lanes[L::width];
  L::store(lanes, pack);
  for (int i = 2; i < L::width; i += 2)
    if (std::memcmp(&lanes[i], &lanes[0], sizeof(double)) != 0) return __builtin_nan("");
  return lanes[0];
}

/// `rule` on packs that hold each argument.
template <class L, class F, class... A>
double on_lanes(F rule, A... arguments) {
  return common<L>(rule(mixed<L>(arguments)...));
}

}  // namespace taosweep::conformance
