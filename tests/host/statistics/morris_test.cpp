// Elementary effects where they are known.
#include <gmock/gmock.h>

#include <cmath>

#include "host/design/designs/sampler.hpp"
#include "host/statistics/morris.hpp"

namespace taosweep {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

using Function = std::function<double(const std::vector<double>&)>;

std::vector<MorrisEffects> effects_of(const Function& f, std::size_t axes, std::size_t trajectories,
                                      std::uint64_t seed, std::uint64_t levels = 4) {
  Sampling sampling;
  sampling.kind = DesignKind::morris;
  sampling.seed = seed;
  sampling.levels = levels;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < axes; ++i) keys.push_back("key_" + std::to_string(i));
  const auto sampler = make_sampler({sampling, keys, trajectories * (axes + 1)});
  std::vector<MorrisEffects> all;
  for (std::size_t trajectory = 0; trajectory < trajectories; ++trajectory) {
    std::vector<double> values, before;
    std::vector<MorrisMove> moves;
    for (std::size_t step = 0; step <= axes; ++step) {
      std::vector<double> u;
      for (std::size_t axis = 0; axis < axes; ++axis) {
        u.push_back(sampler->uniform(trajectory * (axes + 1) + step, axis));
        if (step > 0 && u[axis] != before[axis])
          moves.push_back({axis, u[axis] > before[axis] ? 1 : -1});
      }
      values.push_back(f(u));
      before = u;
    }
    all.push_back(morris_effects(values, moves));
  }
  return all;
}

// Coefficients and levels are multiples of powers of two: nothing rounds.
TEST(MorrisMeasures, OfALinearFunctionAreItsCoefficients) {
  for (const std::uint64_t levels : {4, 8}) {
    const Drivers found = morris_measures(
        effects_of([](const auto& u) { return 3 + 4 * u[0] - 0.5 * u[1] + 0 * u[2]; }, 3, 20, 1,
                   levels),
        1, "x");
    EXPECT_THAT(found.measures[0].values, ElementsAre(DoubleEq(4), DoubleEq(0.5), 0));
    EXPECT_THAT(found.measures[1].values, ElementsAre(DoubleEq(4), DoubleEq(-0.5), 0));
    for (const double sigma : found.measures[2].values) EXPECT_NEAR(sigma, 0, 1e-14);
  }
}

// f = u v at levels 1/8 3/8 5/8 7/8: the effect of u is v, uniform over levels, with mean 1/2 and
// variance 5/64. Of 300 intervals of mu_star 95 % hold it; at 64 trajectories some 94 do, so that
// 20 miss; the two parameters of a sweep being one event, above 44 in fewer than 1 in 1,000.
TEST(MorrisMeasures, OfAProductLieInTheirIntervals) {
  int star = 0, sigma = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Drivers found =
        morris_measures(effects_of([](const auto& u) { return u[0] * u[1]; }, 2, 64, seed), 1, "x");
    for (int i = 0; i < 2; ++i) {
      const Interval &of_star = found.measures[0].bounds[i],
                     &of_sigma = found.measures[2].bounds[i];
      star += !(of_star.low <= 0.5 && 0.5 <= of_star.high);
      sigma += !(of_sigma.low <= std::sqrt(5.0 / 64) && std::sqrt(5.0 / 64) <= of_sigma.high);
    }
  }
  EXPECT_LE(star, 44);
  EXPECT_GE(star, 3);
  EXPECT_LE(sigma, 44);
  EXPECT_GE(sigma, 3);
}

// Values 1, 3, 2: parameter 1 moves up, then parameter 0 down.
TEST(MorrisMeasures, AnEffectIsThatOfAMoveByHalf) {
  EXPECT_THAT(morris_effects({1, 3, 2}, {{1, 1}, {0, -1}}), ElementsAre(2, 4));
}

TEST(MorrisMeasures, SmallEffectsAreIdleByTheSpreadOfPoints) {
  const auto effects =
      effects_of([](const auto& u) { return u[0] + 0.02 * u[0] * u[1]; }, 2, 64, 1);
  EXPECT_THAT(morris_measures(effects, 0.3, "x").idle, ElementsAre(false, true));
  EXPECT_THAT(morris_measures(effects, 0.1, "x").idle, ElementsAre(false, false));
}

TEST(MorrisMeasures, WhatCannotBeToldIsRefused) {
  EXPECT_THAT(morris_measures({{1}}, 1, "x").refusal, HasSubstr("1 whole trajectories"));
  EXPECT_THAT(morris_measures({{0}, {0}}, 0, "x").refusal, HasSubstr("the same at all points"));
  EXPECT_THAT(morris_measures({{1}, {2}}, 1, "x").unbounded, HasSubstr("2 trajectories"));
  // A hundred equal effects do not tell how far another would differ.
  EXPECT_TRUE(std::isnan(
      morris_measures(std::vector<MorrisEffects>(100, {1}), 1, "x").measures[0].bounds[0].low));
}

}  // namespace
}  // namespace taosweep
