// Do the intervals of a results file hold what they are for as often as they say? Each case is
// written into a file and read from there; how often these tests fail for nothing: coverage.hpp.
#include "host/statistics/one_sample.hpp"
#include "host/statistics/skewed_means.hpp"
#include "kernels/distributions/distributions.hpp"
#include "tests/host/statistics/written_sweep.hpp"

namespace taosweep {
namespace {

std::uint64_t runs() {
  return static_cast<std::uint64_t>(runs_of_a_case());
}

struct Law {
  const char* name;
  double mean;
  DrawOne draw;
  double refused_from, refused_to;  ///< share of runs without an interval, of 64 values
};

double exponential(Draws& draws) {
  return -std::log(draws.uniform());
}

DrawOne lognormal(double sd) {
  return [sd](Draws& draws) { return std::exp(sd * draws.normal()); };
}

const std::vector<Law>& laws() {
  static const std::vector<Law> all{
      {"normal", 1, [](Draws& draws) { return 1 + draws.normal(); }, 0, 0.01},
      {"uniform", 0.5, [](Draws& draws) { return draws.uniform(); }, 0, 0.01},
      {"exponential", 1, exponential, 0, 0.6},
      {"lognormal, sd 0.5", std::exp(0.125), lognormal(0.5), 0, 0.6},
      {"lognormal, sd 1", std::exp(0.5), lognormal(1), 0.5, 1},
      {"lognormal, sd 2", std::exp(2.0), lognormal(2), 0.95, 1},
      {"lognormal, sd 3", std::exp(4.5), lognormal(3), 0.95, 1},
      {"9 of 10 are 0, else lognormal", 0.1 * std::exp(0.125),
       [](Draws& draws) { return draws.coin(0.1) ? std::exp(0.5 * draws.normal()) : 0; }, 0, 1},
      {"9 of 10 are 1, else uniform", 0.95,
       [](Draws& draws) { return draws.coin(0.1) ? draws.uniform() : 1; }, 0, 1},
      {"one of five numbers", 2, [](Draws& draws) { return std::floor(5 * draws.uniform()); }, 0,
       0.01}};
  return all;
}

/// How an interval came about agrees with whether there is one.
void expect_reasons(const WrittenSweep& sweep, const std::string& how, int outcome,
                    const std::vector<double>& low_and_high) {
  const std::vector<double> by = sweep.read(how);
  const std::size_t places = low_and_high.size() / 2;
  for (std::size_t place = 0; place < places; ++place) {
    const double reason = by[static_cast<std::size_t>(outcome) * places + place];
    const bool refused = reason >= static_cast<double>(MeanBy::few_units);
    ASSERT_EQ(std::isnan(low_and_high[2 * place]), refused) << how << " " << place;
  }
}

TEST(FileCoverage, OfMeansAndTheirDifferencesHoldsOrIsRefused) {
  WrittenSweep sweep(runs(), 64, 1);
  const std::vector<int> numbers = numbers_among_outcomes();
  ASSERT_GE(numbers.size(), laws().size());
  for (std::size_t i = 0; i < laws().size(); ++i)
    sweep.put(numbers[i], sweep.values_of(static_cast<std::uint32_t>(200 + i),
                                          each_by_itself(64, laws()[i].draw)));
  sweep.write();
  for (std::size_t i = 0; i < laws().size(); ++i) {
    const Law& law = laws()[i];
    const std::string outcome = outcome_table[numbers[i]].name, what = law.name;
    const Rates mean = sweep.rates("file, mean, " + what, outcome + "_mean_cells", law.mean);
    EXPECT_GE(mean.refused, law.refused_from) << what;
    EXPECT_LE(mean.refused, law.refused_to) << what;
    sweep.rates("file, difference, " + what, outcome + "_difference_cells", law.mean);
    expect_reasons(sweep, "mean_how_cells", numbers[i], sweep.read(outcome + "_mean_cells"));
    expect_reasons(sweep, "difference_how_cells", numbers[i],
                   sweep.read(outcome + "_difference_cells"));
  }
}

// Points that share their shocks depend on each other, and two replicates are too few to tell.
TEST(FileIntervals, SayWhereValuesDependOnEachOther) {
  WrittenSweep sweep(1, 64, 2, true);
  const int number = numbers_among_outcomes()[0], flag = outcome_takeover_ema_2;
  const auto number_of = each_by_itself(128, [](Draws& draws) { return draws.normal(); });
  const auto coin = each_by_itself(128, [](Draws& draws) { return draws.coin(0.5); });
  sweep.put(number, sweep.values_of(250, number_of));
  sweep.put(flag, sweep.values_of(251, coin));
  sweep.write();
  const auto expect_joined = [&](const std::string& how, int outcome, std::size_t arms) {
    for (std::size_t arm = 0; arm < arms; ++arm)
      EXPECT_EQ(sweep.read(how)[static_cast<std::size_t>(outcome) * arms + arm],
                static_cast<double>(MeanBy::joined))
          << how;
  };
  expect_joined("mean_how_cells", number, 2);
  for (const int outcome : {number, flag}) {
    expect_joined("difference_how_cells", outcome, 1);
    expect_joined("difference_how_all", outcome, 1);
  }
  OneSample one_unit;
  one_unit.values = {1, 2, 3};
  one_unit.clusters = {4, 4, 4};
  count_units(one_unit, false);
  EXPECT_EQ(mean_interval_of(one_unit, "").by, MeanBy::joined);
  EXPECT_EQ(mean_by_words().at(static_cast<std::size_t>(MeanBy::joined)),
            "refused: values depend on each other");
}

TEST(FileCoverage, OfQuantilesHoldsWhetherValuesTieOrNot) {
  WrittenSweep sweep(runs(), 64, 1);
  const std::vector<int> numbers = numbers_among_outcomes();
  const auto ties = [](Draws& draws) { return std::floor(3 * exponential(draws)) / 3; };
  sweep.put(numbers[0], sweep.values_of(220, each_by_itself(64, exponential)));
  sweep.put(numbers[1], sweep.values_of(221, each_by_itself(64, ties)));
  sweep.write();
  for (int q = 0; q < quantile_count; ++q) {
    const double exact = -std::log1p(-quantile_percent[q] / 100.0);
    const std::string percent = ", quantile " + std::to_string(quantile_percent[q]) + " %";
    const auto at = static_cast<std::uint64_t>(2 * q), step = std::uint64_t{2 * quantile_count};
    const std::string end = "_quantiles_cells";
    sweep.rates("file, exponential" + percent, outcome_table[numbers[0]].name + end, exact, at,
                step);
    sweep.rates("file, exponential in thirds" + percent, outcome_table[numbers[1]].name + end,
                std::floor(3 * exact) / 3, at, step);
  }
}

/// G clusters of 8: what a cluster has in common is a part `icc` of the variance of a normal value.
DrawCell clustered_normals(std::uint64_t clusters, double icc,
                           const std::function<double(double)>& value) {
  return [=](Draws& draws) {
    std::vector<double> values;
    for (std::uint64_t cluster = 0; cluster < 2 * clusters; ++cluster) {
      const double common = draws.normal();
      for (int i = 0; i < 8; ++i)
        values.push_back(value(std::sqrt(icc) * common + std::sqrt(1 - icc) * draws.normal()));
    }
    return values;
  };
}

TEST(FileCoverage, OfFewClustersHolds) {
  const int share = outcome_takeover_ema_2, time = outcome_crash_hours_50,
            seen = outcome_crash_hours_50_observed, number = numbers_among_outcomes()[0];
  const auto name_of = [](int outcome) { return std::string(outcome_table[outcome].name); };
  std::uint32_t at = 230;
  for (const auto& [clusters, icc] : {std::pair(std::uint64_t{8}, 0.3), {16, 0.9}}) {
    WrittenSweep sweep(runs(), clusters, 8);
    const std::string what =
        ", G = " + std::to_string(clusters) + " of 8, icc = " + std::to_string(icc).substr(0, 3);
    const auto put = [&](int outcome, const std::function<double(double)>& value) {
      sweep.put(outcome, sweep.values_of(at, clustered_normals(clusters, icc, value)));
    };
    const double beyond = normal_quantile_at(0.9);  // 1 in 10 lies above
    put(number, [](double x) { return x; });
    put(share, [beyond](double x) { return x > beyond; });
    put(time, [](double x) { return std::exp(std::min(x, 0.5)); });
    put(seen, [](double x) { return x < 0.5; });
    ++at;
    sweep.write();
    sweep.rates("file, clustered mean" + what, name_of(number) + "_mean_cells", 0);
    sweep.rates("file, clustered median" + what, name_of(number) + "_quantiles_cells", 0,
                2 * (quantile_count / 2), 2 * quantile_count);
    sweep.rates("file, clustered share" + what, name_of(share) + "_share_cells", 0.1);
    sweep.rates("file, clustered median of times" + what, name_of(time) + "_median_bounds_cells",
                1);
  }
}

TEST(FileCoverage, OfThePointsThemselvesHoldsOrIsRefused) {
  WrittenSweep sweep(runs(), 1, 32);
  const std::vector<int> numbers = numbers_among_outcomes();
  sweep.put(numbers[0], sweep.values_of(240, each_by_itself(32, lognormal(2))));
  sweep.put(numbers[1], sweep.values_of(241, each_by_itself(32, exponential)));
  sweep.write();
  const auto name_of = [&](int i) { return std::string(outcome_table[numbers[i]].name); };
  sweep.rates("file, mean of a point, lognormal, sd 2", name_of(0) + "_mean", std::exp(2.0));
  sweep.rates("file, mean of a point, exponential", name_of(1) + "_mean", 1);
  sweep.rates("file, difference of a point, exponential", name_of(1) + "_difference", 1);
}

}  // namespace
}  // namespace taosweep
