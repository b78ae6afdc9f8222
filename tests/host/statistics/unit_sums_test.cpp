// Means and intervals from sums over independent units: those of the values themselves.
#include "host/statistics/unit_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"

namespace taosweep {
namespace {

struct Values {
  std::vector<double> of;
  std::vector<std::int32_t> units;
};

std::vector<UnitSum> sums_of(const Values& values) {
  std::vector<UnitSum> sums(most_units);
  for (std::size_t i = 0; i < values.of.size(); ++i) {
    sums[values.units[i]].sum += values.of[i];
    ++sums[values.units[i]].n;
  }
  return sums;
}

/// 12 units of 1 to 3 values.
Values uneven(double (*value)(int unit, int i)) {
  Values values;
  for (int unit = 0; unit < 12; ++unit) {
    for (int i = 0; i <= unit % 3; ++i) {
      values.of.push_back(value(unit, i));
      values.units.push_back(unit);
    }
  }
  return values;
}

TEST(UnitSums, GiveNumbersTheIntervalOfTheirClusteredMean) {
  const Values values = uneven([](int unit, int i) { return 0.05 * unit + 0.01 * i; });
  const Mean mean = clustered_mean(values.of, values.units);
  const Interval interval = t_interval(mean.mean, mean.standard_error, 11);
  const MeanOfUnits found = mean_of_units(sums_of(values), false);
  EXPECT_EQ(found.n, 24u);
  EXPECT_EQ(found.units, 12);
  EXPECT_NEAR(found.mean, mean.mean, 1e-12);
  EXPECT_NEAR(found.interval.low, interval.low, 1e-12);
  EXPECT_NEAR(found.interval.high, interval.high, 1e-12);
}

void expect_share(const Values& values) {
  const Share share = share_of(values.of, values.units, confidence);
  const MeanOfUnits found = mean_of_units(sums_of(values), true);
  EXPECT_NEAR(found.mean, share.share, 1e-12);
  EXPECT_NEAR(found.interval.low, share.bounds.low, 1e-12);
  EXPECT_NEAR(found.interval.high, share.bounds.high, 1e-12);
  EXPECT_LT(found.interval.low, found.interval.high);
}

TEST(UnitSums, GiveFlagsTheIntervalOfTheirShare) {
  expect_share(uneven([](int unit, int i) { return (unit + i) % 2 ? 1.0 : 0.0; }));
  expect_share(uneven([](int unit, int) { return unit < 2 ? 1.0 : 0.0; }));  // few units hold a 1
  expect_share(uneven([](int, int) { return 0.0; }));                        // none does
}

TEST(UnitSums, SayNothingBelowEightUnitsOrWhereAllNumbersAreEqual) {
  std::vector<UnitSum> few(most_units);
  for (int i = 0; i < 7; ++i) few[i] = {0.1 * i, 1};
  EXPECT_NEAR(mean_of_units(few, false).mean, 0.3, 1e-12);
  EXPECT_TRUE(std::isnan(mean_of_units(few, false).interval.low));
  EXPECT_TRUE(std::isnan(mean_of_units(few, true).interval.low));
  const Values equal = uneven([](int, int) { return 0.1; });
  EXPECT_NEAR(mean_of_units(sums_of(equal), false).mean, 0.1, 1e-12);
  EXPECT_TRUE(std::isnan(mean_of_units(sums_of(equal), false).interval.low));
  EXPECT_TRUE(std::isnan(mean_of_units({}, false).mean));
}

}  // namespace
}  // namespace taosweep
