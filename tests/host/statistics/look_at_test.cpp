// Does the interval hold at which a sweep stops, and do those of all looks? Simulated through
// look_at, which `taosweep run --until` calls, with looks and level of 1024 points.
//
// 1,000 runs a case, 20,000 under TAOSWEEP_LONG, with the same draws every time. A case fails where
// the share of runs in which an interval misses lies above 5 % by more than 3.1 standard errors:
// were the truth just 5 %, one case in 1,000 would fail for another choice of the draws.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "host/statistics/look_at.hpp"
#include "kernels/random/philox.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t most_points = 1024;

double uniform(std::uint32_t of_case, std::uint32_t run, std::uint32_t i) {
  return (philox<std::uint32_t>(i, run, 0u, 0u, of_case, 11u).w[0] + 0.5) * 0x1p-32;
}

PairedValues first(const PairedValues& all, std::uint64_t n) {
  PairedValues values = all;
  values.arm.resize(n);
  values.baseline.resize(n);
  values.clusters.resize(n);
  return values;
}

/// Value of an arm and of the other arm from three uniform numbers.
using Make = std::function<std::pair<double, double>(double, double, double)>;

struct Rates {
  double missed_at_stop = 0, missed_at_any = 0, points = 0;
};

Rates rates_of(const char* name, std::uint32_t number, const Until& until, double truth,
               const Make& make) {
  const std::uint32_t runs = std::getenv("TAOSWEEP_LONG") != nullptr ? 20000 : 1000;
  const std::vector<std::uint64_t> looks = looks_of(most_points);
  Rates rates;
  for (std::uint32_t run = 0; run < runs; ++run) {
    PairedValues all;
    for (std::uint32_t i = 0; i < most_points; ++i) {
      const auto [arm, other] = make(uniform(number, run, 3 * i), uniform(number, run, 3 * i + 1),
                                     uniform(number, run, 3 * i + 2));
      all.arm.push_back(arm);
      all.baseline.push_back(other);
      all.clusters.push_back(static_cast<std::int32_t>(i));
    }
    bool stopped = false, missed = false;
    for (const std::uint64_t points : looks) {
      const Look look = look_at(until, first(all, points), level_of(looks.size()));
      const bool misses = look.bounds.low > truth || look.bounds.high < truth;
      missed |= misses;
      if (stopped || !(look.met || points == most_points)) continue;
      stopped = true;
      rates.missed_at_stop += misses;
      rates.points += static_cast<double>(points);
    }
    rates.missed_at_any += missed;
  }
  rates.missed_at_stop /= runs;
  rates.missed_at_any /= runs;
  rates.points /= runs;
  std::cout << "| " << name << " | " << 100 * (1 - rates.missed_at_stop) << " | "
            << 100 * (1 - rates.missed_at_any) << " | " << rates.points << " |\n";
  const double most = 0.05 + 3.1 * std::sqrt(0.05 * 0.95 / runs);
  EXPECT_LE(rates.missed_at_stop, most) << name;
  EXPECT_LE(rates.missed_at_any, most) << name;
  return rates;
}

Until flag_of_one_arm(double half_width) {
  return {outcome_stopped, 1, std::nullopt, half_width};
}

TEST(Stopping, HoldsForShares) {
  const auto share = [](double p) {
    return [p](double u, double, double) { return std::pair<double, double>(u < p, 0); };
  };
  // 2.576 sqrt(0.25 / n) < 0.1 from n = 166 on: at the look at 256.
  EXPECT_EQ(rates_of("share 0.5, 0.1", 1, flag_of_one_arm(0.1), 0.5, share(0.5)).points, 256);
  rates_of("share 0.2, 0.05", 2, flag_of_one_arm(0.05), 0.2, share(0.2));
  rates_of("share 0.02, 0.03", 3, flag_of_one_arm(0.03), 0.02, share(0.02));
  rates_of("share 0.001, 0.05", 4, flag_of_one_arm(0.05), 0.001, share(0.001));
}

TEST(Stopping, HoldsForADifferenceOfFlags) {
  // P(1, 0) = 0.3, P(0, 1) = 0.1
  rates_of("difference of flags 0.2, 0.08", 5, {outcome_root_controls, 1, 0, 0.08}, 0.2,
           [](double u, double, double) {
             return std::pair<double, double>(u < 0.3, u >= 0.3 && u < 0.4);
           });
}

TEST(Stopping, HoldsForMeans) {
  rates_of(
      "mean of normal values, 0.15", 6, {outcome_top_10_share, 0, std::nullopt, 0.15}, 0,
      [](double u, double, double) { return std::pair<double, double>(normal_quantile_at(u), 0); });
  rates_of("mean difference of exponential values, 0.15", 7, {outcome_top_10_share, 1, 0, 0.15}, 0,
           [](double u, double v, double) {
             return std::pair<double, double>(-std::log(u), -std::log(v));
           });
}

Until quantile_of_one_arm(double p, double half_width) {
  return {outcome_top_10_share, 0, std::nullopt, half_width, p};
}

TEST(Stopping, HoldsForQuantiles) {
  rates_of(
      "median of normal values, 0.2", 8, quantile_of_one_arm(0.5, 0.2), 0,
      [](double u, double, double) { return std::pair<double, double>(normal_quantile_at(u), 0); });
  rates_of("0.9-quantile of exponential values, 0.5", 9, quantile_of_one_arm(0.9, 0.5),
           std::log(10.0),
           [](double u, double, double) { return std::pair<double, double>(-std::log(u), 0); });
  // No interval before 230 values: the looks at 64 and 128 say nothing.
  rates_of("0.02-quantile of uniform values, 0.02", 10, quantile_of_one_arm(0.02, 0.02), 0.02,
           [](double u, double, double) { return std::pair<double, double>(u, 0); });
  // Values with an infinite variance, for which no mean would do.
  rates_of("0.8-quantile of 1 / u, 1.5", 11, quantile_of_one_arm(0.8, 1.5), 5,
           [](double u, double, double) { return std::pair<double, double>(1 / u, 0); });
}

/// 1, 2, .. n, each at a point of its own.
PairedValues first_numbers(std::int32_t n) {
  PairedValues values;
  for (std::int32_t i = 1; i <= n; ++i) {
    values.arm.push_back(i);
    values.clusters.push_back(i);
  }
  values.baseline = values.arm;
  return values;
}

TEST(Stopping, QuantilesHaveOrderStatistics) {
  // Binomial(100, 1/2): P(B <= 39) = 0.0176, P(B <= 40) = 0.0284: ranks 40 and 61 at 95 %.
  const Look look = look_at(quantile_of_one_arm(0.5, 10.6), first_numbers(100), 0.95);
  EXPECT_EQ(look.estimate, 50);
  EXPECT_EQ(look.bounds.low, 40);
  EXPECT_EQ(look.bounds.high, 61);
  EXPECT_TRUE(look.met);
  EXPECT_FALSE(look_at(quantile_of_one_arm(0.5, 10.5), first_numbers(100), 0.95).met);
  EXPECT_EQ(look_at(quantile_of_one_arm(0.9, 1), first_numbers(100), 0.95).estimate, 90);
  EXPECT_EQ(look_at(quantile_of_one_arm(0.07, 1), first_numbers(100), 0.95).estimate, 7);
}

TEST(Stopping, IsNotForAQuantileThatNothingBounds) {
  const Look look = look_at(quantile_of_one_arm(0.99, 1e6), first_numbers(100), 0.95);
  EXPECT_FALSE(look.met);
  EXPECT_EQ(look.refusal, "100 independent values do not bound it, 368 may");  // 0.99^368 = 0.0248
  PairedValues tied = first_numbers(100);
  for (double& value : tied.arm) value = std::floor(value / 90);
  const Look at_0 = look_at(quantile_of_one_arm(0.5, 1), tied, 0.95);
  EXPECT_FALSE(at_0.met);
  EXPECT_THAT(at_0.refusal, testing::HasSubstr("one value"));
}

TEST(Stopping, CountsReplicatesInQuantilesToo) {
  PairedValues once = first_numbers(100), four;
  for (int i = 0; i < 400; ++i) {
    four.arm.push_back(once.arm[static_cast<std::size_t>(i / 4)]);
    four.clusters.push_back(i / 4);
  }
  four.baseline = four.arm;
  const Until median = quantile_of_one_arm(0.5, 1);
  EXPECT_GE(look_at(median, four, 0.95).half_width(), look_at(median, once, 0.95).half_width());
}

TEST(Stopping, LooksFixedBeforehandBeatAConfidenceSequence) {
  // Points, of which hold, and the interval of bernoulli_confidence_interval(.., 0.05, t_opt = 64,
  // alpha_opt = 0.025) of confseq 0.0.11 (Howard and others 2021, beta-binomial mixture), which
  // holds at every number of points with 95 %, as five looks of 99 % do at theirs.
  constexpr double of_confseq[][4] = {
      {64, 32, 0.314493, 0.685507},    {128, 64, 0.364825, 0.635175},
      {256, 128, 0.401366, 0.598634},  {512, 256, 0.428023, 0.571977},
      {1024, 512, 0.447520, 0.552480}, {64, 12, 0.066820, 0.358891},
      {128, 24, 0.094484, 0.306664},   {256, 48, 0.117069, 0.271719},
      {512, 96, 0.134777, 0.247569},   {1024, 192, 0.148358, 0.230567},
      {64, 2, 0.000062, 0.138036},     {128, 4, 0.001937, 0.099809},
      {256, 8, 0.006149, 0.077069},    {512, 16, 0.010973, 0.062572},
      {1024, 32, 0.015431, 0.052973},
  };
  for (const auto& [n, holds, low, high] : of_confseq) {
    PairedValues values = first_numbers(static_cast<std::int32_t>(n));
    for (double& value : values.arm) value = value <= holds;
    const Look look = look_at(flag_of_one_arm(0.1), values, level_of(5));
    EXPECT_GT(look.bounds.low, low) << n << " " << holds;
    EXPECT_LT(look.bounds.high, high) << n << " " << holds;
    EXPECT_GT(look.half_width(), 0.75 * (high - low) / 2) << "not by having another level";
  }
}

TEST(Stopping, KnowsWhatNobodyDefines) {
  PairedValues values = first_numbers(64);
  const Until difference{outcome_top_10_share, 1, 0, 1}, one{outcome_top_10_share, 1};
  for (double& value : values.baseline) value = NAN;
  EXPECT_TRUE(look_at(difference, values, 0.95).undefined);
  EXPECT_FALSE(look_at(one, values, 0.95).undefined);
  values.arm.assign(64, NAN);
  EXPECT_TRUE(look_at(one, values, 0.95).undefined);
}

TEST(Stopping, CountsReplicatesOfAPointAsWhatTheyAre) {
  // 64 points of 4 replicates that are equal say no more than 64 values.
  PairedValues once, four;
  for (std::int32_t point = 0; point < 64; ++point) {
    once.arm.push_back(point % 2);
    once.clusters.push_back(point);
    for (int replicate = 0; replicate < 4; ++replicate) {
      four.arm.push_back(point % 2);
      four.clusters.push_back(point);
    }
  }
  once.baseline = once.arm;
  four.baseline = four.arm;
  EXPECT_GE(look_at(flag_of_one_arm(0.1), four, 0.99).half_width(),
            look_at(flag_of_one_arm(0.1), once, 0.99).half_width());
}

TEST(Stopping, IsNotForWhatIsHardlyEverDefined) {
  PairedValues values;
  for (std::int32_t point = 0; point < 64; ++point) {
    values.arm.push_back(point < 7 ? 1 : NAN);
    values.clusters.push_back(point);
  }
  values.baseline = values.arm;
  const Look look = look_at(flag_of_one_arm(0.49), values, 0.95);
  EXPECT_FALSE(look.met);
  EXPECT_FALSE(look.refusal.empty());
}

TEST(Stopping, IsNotForValuesThatAreEqualButForRounding) {
  PairedValues values;
  for (std::int32_t point = 0; point < 64; ++point) {
    values.arm.push_back(point % 2 ? 1.0 : std::nextafter(1.0, 2.0));
    values.clusters.push_back(point);
  }
  values.baseline = values.arm;
  const Look look = look_at({outcome_top_10_share, 0, std::nullopt, 0.1}, values, 0.95);
  EXPECT_FALSE(look.met);
  EXPECT_THAT(look.refusal, testing::HasSubstr("rounding"));
}

TEST(PointsNeeded, GrowWithTheSquareOfTheWidth) {
  Look look;
  look.points = 100;
  look.bounds = {0.3, 0.5};  // half-width 0.1
  EXPECT_EQ(points_needed(flag_of_one_arm(0.05), look), 400);
}

TEST(ExactInterval, IsThatOfTheBinomial) {
  // Clopper and Pearson, of 0 and of 3 among 10: (1 - high)^10 = 0.025.
  EXPECT_NEAR(exact_interval(0, 10).high, 1 - std::pow(0.025, 0.1), 1e-12);
  EXPECT_EQ(exact_interval(0, 10).low, 0);
  EXPECT_EQ(exact_interval(1, 10).high, 1);
  EXPECT_NEAR(exact_interval(0.3, 10).low, 0.06673951, 1e-8);
  EXPECT_NEAR(exact_interval(0.3, 10).high, 0.65245285, 1e-8);
}

}  // namespace
}  // namespace taosweep
