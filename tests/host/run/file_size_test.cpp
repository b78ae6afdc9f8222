// How large a results file will be.
#include "host/run/file_size.hpp"

#include <gtest/gtest.h>

#include "host/run/path_packing.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

TEST(Packing, IsThatOfEachArmByItself) {
  // Both arms have the same numbers, of which no two are alike: as a file has them, in blocks of
  // their own, they pack to nearly what they are.
  constexpr std::uint64_t points = 600;
  const Experiment e = samples::experiment(1, points);
  PointResults results = samples::results(e, 0, points);
  for (std::size_t i = 0; i + 1 < results.outcomes.size(); i += 2)
    results.outcomes[i] = results.outcomes[i + 1] = samples::noise(i, 1);
  const Portion all = whole_sweep(e);
  const SchemaCounts counts = counts_of(layout_of(e, all));
  SchemaCounts whole = counts;
  whole.points *= 10;
  const Packing packing = packing_of(counts, results_in_memory(e, all, results), whole);
  EXPECT_GT(packing.at("/outcomes/floor_ratio"), 0.8);
  EXPECT_LE(packing.at("/outcomes/floor_ratio"), 1.05);
}

/// A path of `days` + 1 times, whose first `subnets` have a number each until `end`.
EndedPath path_until(double end, int days, int subnets) {
  EndedPath made{{}, end};
  for (int quantity = 0; quantity < path_count; ++quantity)
    for (int day = 0; day <= days; ++day)
      for (int subnet = 0; subnet < path_subnets; ++subnet)
        made.path.push_back(static_cast<float>(
            day <= end && subnet < subnets ? samples::noise(static_cast<std::uint64_t>(quantity),
                                                            static_cast<std::uint64_t>(day),
                                                            static_cast<std::uint64_t>(subnet))
                                           : samples::nan));
  return made;
}

SchemaCounts kept(std::uint64_t paths, int days) {
  SchemaCounts counts;
  counts.paths = paths;
  counts.day = static_cast<std::uint64_t>(days) + 1;
  return counts;
}

TEST(PackingOfPaths, IsNearlyTheShareOfTimesAndSubnetsThatHaveNumbers) {
  // 24 bits of noise and 8 of nearly one value in 32.
  const SchemaCounts counts = kept(100, 399);
  const auto price = [&](double end, int subnets) {
    return packing_of_paths({path_until(end, 399, subnets)}, counts, 1, end).at("/paths/price");
  };
  EXPECT_NEAR(price(399, 128), 0.82, 0.08);
  EXPECT_NEAR(price(199, 128) / price(399, 128), 0.5, 0.02);
  EXPECT_NEAR(price(399, 64) / price(399, 128), 0.5, 0.05);
}

TEST(PackingOfPaths, IsThatOfTheEndsOfAllWhateverThoseOfTheSampleAre) {
  const SchemaCounts counts = kept(100, 399);
  const auto of_all = [&](const std::vector<EndedPath>& sample) {
    return packing_of_paths(sample, counts, 1, 100).at("/paths/price");
  };
  const double expected = of_all({path_until(100, 399, 80)});
  EXPECT_NEAR(of_all({path_until(399, 399, 80)}) / expected, 1, 0.05);
  EXPECT_NEAR(of_all({path_until(20, 399, 80), path_until(300, 399, 80)}) / expected, 1, 0.05);
  EXPECT_NEAR(of_all({path_until(40, 50, 80)}) / expected, 1, 0.05) << "of a shorter horizon";
}

TEST(PackingOfPaths, OfNoneIsNotKnown) {
  EXPECT_TRUE(packing_of_paths({}, kept(100, 399), 1, 100).empty());
}

// Half of a row along time says nothing of the other half.
TEST(Packing, OfNumbersThatEndAlongAnAxisIsThatOfTheirBlocks) {
  Experiment e = samples::experiment(1, 8);
  e.base.time.days = 600;
  e.cells.assign(8, 0);
  e.cell_count = 1;
  PointResults results = samples::results(e, 0, 8);
  const Portion all = whole_sweep(e);
  const SchemaCounts counts = counts_of(layout_of(e, all));
  const auto packs = [&] {
    return packing_of(counts, results_in_memory(e, all, results), counts)
        .at("/series_all/sum_of_prices");
  };
  const double through = packs();
  // The first series has the first 601 rows.
  const auto economies = static_cast<std::ptrdiff_t>(results.status.size());
  std::fill(results.series.begin() + 200 * economies, results.series.begin() + 601 * economies,
            static_cast<float>(samples::nan));
  EXPECT_NEAR(packs() / through, 1. / 3, 0.08);
}

}  // namespace
}  // namespace taosweep
