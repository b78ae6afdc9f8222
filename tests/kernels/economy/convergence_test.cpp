// Long steps give the economy of single blocks: paired replicates, from day 3 on.
//
// Medians and quantiles of prices and shares within 0.3 % at 25 blocks, and within 1 % at 300 with
// the fine window, or within 3.5 of their paired standard errors: with 40 numbers a wrong alarm in
// 1.9 % of seeds (this seed is fixed). Without noise traders steps of 25 blocks see the same shocks
// as single ones, so the 0.3 % holds without any standard error. Steps of 300 blocks look at the
// market every 300 blocks, so their attention events differ.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr int subnets = 62, moments = 4, numbers = 7;
constexpr double days[moments] = {3, 5, 8, 12};
constexpr const char* names[numbers] = {"price, 10 %",
                                        "price, median",
                                        "price, 90 %",
                                        "largest spot share",
                                        "TAO in pools",
                                        "spot share of the fresh",
                                        "emission share of the fresh"};
using Numbers = std::array<std::array<double, numbers>, moments>;

/// A fresh subnet opens on day 5 and the foundation acts on day 10.
Parameters economy_with(int step, bool noise) {
  Parameters p = calm({});
  if (!noise) p.noise.base_sd = p.noise.attention_sd = 0;
  p.network.subnets = subnets;
  p.time.days = days[moments - 1];
  p.time.step_blocks = step;
  if (step <= 25) p.time.fine_days = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 5;
  p.attack.budget_tao = 3000;
  p.foundation.delay_days = 5;
  return p;
}

/// Logarithms of the numbers at the moments, for one replicate; the fresh subnet's from day 8 on.
Numbers numbers_of(const Parameters& p, std::uint32_t replicate) {
  Simulation<2> economy(p, {77, 0, replicate}, best_isa());
  Numbers result;
  for (int m = 0; m < moments; ++m) {
    economy.run_to_day(days[m]);
    std::array<double, subnets> prices;
    double sum = 0, tao = 0, averages = 0;
    for (int i = 0; i < subnets; ++i) {
      prices[i] = economy.price(i);
      sum += prices[i];
      tao += economy.s().tao[i];
      averages += economy.s().price_ema[i];
    }
    std::sort(prices.begin(), prices.end());
    const bool open = days[m] > p.attack.day;
    result[m] = {std::log(prices[6]),
                 std::log(prices[31]),
                 std::log(prices[55]),
                 std::log(prices[61] / sum),
                 std::log(tao),
                 open ? std::log(economy.price(subnets) / sum) : 0,
                 open ? std::log(economy.s().price_ema[subnets] / averages) : 0};
  }
  return result;
}

/// Mean paired difference of a number from that of single blocks, and its standard error.
struct Bias {
  std::string number;
  double mean, error;
};

std::vector<Bias> biases_of(const std::vector<Numbers>& differences) {
  const auto replicates = static_cast<double>(differences.size());
  std::vector<Bias> found;
  for (int m = 0; m < moments; ++m) {
    for (int n = 0; n < numbers; ++n) {
      double sum = 0, squares = 0;
      for (const Numbers& d : differences) sum += d[m][n], squares += d[m][n] * d[m][n];
      const double mean = sum / replicates;
      found.push_back({std::string(names[n]) + " on day " + std::to_string(days[m]), mean,
                       std::sqrt((squares / replicates - mean * mean) / (replicates - 1))});
    }
  }
  return found;
}

/// Of each step length, against the same replicates in single blocks.
std::vector<std::vector<Bias>> biases(int replicates, const std::vector<int>& steps, bool noise) {
  std::vector<std::vector<Numbers>> differences(steps.size(), std::vector<Numbers>(replicates));
  for (int r = 0; r < replicates; ++r) {
    const Numbers exact = numbers_of(economy_with(1, noise), r);
    for (std::size_t s = 0; s < steps.size(); ++s) {
      Numbers& difference = differences[s][r] = numbers_of(economy_with(steps[s], noise), r);
      for (int m = 0; m < moments; ++m) {
        for (int n = 0; n < numbers; ++n) difference[m][n] -= exact[m][n];
      }
    }
  }
  std::vector<std::vector<Bias>> found;
  for (const auto& of_step : differences) found.push_back(biases_of(of_step));
  return found;
}

bool long_run() {
  return std::getenv("TAOSWEEP_LONG") != nullptr;
}

/// Single blocks on one lane take minutes.
bool too_slow() {
  return best_isa() == reference_isa && !long_run();
}
constexpr const char* too_slow_without =
    ", without which this takes minutes; scripts/test.sh --long runs it";

TEST(StepLength, KeepsEveryPriceAndShareTo3In1000At25BlocksAndToOnePercentAt300) {
  if (too_slow()) GTEST_SKIP() << no_faster_isa << too_slow_without;
  const auto found = biases(64, {25, 300}, false);
  for (const Bias& b : found[0]) EXPECT_LE(std::abs(b.mean), 0.003) << b.number;
  for (const Bias& b : found[1]) {
    EXPECT_LE(std::abs(b.mean), std::max(0.01, 3.5 * b.error)) << b.number << ", " << b.error;
    EXPECT_LT(b.error, 0.01) << b.number << ": the check would pass anything";
  }
}

TEST(StepLength, ChangesNothingForNoiseTradersEither) {
  if (too_slow()) GTEST_SKIP() << no_faster_isa << too_slow_without;
  const std::vector<int> steps{25, 300};
  const auto found = biases(64, steps, true);
  const double tolerances[] = {0.003, 0.01};
  for (std::size_t s = 0; s < steps.size(); ++s) {
    for (const Bias& b : found[s]) {
      EXPECT_LE(std::abs(b.mean), std::max(tolerances[s], 3.5 * b.error))
          << b.number << " in steps of " << steps[s] << " blocks";
      EXPECT_LT(b.error, 0.05) << b.number << ": the check would pass anything";
    }
  }
}

}  // namespace
}  // namespace taosweep
