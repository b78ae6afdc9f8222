// All orders of a step at once: constant flows of TAO and alpha
// into a constant-product pool, solved exactly.
#pragma once

#include "kernels/lanes/questions.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/reciprocal.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// Reserves of a pool and their reciprocals, 0 where a side is empty.
template <class R>
struct LivePool {
  R tao, alpha;          ///< T, A [TAO, alpha]
  R per_tao, per_alpha;  ///< 1/T, 1/A [1/TAO, 1/alpha]
};

/// One division serves both reciprocals.
template <class R>
TAOSWEEP_HD LivePool<R> live_pool(const R& tao, const R& alpha) {
  const R per_product = reciprocal(tao * alpha);
  return {tao, alpha, alpha * per_product, tao * per_product};
}

/// Pool after a step, and what orders got. Without buyers
/// or sellers their fill is that of a tiny order.
template <class R>
struct Clearing {
  LivePool<R> pool;
  R alpha_per_tao;  ///< what buyers got for each TAO [alpha/TAO]
  R tao_per_alpha;  ///< what sellers got for each alpha [TAO/alpha]
};

//   dT/dt = B - S p,  p = T/A = T^2/k,  T A = k      over one step, 0 <= t <= 1
//
//   T, A  reserves [TAO, alpha],   B  brought by buyers [TAO],   S  brought by sellers [alpha]
//
// That is a Riccati equation with constant coefficients.
// With T = T_0 (1 + y) it separates; in terms of
//   b = B/T,  s = S/A,  v = b s,  u = sqrt(v),  g = tanh(u)/u
// the state after the step is
//   T' = T (1 + b g)/(1 + s g)         A' = A (1 + s g)/(1 + b g)
// and the fills, (A + S - A')/B and (T + B - T')/S, with h = (1 - g)/v:
//   alpha_per_tao = A/T [s (s h + g) + g] / (1 + b g)
//   tao_per_alpha = T/A [b (b h + g) + g] / (1 + s g)
// which need no subtraction and have their limits at B = 0 and S = 0 built in.
//
// Small steps, v <= 2^-8, take the series
//   g = 1 - v h,   h = 1/3 - 2/15 v + 17/315 v^2 - 62/2835 v^3 + 1382/155925 v^4
//                      - 21844/6081075 v^5 + ...            short by less than 2^-55 of h
// For others Lambert's continued fraction
//   tanh(u)/u = 1/(1 + v/c),   c(v) = 3 + v/(5 + v/(7 + ...)) = P/Q,   cut at 19
// is a ratio of polynomials with whole coefficients; here both are divided by
//   P(0) = 3 * 5 * 7 * ... * 19
// With N = P + v Q: g = P/N and h = Q/N, and N cancels from all results. The cut costs less than
// 1e-16 up to v = 2; beyond that g comes from the exponential (then 1 - g does not cancel).
// Without orders nothing changes by a single bit.
// Sources: Riccati equation, e.g. Ince, Ordinary Differential Equations, 2.15; Lambert 1768,
// continued fraction of tanh, e.g. Abramowitz and Stegun 4.5.70; its series by Bernoulli's numbers,
// tanh u = sum of 2^2n (2^2n - 1) B_2n u^(2n-1)/(2n)!.

/// v up to which the series serves.
inline constexpr double small_orders = 0x1p-8;

/// g = p/n and h = q/n of a step.
template <class R>
struct TanhOverU {
  R p, q, n;
};

/// Of any v >= 0, where the series does not serve.
template <class R>
TAOSWEEP_RARE TanhOverU<R> tanh_of_large_orders(R v) {
  constexpr double whole = 1.0 / 654729075.0;
  R p = fma(R(55 * whole), v, R(25740 * whole));
  p = fma(fma(fma(p, v, R(2837835 * whole)), v, R(91891800 * whole)), v, R(1.0));
  R q = fma(R(whole), v, R(1430 * whole));
  q = fma(fma(fma(q, v, R(289575 * whole)), v, R(16081065 * whole)), v, R(1.0 / 3.0));
  R n = fma(v, q, p);
  const auto large = v > R(2.0);
  if (any(large)) {
    const R safe = select(large, v, R(4.0));
    const R u = sqrt(safe);
    const R e = exp_of(R(-2.0) * u);
    const R g = (R(1.0) - e) / ((R(1.0) + e) * u);
    p = select(large, g, p);
    q = select(large, (R(1.0) - g) / safe, q);
    n = select(large, R(1.0), n);
  }
  return {p, q, n};
}

template <class R>
TAOSWEEP_HD TanhOverU<R> tanh_over_u(const R& v) {
  const R w = v * v;  // in pairs: their sums do not wait for each other
  const R first = fma(R(-2.0 / 15.0), v, R(1.0 / 3.0));
  const R second = fma(R(-62.0 / 2835.0), v, R(17.0 / 315.0));
  const R third = fma(R(-21844.0 / 6081075.0), v, R(1382.0 / 155925.0));
  const R q = fma(fma(third, w, second), w, first);
  TanhOverU<R> t{fnma(v, q, R(1.0)), q, R(1.0)};
  if (any_above(v, small_orders)) [[unlikely]] {
    const auto small = v <= R(small_orders);
    const TanhOverU<R> other = tanh_of_large_orders(v);
    t = {select(small, t.p, other.p), select(small, t.q, other.q), select(small, t.n, other.n)};
  }
  return t;
}

/// Clears buyers' `buy` [TAO] against sellers' `sell` [alpha], both >= 0, at the pool. A pool with
/// an empty side takes no orders: it stays as it is and all fills are 0.
template <class R>
TAOSWEEP_HD Clearing<R> clear_orders(const LivePool<R>& pool, const R& buy, const R& sell) {
  const R b = buy * pool.per_tao;
  const R s = sell * pool.per_alpha;
  const TanhOverU<R> t = tanh_over_u(b * s);
  const R growth_tao = fma(b, t.p, t.n);    // N (1 + b g)
  const R growth_alpha = fma(s, t.p, t.n);  // N (1 + s g)
  const R per_growths = R(1.0) / (growth_tao * growth_alpha);
  const R per_growth_tao = growth_alpha * per_growths;
  const R per_growth_alpha = growth_tao * per_growths;
  const R more_tao = growth_tao * per_growth_alpha;  // T'/T = A/A'
  const R more_alpha = growth_alpha * per_growth_tao;
  return {{pool.tao * more_tao, pool.alpha * more_alpha, pool.per_tao * more_alpha,
           pool.per_alpha * more_tao},
          pool.alpha * pool.per_tao * fma(s, fma(s, t.q, t.p), t.p) * per_growth_tao,
          pool.tao * pool.per_alpha * fma(b, fma(b, t.q, t.p), t.p) * per_growth_alpha};
}
template <class R>
TAOSWEEP_HD Clearing<R> clear_orders(R tao, R alpha, R buy, R sell) {
  return clear_orders(live_pool(tao, alpha), buy, sell);
}

}  // namespace taosweep
