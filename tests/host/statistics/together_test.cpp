// Do intervals of all cells of a map, or of all times of a series, hold together as often as they
// say? Each run is a map of 128 cells, whose units are shared; how often these tests fail for
// nothing: coverage.hpp.
#include "host/statistics/together.hpp"

#include "tests/host/statistics/coverage.hpp"

namespace taosweep {
namespace {

constexpr int cells_of_a_map = 128;

/// A map of which `common` is the part of a value's variance that all cells of a unit share.
std::vector<MapCell> map_of(Draws& draws, int units, double common,
                            const std::function<void(OneSample&, double)>& add) {
  std::vector<MapCell> map(cells_of_a_map);
  for (int unit = 0; unit < units; ++unit) {
    const double shared = draws.normal();
    for (MapCell& cell : map) {
      add(cell.sample, std::sqrt(common) * shared + std::sqrt(1 - common) * draws.normal());
      cell.sample.clusters.push_back(unit);
      cell.common.push_back(unit);
    }
  }
  for (MapCell& cell : map) count_units(cell.sample, false);
  return map;
}

struct JointRates {
  double together = 0, each_by_itself = 0, width = 0;  ///< shares of maps that are right everywhere
};

bool holds(const Interval& bounds, double truth) {
  return !(bounds.low > truth) && !(bounds.high < truth);
}

/// A tenth of the runs of other cases: a map is 128 intervals.
int maps() {
  return runs_of_a_case() / 5;
}

JointRates joint_rates(const std::string& name, std::uint32_t number, int units, double common,
                       MapOf what, double truth,
                       const std::function<void(OneSample&, double)>& add) {
  int together = 0, alone = 0;
  double width = 0;
  for (int run = 0; run < maps(); ++run) {
    Draws draws(number, static_cast<std::uint32_t>(run));
    const std::vector<MapCell> map = map_of(draws, units, common, add);
    bool all = true, each = true;
    for (const Interval& bounds : intervals_together(map, what)) {
      all = all && holds(bounds, truth);
      width += (bounds.high - bounds.low) / cells_of_a_map / maps();
    }
    // One cell alone needs no more than its own level.
    for (const MapCell& cell : map)
      each = each && holds(intervals_together({cell}, what)[0], truth);
    together += all;
    alone += each;
  }
  const double n = maps();
  const JointRates rates{together / n, alone / n, width};
  std::cout << "TOGETHER | " << name << " | " << 100 * rates.together << " | "
            << 100 * rates.each_by_itself << " | " << rates.width << " |\n";
  EXPECT_GE(rates.together, 0.95 - 3.1 * std::sqrt(0.05 * 0.95 / n)) << name;
  return rates;
}

void add_number(OneSample& sample, double x) {
  sample.values.push_back(x);
}

TEST(Together, MapsOfMediansHoldEverywhereWherePointwiseHoldsNowhere) {
  const JointRates apart =
      joint_rates("medians, nothing shared, n = 64", 300, 64, 0, MapOf::medians, 0, add_number);
  EXPECT_LT(apart.each_by_itself, 0.05);
  const JointRates tied =
      joint_rates("medians, 0.9 shared, n = 64", 301, 64, 0.9, MapOf::medians, 0, add_number);
  EXPECT_LT(tied.each_by_itself, 0.7);
  EXPECT_LT(tied.width, 0.95 * apart.width) << "what cells share makes intervals narrower";
  EXPECT_LT(tied.together, 1);
}

TEST(Together, MapsOfSharesHoldEverywhere) {
  for (const double share : {0.3, 0.05}) {
    const double above = normal_quantile_at(1 - share);
    const auto flag = [above](OneSample& sample, double x) { sample.values.push_back(x > above); };
    joint_rates("share " + std::to_string(share).substr(0, 4) + ", 0.5 shared, n = 32", 302, 32,
                0.5, MapOf::shares, share, flag);
  }
}

TEST(Together, MapsOfMediansOfTimesHoldEverywhere) {
  const auto time = [](OneSample& sample, double x) {
    sample.values.push_back(std::exp(std::min(x, 0.5)));
    sample.observed.push_back(x < 0.5);
  };
  joint_rates("medians of times, 0.5 shared, n = 64", 303, 64, 0.5, MapOf::medians_of_times, 1,
              time);
}

TEST(Together, OneEstimateNeedsTheLevelItselfAndManyAloneBonferronis) {
  EXPECT_EQ(level_together({{1, -1, 2}}), confidence);
  // No spread among units: each of k counts by itself.
  const std::vector<std::vector<double>> without_spread(128, std::vector<double>(16, 0.0));
  EXPECT_NEAR(level_together(without_spread), 1 - 0.05 / 128, 1e-9);
  // Twins are one estimate.
  std::vector<double> parts;
  for (int unit = 0; unit < 64; ++unit) parts.push_back(unit % 2 ? 1 : -1);
  const std::vector<std::vector<double>> twins(128, parts);
  EXPECT_NEAR(level_together(twins), 0.95, 0.02);
}

TEST(Together, FewUnitsAreRefused) {
  Draws draws(304, 0);
  for (const Interval& bounds :
       intervals_together(map_of(draws, 7, 0.5, add_number), MapOf::medians))
    EXPECT_TRUE(std::isnan(bounds.low) && std::isnan(bounds.high));
  // Eight reach the level of one cell, but not that of 128: 2 / 2^8 is more than 0.05 / 128.
  const std::vector<MapCell> eight = map_of(draws, 8, 0, add_number);
  EXPECT_FALSE(std::isnan(intervals_together({eight[0]}, MapOf::medians)[0].low));
  EXPECT_TRUE(std::isnan(intervals_together(eight, MapOf::medians)[0].low));
}

}  // namespace
}  // namespace taosweep
