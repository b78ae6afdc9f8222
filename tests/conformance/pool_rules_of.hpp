// Rules of pools on packs, as rules_of.hpp has the others.
#pragma once

#include "kernels/chain/lifecycle/median_price.hpp"
#include "kernels/chain/pool/balancer.hpp"
#include "kernels/chain/pool/balancer_weights.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/chain/pool/swap_fee.hpp"
#include "kernels/chain/pool/virtual_reserves.hpp"
#include "tests/conformance/on_lanes.hpp"
#include "tests/conformance/rules.hpp"

namespace taosweep::conformance {

template <class L>
void add_balancer_rules(Rules& r) {
  using R = typename L::real;
  using Pool = WeightedPool<R>;
  r.balancer_price = [](double t, double a, double w) {
    return on_lanes<L>([](R y, R x, R v) { return balancer_price(Pool{y, x, v}); }, t, a, w);
  };
  r.balancer_buy = [](double t, double a, double w, double paid) {
    return on_lanes<L>(
        [](R y, R x, R v, R d) {
          return balancer_buy(Pool{y, x, v}, d);
        },
        t, a, w, paid);
  };
  r.balancer_sell = [](double t, double a, double w, double sold) {
    return on_lanes<L>(
        [](R y, R x, R v, R d) {
          return balancer_sell(Pool{y, x, v}, d);
        },
        t, a, w, sold);
  };
  r.balancer_alpha_needed = [](double t, double a, double w, double out) {
    return on_lanes<L>(
        [](R y, R x, R v, R d) {
          return balancer_alpha_needed(Pool{y, x, v}, d);
        },
        t, a, w, out);
  };
  r.balancer_buy_to_price = [](double t, double w, double p, double l) {
    return on_lanes<L>(
        [](R y, R v, R q, R m) {
          return balancer_buy_to_price(Pool{y, R(1.0), v}, q, m);
        },
        t, w, p, l);
  };
  r.balancer_sell_to_price = [](double a, double w, double p, double l) {
    return on_lanes<L>(
        [](R x, R v, R q, R m) {
          return balancer_sell_to_price(Pool{R(1.0), x, v}, q, m);
        },
        a, w, p, l);
  };
  r.weight_of_price = [](double t, double a, double p) {
    return on_lanes<L>([](R y, R x, R q) { return weight_of_price(y, x, q).tao_weight; }, t, a, p);
  };
  r.weight_after_addition = [](double t, double a, double w, double dt, double da) {
    return on_lanes<L>(
        [](R y, R x, R v, R dy, R dx) {
          return weight_after_addition(Pool{y, x, v}, dy, dx).tao_weight;
        },
        t, a, w, dt, da);
  };
}

template <class L>
void add_pool_rules(Rules& r) {
  using R = typename L::real;
  r.pool_buy = [](double t, double a, double paid) {
    return on_lanes<L>([](R x, R y, R z) { return buy_out(x, y, z); }, t, a, paid);
  };
  r.pool_sell = [](double t, double a, double sold) {
    return on_lanes<L>([](R x, R y, R z) { return sell_out(x, y, z); }, t, a, sold);
  };
  r.swap_fee = [](double a, double f) {
    return on_lanes<L>([](R x, R y) { return fee_of_swap(x, y); }, a, f);
  };
  r.swap_fee_at_limit = [](double u, double f) {
    return on_lanes<L>([](R x, R y) { return swap_fee_at_limit(x, y); }, u, f);
  };
  r.virtual_tao = [](double l, double s) {
    return on_lanes<L>([](R x, R y) { return virtual_reserves(x, y).tao; }, l, s);
  };
  r.virtual_alpha = [](double l, double s) {
    return on_lanes<L>([](R x, R y) { return virtual_reserves(x, y).alpha; }, l, s);
  };
  r.median_price = [](int count, const double* prices, double* room) {
    return median_price(count, prices, room);
  };
  add_balancer_rules<L>(r);
}

}  // namespace taosweep::conformance
