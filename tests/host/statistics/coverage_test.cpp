// Do intervals hold what they are for as often as they say? Simulated through compare_pairs, the
// function that `taosweep compare` calls; how often these tests fail for nothing: coverage.hpp.
#include "tests/host/statistics/coverage.hpp"

#include "host/statistics/comparison.hpp"

namespace taosweep {
namespace {

using Make = std::function<PairedValues(Draws&)>;
using Look = std::function<std::pair<double, Interval>(const Comparison&)>;

std::pair<double, Interval> difference_of(const Comparison& found) {
  return {found.difference, found.bounds};
}

/// Rates of one case; `truth` is what the interval is for.
Rates rates_of(const char* name, std::uint32_t number, const ComparedAs& as, double truth,
               const Make& make, const Look& look = difference_of) {
  return coverage_of(name, number, truth, [&](Draws& draws, const std::string& key) {
    ComparedAs of_run = as;
    of_run.key = key;
    return look(compare_pairs(make(draws), of_run)).second;
  });
}

void push(PairedValues& pairs, double arm, double baseline, int cluster) {
  pairs.arm.push_back(arm);
  pairs.baseline.push_back(baseline);
  pairs.clusters.push_back(cluster);
}

const ComparedAs flags{true, 1, "", false, false};
const ComparedAs numbers{false, 1, "", false, false};

/// n pairs: (1, 0) with probability b, (0, 1) with c.
Make flag_pairs(int n, double b, double c) {
  return [=](Draws& draws) {
    PairedValues pairs;
    for (int i = 0; i < n; ++i) {
      const double u = draws.uniform();
      push(pairs, u < b, u >= b && u < b + c, i);
    }
    return pairs;
  };
}

TEST(Coverage, OfFlagsThatRarelyDifferHoldsAndIsNeverRefused) {
  for (const int n : {24, 64}) {
    const std::string name = "flags, b = 0.02, c = 0, n = " + std::to_string(n);
    EXPECT_EQ(rates_of(name.c_str(), 1, flags, 0.02, flag_pairs(n, 0.02, 0)).refused, 0);
    const std::string both = "flags, b = 0.2, c = 0.1, n = " + std::to_string(n);
    EXPECT_EQ(rates_of(both.c_str(), 2, flags, 0.1, flag_pairs(n, 0.2, 0.1)).refused, 0);
  }
}

TEST(Coverage, OfFlagsThatNeverDifferHoldsWithWidth) {
  const Rates rates =
      rates_of("flags that never differ, n = 64", 3, flags, 0, flag_pairs(64, 0, 0));
  EXPECT_EQ(rates.held, 1);
}

/// G clusters of R pairs: a cluster has its own probability of (1, 0), 0 or 1 in a part `icc` of
/// clusters and `p` in the rest; (0, 1) comes with c.
Make clustered_flags(int clusters, int size, double p, double icc, double c) {
  return [=](Draws& draws) {
    PairedValues pairs;
    for (int cluster = 0; cluster < clusters; ++cluster) {
      const double own = draws.coin(icc) ? draws.coin(p) : p;
      for (int i = 0; i < size; ++i) {
        const bool gained = draws.coin(own), lost = !gained && draws.coin(c);
        push(pairs, gained, lost, cluster);
      }
    }
    return pairs;
  };
}

TEST(Coverage, OfClusteredFlagsHoldsForDifferenceAndShare) {
  const auto share_of_arm = [](const Comparison& found) {
    return std::pair(found.arm, found.arm_bounds);
  };
  std::uint32_t number = 10;
  for (const int clusters : {8, 16})
    for (const double p : {0.1, 0.02})
      for (const double icc : {0.3, 0.95}) {
        const std::string what = ", G = " + std::to_string(clusters) +
                                 " of 8, p = " + std::to_string(p).substr(0, 4) +
                                 ", icc = " + std::to_string(icc).substr(0, 4);
        const Make make = clustered_flags(clusters, 8, p, icc, 0.02);
        rates_of(("clustered flags, difference" + what).c_str(), ++number, flags,
                 p - (1 - p) * 0.02, make);
        rates_of(("clustered flags, share" + what).c_str(), number, flags, p, make, share_of_arm);
      }
}

Make number_pairs(int n, const std::function<double(Draws&)>& difference) {
  return [=](Draws& draws) {
    PairedValues pairs;
    for (int i = 0; i < n; ++i) {
      const double baseline = draws.normal();
      push(pairs, baseline + difference(draws), baseline, i);
    }
    return pairs;
  };
}

TEST(Coverage, OfLognormalDifferencesHoldsOrIsRefused) {
  for (const double sd : {1.0, 2.0, 3.0}) {
    const std::string name = "lognormal, sd " + std::to_string(sd).substr(0, 1) + ", n = 64";
    const Rates rates =
        rates_of(name.c_str(), 40, numbers, std::exp(sd * sd / 2),
                 number_pairs(64, [sd](Draws& draws) { return std::exp(sd * draws.normal()); }));
    EXPECT_GT(rates.refused, 0.5) << name;
  }
}

TEST(Coverage, OfWellBehavedDifferencesHoldsAndIsSeldomRefused) {
  for (const int n : {16, 64}) {
    const std::string size = ", n = " + std::to_string(n);
    const auto normal = [](Draws& draws) { return 1 + draws.normal(); };
    const Rates plain =
        rates_of(("normal" + size).c_str(), 50, numbers, 1, number_pairs(n, normal));
    EXPECT_LT(plain.refused, n == 16 ? 0.1 : 0.01);
    EXPECT_GT(plain.held, n == 16 ? 0.85 : 0.92);
    const auto exponential = [](Draws& draws) { return -std::log(draws.uniform()); };
    rates_of(("exponential" + size).c_str(), 51, numbers, 1, number_pairs(n, exponential));
    const auto mild = [](Draws& draws) { return std::exp(0.5 * draws.normal()); };
    rates_of(("lognormal, sd 0.5" + size).c_str(), 52, numbers, std::exp(0.125),
             number_pairs(n, mild));
    const auto mostly_equal = [](Draws& draws) {
      return draws.coin(0.1) ? std::exp(0.5 * draws.normal()) : 0;
    };
    rates_of(("9 of 10 equal, else lognormal" + size).c_str(), 53, numbers, 0.1 * std::exp(0.125),
             number_pairs(n, mostly_equal));
  }
}

TEST(Coverage, OfTheMedianHoldsWhereTheMeanIsRefused) {
  const auto median = [](const Comparison& found) {
    return std::pair(found.median, found.median_bounds);
  };
  rates_of("median of lognormal, sd 3, n = 64", 60, numbers, 1,
           number_pairs(64, [](Draws& draws) { return std::exp(3 * draws.normal()); }), median);
}

TEST(Coverage, OfRestrictedTimesHolds) {
  // Exponential times of mean 10 and 20, censored at 15: E min(T, 15) = m (1 - exp(-15/m)).
  const auto restricted = [](double mean) { return mean * (1 - std::exp(-15 / mean)); };
  const Make make = [](Draws& draws) {
    PairedValues pairs;
    for (int i = 0; i < 64; ++i) {
      const double hazard = -std::log(draws.uniform());
      const double arm = 10 * hazard, baseline = 20 * hazard;
      push(pairs, std::min(arm, 15.0), std::min(baseline, 15.0), i);
      pairs.arm_seen.push_back(arm < 15);
      pairs.baseline_seen.push_back(baseline < 15);
    }
    return pairs;
  };
  rates_of("times censored at 15, means 10 and 20, n = 64", 70, {false, -1, "", false, false},
           restricted(10) - restricted(20), make);
}

}  // namespace
}  // namespace taosweep
