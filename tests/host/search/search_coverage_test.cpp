// Does the interval of a root hold it as often as is said? Made-up economies have a known one.
#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <random>

#include "host/search/search.hpp"
#include "host/statistics/means.hpp"

namespace taosweep {
namespace {

constexpr int runs = 4000;
// Random numbers have a fixed seed. Under another, an expectation fails by chance once in 15,000
// times (four standard errors).
constexpr double errors = 4;

double standard_error(double p) {
  return std::sqrt(p * (1 - p) / runs);
}

bool holds(const SearchResult& found, double root) {
  return !(found.bounds.low > root) && !(found.bounds.high < root);
}

/// Each economy is won from a value of its own on, uniform on (0, 1), the same in all evaluations:
/// the share won at v is v in truth.
SearchResult of_shares(std::mt19937_64& random, int n, double target) {
  std::vector<double> from(n);
  for (double& one : from) one = std::uniform_real_distribution(0.0, 1.0)(random);
  return search({0, 1, false, 0, 1e-4}, {target}, [&](double value) {
    double won = 0;
    for (const double one : from) won += one <= value;
    SearchEstimate found;
    found.estimate = won / n;
    found.bounds = wilson_interval(found.estimate, n);
    return found;
  });
}

/// How often Wilson's interval of n trials holds their probability p: counted, not drawn.
double wilson_coverage(int n, double p) {
  double coverage = 0;
  for (int k = 0; k <= n; ++k) {
    const Interval bounds = wilson_interval(static_cast<double>(k) / n, n);
    if (bounds.low <= p && p <= bounds.high)
      coverage += boost::math::pdf(boost::math::binomial(n, p), k);
  }
  return coverage;
}

TEST(SearchCoverage, OfAShareIsThatOfItsIntervalAtTheRoot) {
  std::mt19937_64 random(12);
  for (const auto& [n, target] : {std::pair(64, 0.5), {100, 0.1}, {400, 0.8}}) {
    const double expected = wilson_coverage(n, target);
    EXPECT_GT(expected, 0.93);
    int held = 0;
    for (int run = 0; run < runs; ++run) held += holds(of_shares(random, n, target), target);
    EXPECT_NEAR(static_cast<double>(held) / runs, expected, errors * standard_error(expected))
        << n << " economies, target " << target;
  }
}

TEST(SearchCoverage, OfAMeanIsNominalThoughTheCurveBends) {
  std::mt19937_64 random(13);
  const double root = 2;
  int held = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<double> shocks(24);
    for (double& one : shocks) one = std::normal_distribution()(random);
    const SearchResult found =
        search({0.1, 20, true, 0, 1e-4}, {std::log(root)}, [&](double value) {
          // Shocks weigh more at larger values: log v + (1 + v) e.
          std::vector<double> values;
          for (const double shock : shocks)
            values.push_back(std::log(value) + 0.05 * shock * value);
          const Mean mean = mean_of(values);
          SearchEstimate estimate;
          estimate.estimate = mean.mean;
          estimate.bounds = t_interval(mean.mean, mean.standard_error, mean.clusters - 1);
          return estimate;
        });
    held += found.end == SearchEnd::found && holds(found, root);
  }
  EXPECT_NEAR(static_cast<double>(held) / runs, 0.95, errors * standard_error(0.95));
}

/// The estimates' own crossing moves with the economies, not with the evaluations: on shocks of
/// their own, a bracket would end anywhere within the noise.
TEST(SearchCoverage, OnCommonShocksTheCurveOfSharesNeverTurnsBack) {
  std::mt19937_64 random(14);
  for (int run = 0; run < 200; ++run) EXPECT_TRUE(of_shares(random, 64, 0.5).reversals.empty());
}

}  // namespace
}  // namespace taosweep
