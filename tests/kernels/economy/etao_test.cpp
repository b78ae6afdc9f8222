// Root's part of spec 481 beside the rule before it: V0 x/(x + X) of all alpha that is emitted is,
// with the default vector, half of what the owner's cut leaves, times root's share.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr double owner_cut_of_chain = 11796.0 / 65535;

/// Pools as of August 2026: some hundred to some ten thousand TAO, averages at the price.
void settle_in(Simulation<1>& economy) {
  for (int i = 0; i < 30; ++i) {
    auto& s = economy.s();
    s.tao[i] = 250 * std::exp(0.2 * i);
    s.alpha[i] = s.tao[i] / (0.004 * std::exp(0.13 * i));
    s.issued[i] = s.alpha[i] + 3e5 + 9e4 * (i % 11);
    s.price_ema[i] = s.tao[i] / s.alpha[i];
    s.held[cohort_value][i] = s.issued[i] - s.alpha[i];
  }
}

Simulation<1> settled(const Rules& era, double days, double step_blocks) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, era}}};
  p.protocol.switched_off = 7.0 / 128;
  p.protocol.owner_cut = owner_cut_of_chain;
  p.network.age_days = 400;
  p.network.root_tao = 5.4e6;
  p.time.days = days;
  p.time.step_blocks = step_blocks;
  Simulation<1> economy(p);
  settle_in(economy);
  economy.run_to(economy.clock.stop);
  return economy;
}

double distance(double a, double b) {
  return std::abs(a - b) / std::max(std::abs(b), 1e-3);
}

/// The farthest that any number of any pool is from that of the other.
double distance(Simulation<1>& one, Simulation<1>& other) {
  double most = distance(one.scalars().money.root, other.scalars().money.root);
  for (int i = 0; i < 30; ++i) {
    const auto &a = one.s(), &b = other.s();
    for (const auto& [x, y] : {std::pair{a.tao[i], b.tao[i]},
                               {a.alpha[i], b.alpha[i]},
                               {a.issued[i], b.issued[i]},
                               {a.price_ema[i], b.price_ema[i]},
                               {a.claimable[i], b.claimable[i]},
                               {a.pending_swapped[i], b.pending_swapped[i]},
                               {a.held[cohort_validators][i], b.held[cohort_validators][i]}})
      most = std::max(most, distance(x, y));
  }
  return most;
}

TEST(Etao, WithTheDefaultVectorIsTheRuleBeforeIt) {
  for (const auto& [days, step_blocks] : {std::pair{0.25, 1.0}, {5.0, 25.0}}) {
    Simulation<1> before = settled(hill_rank_2026_08, days, step_blocks);
    Simulation<1> etao = settled(etao_2026_10, days, step_blocks);
    EXPECT_GT(before.s().claimable[3], 1) << "root has its part";
    EXPECT_LE(distance(etao, before), 1e-14) << step_blocks;
  }
}

}  // namespace
}  // namespace taosweep
