// The rules on packs. Included by one source per back end, each with its own instruction set.
#pragma once

#include "kernels/chain/average/price_ema.hpp"
#include "kernels/chain/consensus/dividends.hpp"
#include "kernels/chain/consensus/tempo.hpp"
#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/emission/owner_cut.hpp"
#include "kernels/chain/injection/launch.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/chain/pool/stake_fee.hpp"
#include "kernels/chain/root/root_dividend.hpp"
#include "kernels/chain/share/share.hpp"
#include "kernels/economy/orders.hpp"
#include "tests/conformance/later_rules_of.hpp"
#include "tests/conformance/on_lanes.hpp"
#include "tests/conformance/pool_rules_of.hpp"
#include "tests/conformance/rules.hpp"

namespace taosweep::conformance {

/// Shares of emission by votes: a row of weights for each validator.
template <class L>
void root_vote(int validators, int subnets, const double* stake, const double* weights,
               double steepness, double majority, double* shares) {
  using Group = taosweep::Group<L, 1>;
  RootVotes<Group> votes;
  typename Group::real packs[Group::packs];
  double room[Group::subnets] = {};
  for (int v = 0; v < validators; ++v) {
    for (int k = 0; k < subnets; ++k) room[k] = weights[v * subnets + k];
    for (int j = 0; j < Group::packs; ++j) packs[j] = Group::load(room, j);
    votes.add(stake[v], packs);
  }
  votes.count(steepness, majority, packs);
  for (int j = 0; j < Group::packs; ++j) Group::store(room, j, packs[j]);
  for (int k = 0; k < subnets; ++k) shares[k] = room[k];
}

template <class L>
Rules rules_of(const char* name) {
  using R = typename L::real;
  Rules r;
  r.name = name;
  r.block_emission = [](double i) { return on_lanes<L>([](R a) { return block_emission(a); }, i); };
  r.tao_share = [](double e, double m, double s) {
    return on_lanes<L>([=](R weight) { return tao_share(e, weight, s); }, m);
  };
  r.alpha_injection = [](double i, double t, double a, double c) {
    return on_lanes<L>([](R w, R x, R y, R z) { return alpha_injection(reciprocal(x), w, y, z); },
                       i, t, a, c);
  };
  r.owner_cut = [](double a, double c) {
    return on_lanes<L>([](R x, R y) { return owner_cut(x, y); }, a, c);
  };
  r.root_proportion = [](double t, double w, double a) {
    return on_lanes<L>([](R x, R y, R z) { return root_proportion(x, y, z); }, t, w, a);
  };
  r.root_alpha = [](double p, double a) {
    return on_lanes<L>([](R x, R y) { return root_alpha(x, y); }, p, a);
  };
  r.ema_weight = [](double a, double b, double h) {
    return on_lanes<L>([](R x, R y, R z) { return ema_weight(x, y, z); }, a, b, h);
  };
  r.weight_of_steps = [](double w, int k) {
    return on_lanes<L>([k](R x) { return weight_of_steps(x, k); }, w);
  };
  r.price_ema = [](double m, double p, double w) {
    return on_lanes<L>([](R x, R y, R z) { return price_ema(x, y, z); }, m, p, w);
  };
  r.pending_after = [](double p, double v, double n) {
    return on_lanes<L>([](R x, R y, R z) { return pending_after(x, y, z); }, p, v, n);
  };
  r.root_vote = root_vote<L>;
  r.pool_tao_after_buy = [](double tao, double alpha, double paid, double fee) {
    const double rate = fee_rate(fee, paid);
    return on_lanes<L>(
        [rate](R t, R a, R buy) {
          LivePool<R> pool = live_pool(t, a);
          StepOrders<R> orders{buy, R(0.0), R(0.0), R(0.0), R(0.0)};
          clear_step(pool, orders, R(0.0), rate, 0.01, [](R, R) {});
          return pool.tao;
        },
        tao, alpha, paid);
  };
  r.max_buy_at_limit = [](double t, double a, double p) {
    return on_lanes<L>([](R x, R y, R z) { return max_buy_at_limit(x, y, z); }, t, a, p);
  };
  r.max_sell_at_limit = [](double t, double a, double p) {
    return on_lanes<L>([](R x, R y, R z) { return max_sell_at_limit(x, y, z); }, t, a, p);
  };
  r.epoch_offset = [](std::uint64_t block, double subnet, std::uint64_t tempo) {
    return on_lanes<L>([=](R x) { return epoch_offset(block, x, tempo); }, subnet);
  };
  r.root_part_of_dividend = [](double d, double t, double w, double a) {
    return on_lanes<L>([](R v, R x, R y, R z) { return root_part_of_dividend(v, x, y, z); }, d, t,
                       w, a);
  };
  r.epoch = [](const YumaRules& rules, int validators, int miners, const double* stake,
               const double* weights, double* bonds, const YumaResult& result, double* room) {
    yuma_epoch(rules, validators, miners, stake, weights, bonds, result, room);
  };
  add_later_rules<L>(r);
  add_pool_rules<L>(r);
  return r;
}

}  // namespace taosweep::conformance
