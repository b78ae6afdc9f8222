// Do intervals of all cells of a map, or of all times of a series, hold together as often as they
// say? Each run is a map of 128 cells, whose units are shared; how often these tests fail for
// nothing: coverage.hpp.
#include "host/statistics/together.hpp"

#include "host/statistics/counted_medians.hpp"

#include "tests/host/statistics/coverage.hpp"

namespace taosweep {
namespace {

constexpr int cells_of_a_map = 128;

/// Made once for all tests.
CommonDraws& draws_of_maps() {
  static CommonDraws draws;
  return draws;
}

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

/// A fifth of the runs of other cases: a map is 128 intervals.
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
    for (const Interval& bounds : intervals_together(map, what, draws_of_maps())) {
      all = all && holds(bounds, truth);
      width += (bounds.high - bounds.low) / cells_of_a_map / maps();
    }
    // One cell alone needs no more than its own level.
    for (const MapCell& cell : map)
      each = each && holds(intervals_together({cell}, what, draws_of_maps())[0], truth);
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

/// Walks that start anew each day with the part 1 - tied of their variance; units of `each` that
/// are all alike.
JointRates series_rates(const std::string& name, std::uint32_t number, int units, int each,
                        double tied) {
  constexpr int days = 60;
  std::vector<double> edges;
  for (int edge = 0; edge <= 2000; ++edge) edges.push_back(-10 + 0.01 * edge);
  const std::size_t bins = edges.size() + 1;
  int together = 0, alone = 0;
  for (int run = 0; run < maps(); ++run) {
    Draws draws(number, static_cast<std::uint32_t>(run));
    std::vector<std::uint32_t> counts(days * bins, 0u);
    for (int unit = 0; unit < units; ++unit) {
      double x = draws.normal();
      for (int day = 0; day < days; ++day) {
        const auto bin = std::upper_bound(edges.begin(), edges.end(), x) - edges.begin();
        counts[static_cast<std::size_t>(day) * bins + static_cast<std::size_t>(bin)] +=
            static_cast<std::uint32_t>(each);
        x = std::sqrt(tied) * x + std::sqrt(1 - tied) * draws.normal();
      }
    }
    const auto right = [&](std::size_t times, std::size_t first) {
      const std::vector<float> band = medians_together(&counts[first * bins], times, edges, each);
      bool all = true;
      for (std::size_t i = 0; i < times; ++i) all = all && holds({band[2 * i], band[2 * i + 1]}, 0);
      return all;
    };
    together += right(days, 0);
    bool each_day = true;
    for (std::size_t day = 0; day < days; ++day) each_day = each_day && right(1, day);
    alone += each_day;
  }
  const double n = maps();
  std::cout << "TOGETHER | " << name << " | " << 100 * together / n << " | " << 100 * alone / n
            << " | |\n";
  EXPECT_GE(together / n, 0.95 - 3.1 * std::sqrt(0.05 * 0.95 / n)) << name;
  return {together / n, alone / n, 0};
}

TEST(Together, MediansThroughTimeHoldOnAllDays) {
  const JointRates fast = series_rates("60 days, from day to day 0.5, n = 64", 310, 64, 1, 0.5);
  EXPECT_LT(fast.each_by_itself, 0.5);
  const JointRates slow = series_rates("60 days, from day to day 0.95, n = 64", 311, 64, 1, 0.95);
  EXPECT_LT(slow.each_by_itself, 0.85);
  series_rates("60 days, 32 units of 4 that are alike", 312, 32, 4, 0.5);
}

TEST(Together, MediansOfFewUnitsThroughTimeAreRefused) {
  const std::vector<double> edges{0, 1, 2};
  const std::vector<std::uint32_t> seven{0, 7, 0, 0}, many{0, 20, 20, 0};
  for (const float end : medians_together(seven.data(), 1, edges, 1)) EXPECT_TRUE(std::isnan(end));
  // Forty, ranks 14 and 27: outwards, the lower edge of the first bin and the upper of the second.
  EXPECT_EQ(medians_together(many.data(), 1, edges, 1), (std::vector<float>{0, 2}));
  for (const float end : medians_together(many.data(), 1, edges, 6)) EXPECT_TRUE(std::isnan(end));
}

TEST(Together, OneEstimateNeedsTheLevelItselfAndManyAloneBonferronis) {
  EXPECT_EQ(level_together({{1, -1, 2}}, draws_of_maps()), confidence);
  // No spread among units: each of k counts by itself.
  const std::vector<std::vector<double>> without_spread(128, std::vector<double>(16, 0.0));
  EXPECT_NEAR(level_together(without_spread, draws_of_maps()), 1 - 0.05 / 128, 1e-9);
  // Twins are one estimate.
  std::vector<double> parts;
  for (int unit = 0; unit < 64; ++unit) parts.push_back(unit % 2 ? 1 : -1);
  const std::vector<std::vector<double>> twins(128, parts);
  EXPECT_NEAR(level_together(twins, draws_of_maps()), 0.95, 0.02);
}

TEST(Together, DrawsOfAUnitDoNotDependOnHowManyThereAre) {
  CommonDraws few, many;
  const std::span<const float> of_many = many.of(5, 100), of_few = few.of(5, 9);
  EXPECT_TRUE(std::equal(of_few.begin(), of_few.end(), of_many.begin()));
  const std::vector<float> before(of_few.begin(), of_few.end());
  const std::span<const float> grown = few.of(5, 50);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), grown.begin()));
  EXPECT_EQ(grown.size(), 50u);
  EXPECT_NE(few.of(6, 9)[0], grown[0]);
}

// Two cells of 8 x 8192 units that are twins of eight: the level is that of 8192 units, of which
// draws are made, and not Bonferroni's.
TEST(Together, ManyUnitsArePutTogetherAndStillTellWhatCellsShare) {
  constexpr std::int32_t units = 8 * 8192;
  std::vector<MapCell> map(2);
  for (std::int32_t unit = 0; unit < units; ++unit) {
    Draws draws(305, static_cast<std::uint32_t>(unit));
    const double x = draws.normal();
    for (MapCell& cell : map) {
      add_number(cell.sample, x);
      cell.sample.clusters.push_back(unit);
      cell.common.push_back(unit);
    }
  }
  for (MapCell& cell : map) count_units(cell.sample, false);
  const auto width = [](const Interval& bounds) { return bounds.high - bounds.low; };
  CommonDraws draws;
  const double twins = width(intervals_together(map, MapOf::medians, draws)[0]),
               alone = width(intervals_together({map[0]}, MapOf::medians, draws)[0]);
  EXPECT_NEAR(twins / alone, 1, 0.06) << "Bonferroni's would be 2.2414 / 1.96 = 1.14";
}

TEST(Together, FewUnitsAreRefused) {
  Draws draws(304, 0);
  for (const Interval& bounds :
       intervals_together(map_of(draws, 7, 0.5, add_number), MapOf::medians, draws_of_maps()))
    EXPECT_TRUE(std::isnan(bounds.low) && std::isnan(bounds.high));
  // Eight reach the level of one cell, but not that of 128: 2 / 2^8 is more than 0.05 / 128.
  const std::vector<MapCell> eight = map_of(draws, 8, 0, add_number);
  EXPECT_FALSE(std::isnan(intervals_together({eight[0]}, MapOf::medians, draws_of_maps())[0].low));
  EXPECT_TRUE(std::isnan(intervals_together(eight, MapOf::medians, draws_of_maps())[0].low));
}

}  // namespace
}  // namespace taosweep
