// Splitting on chains whose answers are known. Means of independent runs are held to four standard
// errors of theirs: a false alarm in 6 of 100,000.
#include "host/rare/splitting.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/rare/estimate.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/log.hpp"
#include "kernels/random/draw.hpp"

namespace taosweep {
namespace {

/// Uniform number of a replica's step from day t to t + 1, of the seed in force on day t.
double uniform_of(const Lineage& lineage, int day) {
  std::uint64_t seed = 1000;
  for (const ShockBranch& branch : lineage.branches)
    if (branch.day <= day) seed = branch.seed;
  const auto words = draw_words(seed, static_cast<std::uint32_t>(lineage.root), 0u, Purpose::noise,
                                std::uint32_t{0}, static_cast<std::uint32_t>(day), 0u);
  return uniform_real(words.w[0], words.w[1]);
}

/// Highest of x_0 = 0, x_{t+1} = x_t + step(u_t), day by day.
template <class Step>
RunReplicas walk(int days, const Step& step) {
  return [=](std::span<const Lineage> replicas) {
    std::vector<Scores> all;
    for (const Lineage& lineage : replicas) {
      Scores scores{-std::numeric_limits<double>::infinity()};
      double x = 0;
      for (int day = 0; day < days; ++day) {
        x += step(uniform_of(lineage, day));
        scores.push_back(std::max(scores.back(), x));
      }
      all.push_back(scores);
    }
    return all;
  };
}

void expect_mean(const std::vector<SplittingRun>& runs, double probability) {
  std::vector<double> values;
  for (const SplittingRun& run : runs) values.push_back(run.probability);
  const Mean mean = mean_of(values);
  EXPECT_LT(mean.standard_error, 0.1 * probability) << "or it says nothing";
  EXPECT_NEAR(mean.mean, probability, 4 * mean.standard_error);
}

const auto exponential = [](double u) { return -log_of(u); };

// A sum of ten exponential numbers is above x where a Poisson number of mean x is 9 or less.
double sum_of_ten_above(double x) {
  double term = std::exp(-x), sum = term;
  for (int k = 1; k < 10; ++k) sum += term *= x / k;
  return sum;
}

TEST(Splitting, IsRightOnAverageWhereScoresNeverTie) {
  const double level = 22;
  ASSERT_NEAR(sum_of_ten_above(level), 1.5e-3, 1e-4);
  for (const int killed : {1, 10}) {
    const SplittingPlan plan{level, 800, 40, killed, 5};
    expect_mean(split(plan, walk(10, exponential)), sum_of_ten_above(level));
  }
}

// Reflection: of 2^30 paths of thirty steps, those that reach m are as many as end at m or above,
// and as end above it. Every score ties with many.
TEST(Splitting, IsRightOnAverageWhereScoresTie) {
  const auto ends_at = [](int x) {
    return x > 30 || (x + 30) % 2 ? 0.0
                                  : std::exp(std::lgamma(31) - std::lgamma((30 + x) / 2 + 1) -
                                             std::lgamma((30 - x) / 2 + 1) - 30 * std::log(2));
  };
  const int m = 20;
  double probability = ends_at(m);
  for (int x = m + 1; x <= 30; ++x) probability += 2 * ends_at(x);
  ASSERT_NEAR(probability, 1.92e-4, 1e-6);
  const SplittingPlan plan{m - 0.5, 1000, 60, 6, 5};
  expect_mean(split(plan, walk(30, [](double u) { return u < 0.5 ? 1.0 : -1.0; })), probability);
}

// Clones repeat their parents: right on average still, and of few roots.
TEST(Splitting, IsRightOnAverageWhereTheStartDecides) {
  const RunReplicas same = [](std::span<const Lineage> replicas) {
    std::vector<Scores> all;
    for (Lineage lineage : replicas) {
      lineage.branches.clear();
      all.push_back({0, uniform_of(lineage, 0)});
    }
    return all;
  };
  const auto runs = split({0.95, 4000, 20, 2, 5}, same);
  expect_mean(runs, 0.05);
  double roots = 0;
  for (const SplittingRun& run : runs) roots += distinct_roots(run.reached);
  EXPECT_LT(roots / 4000, 2.5) << "20 replicas of one or two roots";
}

// 150 intervals of 20 runs: of a share of 95 % fewer than 134 are seen in 3 of 1000.
TEST(Splitting, HasIntervalsThatHoldTheAnswer) {
  const double level = 15, probability = sum_of_ten_above(level);
  const auto runs = split({level, 3000, 60, 6, 5}, walk(10, exponential));
  int held = 0, of_runs = 0;
  for (std::size_t first = 0; first < runs.size(); first += 20) {
    const RareEstimate found = estimate_of(std::span(runs).subspan(first, 20), 60);
    of_runs += found.method == "t on a log scale";
    held += found.bounds.low <= probability && probability <= found.bounds.high;
  }
  EXPECT_GE(held, 134);
  EXPECT_GE(of_runs, 130) << "or it is of something else";
}

/// A process that comes back to its mean, and so has time for another chance.
std::vector<Scores> returning(std::span<const Lineage> replicas) {
  std::vector<Scores> all;
  for (const Lineage& lineage : replicas) {
    Scores scores{0};
    double x = 0;
    for (int day = 0; day < 50; ++day) {
      x = 0.9 * x + normal_quantile(uniform_of(lineage, day));
      scores.push_back(std::max(scores.back(), x));
    }
    all.push_back(scores);
  }
  return all;
}

TEST(Splitting, CostsLessThanMonteCarlo) {
  const auto runs = split({10, 20, 200, 20, 5}, returning);
  const RareEstimate found = estimate_of(runs, 200);
  EXPECT_EQ(found.method, "t on a log scale");
  EXPECT_GT(found.crude, 20.0 * static_cast<double>(found.economies));
  EXPECT_GT(found.economies, 4000u + 20 * 20);
}

TEST(Splitting, EndsAtOnceWhereTheEventIsNotRare) {
  const auto runs = split({0.5, 20, 100, 10, 5}, walk(1, [](double u) { return u; }));
  for (const SplittingRun& run : runs) {
    EXPECT_LE(run.steps, 8);
    EXPECT_NEAR(run.probability, 0.5, 0.25);
  }
  const auto always = split({-1, 20, 100, 10, 5}, walk(1, [](double u) { return u; }));
  for (const SplittingRun& run : always) {
    EXPECT_EQ(run.probability, 1);
    EXPECT_EQ(run.replicas, 100u);
  }
}

TEST(Splitting, DiesOutWhereNoneIsCloser) {
  for (const SplittingRun& run : split({1, 20, 10, 1, 5}, walk(5, [](double) { return 0.0; }))) {
    EXPECT_TRUE(run.extinct);
    EXPECT_EQ(run.probability, 0);
    EXPECT_TRUE(run.reached.empty());
  }
}

// What may be reached, but is too rare to wait for.
TEST(Splitting, GivesUpBelowTheSmallestProbability) {
  SplittingPlan plan{1e9, 20, 60, 30, 5};
  plan.smallest = 1e-3;
  for (const SplittingRun& run : split(plan, returning)) {
    EXPECT_TRUE(run.given_up);
    EXPECT_EQ(run.probability, 0);
    EXPECT_LE(run.steps, 10);
  }
}

TEST(Splitting, SaysWhenAReplicaBranchesTooOften) {
  const RunReplicas later = [](std::span<const Lineage> replicas) {
    std::vector<Scores> all;
    for (const Lineage& lineage : replicas) {
      const double last =
          static_cast<double>(lineage.branches.size()) + 0.6 * static_cast<double>(lineage.root);
      Scores scores;
      for (int day = 0; day < 200; ++day) scores.push_back(std::min(0.5 * day, last));
      all.push_back(scores);
    }
    return all;
  };
  SplittingPlan plan{1e9, 1, 2, 1, 5};
  plan.smallest = 0;
  EXPECT_THROW(split(plan, later), std::length_error);
}

}  // namespace
}  // namespace taosweep
