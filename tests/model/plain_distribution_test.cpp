// Left to itself with random numbers of its own, the plain model gives the distribution of the
// economies of the sweep.
//
// 100 replicates of each, from the same launch states; means of logarithms
// within four standard errors of their difference. With 18 numbers a wrong
// alarm in 0.1 % of seeds; these seeds are fixed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/kernels/economy_fixture.hpp"
#include "tests/model/plain_model.hpp"

namespace taosweep {
namespace {

constexpr int replicates = 100, subnets = 21;
constexpr const char* names[] = {"lowest price",  "median price", "highest price",
                                 "sum of prices", "TAO in pools", "largest price average",
                                 "attention",     "alpha held",   "price of the attacked subnet"};
constexpr int numbers = std::size(names);

/// Logarithms of what is compared.
std::array<double, numbers> numbers_of(const plain::Economy& e, const Clock& clock) {
  std::vector<double> prices;
  double sum = 0, tao = 0, average = 0, attention = 0, held = 0;
  for (const plain::Subnet& s : e.subnets) {
    if (!s.alive) continue;
    prices.push_back(s.price());
    sum += s.price();
    tao += s.tao;
    average = std::max(average, s.price_ema);
    attention += s.attention;
    for (const double q : s.held) held += q;
  }
  std::sort(prices.begin(), prices.end());
  const double target = e.subnets[clock.target].price();
  std::array<double, numbers> x = {
      prices.front(), prices[prices.size() / 2], prices.back(), sum, tao, average, attention, held,
      target};
  for (double& v : x) v = std::log(v);
  return x;
}

TEST(PlainModel, GivesTheSameDistributionFromItsOwnRandomNumbers) {
  Parameters p;
  p.network.subnets = subnets;
  p.time.days = 12;
  p.time.step_blocks = 300;
  p.time.fine_days = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 7;
  p.attack.day = 2;
  p.attack.shock_day = 1;
  p.foundation.delay_days = 6;
  const double days[] = {6, 12};                                // before and after the action
  double sum[2][2][numbers] = {}, squares[2][2][numbers] = {};  // [model][day][number]
  for (std::uint32_t r = 0; r < replicates; ++r) {
    Simulation<1> economy(p, {41, 0, r});
    plain::Economy model = plain::economy_of(economy.s());
    plain::FreeDraws draws(1000 + r);
    for (int d = 0; d < 2; ++d) {
      economy.run_to_day(days[d]);
      while (model.scalars.block < days[d] * 7200)
        plain::advance_tick(p, economy.clock, draws, model);
      for (const bool plainly : {false, true}) {
        const auto x = numbers_of(plainly ? model : plain::economy_of(economy.s()), economy.clock);
        for (int n = 0; n < numbers; ++n) {
          sum[plainly][d][n] += x[n];
          squares[plainly][d][n] += x[n] * x[n];
        }
      }
    }
    ASSERT_EQ(model.scalars.foundation.acted, 1);
    ASSERT_EQ(economy.scalars().foundation.acted, 1);
  }
  for (int d = 0; d < 2; ++d) {
    for (int n = 0; n < numbers; ++n) {
      double mean[2], variance[2];
      for (int m = 0; m < 2; ++m) {
        mean[m] = sum[m][d][n] / replicates;
        variance[m] = (squares[m][d][n] / replicates - mean[m] * mean[m]) / (replicates - 1);
      }
      const double error = std::sqrt(variance[0] + variance[1]);
      EXPECT_NEAR(mean[0], mean[1], 4 * error) << names[n] << " on day " << days[d];
      EXPECT_NEAR(std::sqrt(variance[0] / variance[1]), 1, 0.5)
          << names[n] << ": spread on day " << days[d];
      EXPECT_LT(error, 0.25) << names[n] << ": the check would pass anything";
    }
  }
}

}  // namespace
}  // namespace taosweep
