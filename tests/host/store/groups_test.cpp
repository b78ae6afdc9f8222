// What the groups of a file say about the made-up sweep, worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "host/statistics/intervals.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/read/open.hpp"
#include "host/text/sha256.hpp"
#include "kernels/distributions/distributions.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

/// The made-up sweep as a file, written once for all cases.
class ResultsGroups : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new samples::Folder;
    const Experiment e = samples::experiment();
    write_results(*folder_ / "whole.h5", e, whole_sweep(e), samples::results(e, 0, 8),
                  samples::facts());
    root_ = new hdf5::File(hdf5::File::open(*folder_ / "whole.h5"));
  }
  static void TearDownTestSuite() {
    delete root_;
    delete folder_;
  }

  static std::vector<double> read(const std::string& path) {
    return dataset_at(*root_, path).read<double>();
  }

  static samples::Folder* folder_;
  static hdf5::File* root_;
};
samples::Folder* ResultsGroups::folder_ = nullptr;
hdf5::File* ResultsGroups::root_ = nullptr;

TEST_F(ResultsGroups, HoldOutcomesByArmPointReplicate) {
  const std::vector<double> prices = read("/outcomes/sum_of_prices");
  ASSERT_EQ(prices.size(), 128u);
  EXPECT_EQ(prices[(0 * 8 + 3) * 8 + 6], 6);
  EXPECT_EQ(prices[(1 * 8 + 3) * 8 + 6], 16);
  const std::vector<double> tao = read("/outcomes/tao_in_pools");
  EXPECT_EQ(tao[(1 * 8 + 7) * 8 + 2], 703);
  const hdf5::Dataset dataset = dataset_at(*root_, "/outcomes/stopped");
  EXPECT_EQ(dataset.axes(), (std::vector<std::string>{"arm", "point", "replicate"}));
  EXPECT_EQ(dataset.text("units"), "1");
  EXPECT_EQ(dataset.whole("better"), 1);
  EXPECT_FALSE(dataset.text("undefined_when").empty());
}

TEST_F(ResultsGroups, DeriveWhatComparesWithTheBaseline) {
  // 0.1 of 0.4 is a quarter (stopped), 0.2 is not.
  const std::vector<double> stopped = read("/outcomes/stopped"),
                            harm = read("/outcomes/harm_after");
  EXPECT_TRUE(std::isnan(stopped[0]));
  EXPECT_EQ(stopped[(1 * 8 + 4) * 8 + 2], 1);
  EXPECT_EQ(stopped[(1 * 8 + 4) * 8 + 3], 0);
  EXPECT_EQ(harm[(1 * 8 + 4) * 8 + 3], 0.25);
}

TEST_F(ResultsGroups, LeaveFailedEconomiesOutOfStatistics) {
  // Economy 5: point 0, replicate 2, arm 1. Arm 1 there: 10 11 13 14 15 16 17, arm 0: 0..7.
  const std::vector<double> n = read("/distributions/sum_of_prices_n");
  EXPECT_EQ(n[0], 8);
  EXPECT_EQ(n[8], 7);
  const std::vector<double> mean = read("/distributions/sum_of_prices_mean");
  EXPECT_EQ(mean[0], 3.5);
  EXPECT_DOUBLE_EQ(mean[8], 96.0 / 7);
  const std::vector<double> error = read("/distributions/sum_of_prices_standard_error");
  EXPECT_DOUBLE_EQ(error[0], std::sqrt(6.0 / 8));  // variance of 0..7 is 42/7
  const std::vector<double> quantiles = read("/distributions/sum_of_prices_quantiles");
  const std::vector<double> expected{0, 0, 0, 1, 3, 5, 7, 7, 7};
  EXPECT_EQ(std::vector<double>(quantiles.begin(), quantiles.begin() + 9), expected);
  EXPECT_EQ(quantiles[8 * 9 + 4], 14);
}

TEST_F(ResultsGroups, CountInDeclaredEdges) {
  // Arm 0: 0 or 1 with equal frequency; arm 1: a quarter. Bins: under, [-0.5,0.5), [0.5,1.5], over.
  const std::vector<double> counts = read("/distributions/takeover_ema_2_counts");
  const auto row = [&](int arm, int point) {
    const auto start = counts.begin() + (arm * 8 + point) * 4;
    return std::vector<double>(start, start + 4);
  };
  EXPECT_EQ(row(0, 1), (std::vector<double>{0, 4, 4, 0}));
  EXPECT_EQ(row(1, 1), (std::vector<double>{0, 6, 2, 0}));
  EXPECT_EQ(row(1, 0), (std::vector<double>{0, 5, 2, 0}));
  const std::vector<double> lower = read("/distributions/takeover_ema_2_bin");
  EXPECT_TRUE(std::isinf(lower[0]));
  EXPECT_EQ(lower[3], 1.5);
}

TEST_F(ResultsGroups, PoolTheCells) {
  // Cell 1, arm 0: points 4..7 with 100 p + r: 32 values,
  // median the 16th = 507, 75 % the 24th = 607.
  const std::vector<double> quantiles = read("/distributions_cells/tao_in_pools_quantiles");
  EXPECT_EQ(quantiles[(0 * 2 + 1) * 9 + 4], 507);
  EXPECT_EQ(quantiles[(0 * 2 + 1) * 9 + 5], 607);
  EXPECT_EQ(read("/distributions_cells/tao_in_pools_n")[1], 32);
  EXPECT_EQ(read("/distributions_cells/tao_in_pools_mean")[1], 553.5);
  // Four points are too few independent units for an error.
  EXPECT_TRUE(std::isnan(read("/distributions_cells/tao_in_pools_standard_error")[1]));
}

TEST_F(ResultsGroups, LeaveUndefinedValuesOut) {
  const std::vector<double> n = read("/distributions/action_day_n");
  EXPECT_EQ(n[0], 8);
  EXPECT_EQ(n[1], 0);
  EXPECT_TRUE(std::isnan(read("/distributions/action_day_mean")[1]));
  EXPECT_TRUE(std::isnan(read("/distributions/action_day_quantiles")[9 + 4]));
}

TEST_F(ResultsGroups, TakeDifferencesInPairs) {
  // Each pair differs by 10; point 0 has 7 usable pairs, fewer than 8.
  const std::vector<double> mean = read("/differences/sum_of_prices_mean");
  ASSERT_EQ(mean.size(), 8u);
  EXPECT_TRUE(std::isnan(mean[0]));
  EXPECT_EQ(mean[1], 10);
  EXPECT_EQ(read("/differences/sum_of_prices_n")[0], 7);
  EXPECT_EQ(read("/differences/sum_of_prices_standard_error")[1], 0);
  EXPECT_TRUE(std::isnan(
      read("/differences/sum_of_prices_variance_reduction")[1]));  // no spread of differences
  // Less harm is better, and all pairs have 2 - 8 = -6.
  EXPECT_EQ(read("/differences/harm_60d_after_share_better")[3], 1);
  EXPECT_EQ(read("/differences/harm_60d_after_mean")[3], -6);
  // All points: 63 pairs of 4 drawn vectors, the same in
  // both cells. Each cell: 4 points. Both refused.
  EXPECT_TRUE(std::isnan(read("/differences_all/sum_of_prices_mean")[0]));
  EXPECT_EQ(read("/differences_all/sum_of_prices_n")[0], 63);
  EXPECT_EQ(read("/differences_all/sum_of_prices_clusters")[0], 4);
  EXPECT_EQ(root_->group("differences_all").text("clustered_by"), "drawn vector");
  EXPECT_FALSE(root_->group("differences_all").text("refused").empty());
  EXPECT_TRUE(std::isnan(read("/differences_cells/sum_of_prices_mean")[1]));
  EXPECT_FALSE(root_->group("differences_cells").text("refused").empty());
}

TEST_F(ResultsGroups, GiveDifferencesOfFlagsTheScoreInterval) {
  // Arm: replicates 0 and 4; baseline: 1, 3, 5, 7. So 2 pairs (1, 0) and 4 pairs (0, 1) of 8.
  const std::vector<double> bounds = read("/intervals/takeover_ema_2_difference");
  const Interval expected = score_interval(2, 4, 8);
  EXPECT_TRUE(std::isnan(bounds[0]));  // 7 pairs
  EXPECT_EQ(bounds[2], expected.low);
  EXPECT_EQ(bounds[3], expected.high);
  EXPECT_TRUE(std::isnan(read("/intervals/takeover_ema_2_difference_all")[0]));  // 4 units
}

TEST(ResultsPooled, TakesCellsThatRepeatAVectorAsOneUnit) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(2, 16);  // 2 cells of the same 8 vectors
  write_results(folder / "pooled.h5", e, whole_sweep(e), samples::results(e, 0, 16),
                samples::facts());
  const hdf5::File root = hdf5::File::open(folder / "pooled.h5");
  EXPECT_EQ(dataset_at(root, "/differences_all/sum_of_prices_clusters").read<double>()[0], 8);
  EXPECT_EQ(dataset_at(root, "/differences_all/sum_of_prices_mean").read<double>()[0], 10);
  EXPECT_EQ(dataset_at(root, "/differences_cells/sum_of_prices_clusters").read<double>()[1], 8);
}

/// Bytes that this process has handed to the system for
/// writing; -1 where the system does not count.
long bytes_written() {
  std::ifstream counters("/proc/self/io");
  std::string name;
  for (long value; counters >> name >> value;)
    if (name == "wchar:") return value;
  return -1;
}

TEST(ManyCells, AreWrittenOnce) {
  if (bytes_written() < 0)
    GTEST_SKIP() << "/proc/self/io cannot be read: this system does not say what a process wrote";
  const samples::Folder folder;
  Experiment e = samples::experiment(2, 200);
  e.cell_count = 200;
  for (std::uint32_t point = 0; point < 200; ++point) e.cells[point] = point;
  const PointResults results = samples::results(e, 0, 200);
  const long before = bytes_written();
  write_results(folder / "cells.h5", e, whole_sweep(e), results, samples::facts());
  const long written = bytes_written() - before;
  // Small datasets are filled before they are written. A piece that is compressed again for each
  // cell would be written a hundred times.
  EXPECT_LT(static_cast<double>(written),
            1.2 * static_cast<double>(std::filesystem::file_size(folder / "cells.h5")))
      << "a compressed piece is written again for each cell in it";
}

TEST(ResultsPooled, WithOneReplicateCountsEveryPointInFull) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(1, 50);  // 2 cells of 25 points, each its own unit
  write_results(folder / "single.h5", e, whole_sweep(e), samples::results(e, 0, 50),
                samples::facts());
  const hdf5::File root = hdf5::File::open(folder / "single.h5");
  int outcomes = 0;
  for (int k = 0; k < outcome_count; ++k) {
    const std::string name = std::string(outcome_table[k].name) + "_quantiles_cells";
    std::vector<double> ascending = UsableOutcomes(root).read(k);
    ascending.resize(25);  // of arm 0, cell 0
    if (!root.group("intervals").has(name) ||
        std::count_if(ascending.begin(), ascending.end(), [](double x) { return x != x; }) > 0)
      continue;
    ++outcomes;
    const std::vector<double> stored = dataset_at(root, "/intervals/" + name).read<double>();
    std::sort(ascending.begin(), ascending.end());
    for (int q = 0; q < quantile_count; ++q) {
      const Interval expected = quantile_interval(ascending, quantile_percent[q] / 100.0, 25);
      const double low = stored[2 * q], high = stored[2 * q + 1];
      EXPECT_TRUE(low == expected.low || (low != low && expected.low != expected.low)) << name << q;
      EXPECT_TRUE(high == expected.high || (high != high && expected.high != expected.high))
          << name << q;
    }
  }
  EXPECT_GT(outcomes, 10);
}

TEST_F(ResultsGroups, KeepSeriesQuantilesThatOccur) {
  const Experiment e = samples::experiment();
  const PointResults given = samples::results(e, 2, 1);
  // Series 0, time 1, point 2, arm 0: the values of economies 0, 2, ..., 14 of the point.
  std::vector<float> values;
  for (int economy = 0; economy < 16; economy += 2)
    values.push_back(given.series[1 * 16 + economy]);
  std::sort(values.begin(), values.end());
  const hdf5::Dataset dataset = dataset_at(*root_, "/series/sum_of_prices");
  EXPECT_EQ(dataset.axes(), (std::vector<std::string>{"arm", "point", "day", "quantile"}));
  const std::vector<float> stored = dataset.read_block<float>({0, 2, 1, 0}, {1, 1, 1, 9});
  EXPECT_EQ(stored[4], values[3]);
  EXPECT_EQ(stored[8], values[7]);
  EXPECT_EQ(dataset_at(*root_, "/series/sum_of_prices_n")
                .read_block<std::int32_t>({1, 0, 1}, {1, 1, 1})[0],
            7);
}

TEST_F(ResultsGroups, PoolSeriesWithinTheStatedError) {
  const Experiment e = samples::experiment();
  const PointResults given = samples::results(e, 4, 4);  // cell 1
  std::vector<float> values;
  for (int economy = 1; economy < 64; economy += 2)
    values.push_back(given.series[2 * 64 + economy]);
  std::sort(values.begin(), values.end());
  const hdf5::Dataset pooled = dataset_at(*root_, "/series_all/sum_of_prices");
  const std::vector<float> stored = pooled.read_block<float>({1, 1, 2, 0}, {1, 1, 1, 9});
  const double error = pooled.number("relative_error");
  EXPECT_LT(error, 0.02);
  for (int q = 0; q < 9; ++q) {
    const double exact = std::max(0.01f, values[quantile_rank(quantile_percent[q], 32)]);
    EXPECT_NEAR(stored[q] / exact, 1, error * 1.001) << quantile_percent[q];
  }
  EXPECT_EQ(dataset_at(*root_, "/series_all/sum_of_prices_n")
                .read_block<std::int32_t>({1, 1, 2}, {1, 1, 1})[0],
            32);
}

TEST_F(ResultsGroups, BoundSharesAndMedians) {
  // 2 of 8: Wilson (0.0715, 0.5907).
  const std::vector<double> share = read("/intervals/takeover_ema_2_share");
  EXPECT_NEAR(share[(1 * 8 + 1) * 2], 0.07148, 1e-5);
  EXPECT_NEAR(share[(1 * 8 + 1) * 2 + 1], 0.59072, 1e-5);
  // Mean of 0..7: 3.5 -+ 2.364624 sqrt(6/8).
  const std::vector<double> mean = read("/intervals/sum_of_prices_mean");
  EXPECT_NEAR(mean[2], 3.5 - 2.364624 * std::sqrt(0.75), 1e-5);
  // Times 1..8, the last censored: median 4.
  EXPECT_EQ(read("/intervals/crash_hours_50_median")[1], 4);
  // Cells of four points: too few independent units.
  EXPECT_TRUE(std::isnan(read("/intervals/takeover_ema_2_share_cells")[2]));
  EXPECT_TRUE(std::isnan(read("/intervals/takeover_ema_2_share_together_cells")[2]));
  EXPECT_TRUE(std::isnan(read("/intervals/sum_of_prices_median_together")[2]));
}

TEST_F(ResultsGroups, KeepPathsOfListedEconomies) {
  const std::vector<std::int64_t> ids = dataset_at(*root_, "/paths/economy").read<std::int64_t>();
  EXPECT_EQ(ids, (std::vector<std::int64_t>{0, 77}));
  const hdf5::Dataset tao = dataset_at(*root_, "/paths/tao");
  // Quantity 1, day 2, subnet 5 of economy 77: 7700000 + (1 * 3 + 2) * 128 + 5.
  EXPECT_EQ(tao.read_block<float>({1, 2, 5}, {1, 1, 1})[0], 7700645.0f);
}

TEST_F(ResultsGroups, KeepEveryInputByteForByte) {
  const Experiment stored = stored_experiment(*root_);
  ASSERT_EQ(stored.inputs.size(), 2u);
  EXPECT_EQ(stored.inputs[1].bytes, samples::experiment().inputs[1].bytes);
  EXPECT_EQ(dataset_at(*root_, "/inputs/file_1").text("sha256"),
            sha256_hex(stored.inputs[1].bytes));
}

TEST_F(ResultsGroups, SpellOutTheExperiment) {
  const Experiment given = samples::experiment(), stored = stored_experiment(*root_);
  EXPECT_EQ(stored.points, given.points);
  EXPECT_EQ(stored.cells, given.cells);
  EXPECT_EQ(stored.seed, given.seed);
  EXPECT_EQ(stored.hypothesis, given.hypothesis);
  EXPECT_EQ(stored.varied[1].key, "attention.base_events");
  EXPECT_TRUE(stored.varied[1].sampled);
  EXPECT_EQ(dataset_at(*root_, "/design/attack.day").text("units"), "d");
  EXPECT_EQ(root_->text("content_digest"), digest_of(*root_));
}

}  // namespace
}  // namespace taosweep
