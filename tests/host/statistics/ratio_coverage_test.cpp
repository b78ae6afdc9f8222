// Do intervals of ratios, and those over two independent samples, hold what they are for? Simulated
// through compare_pairs and compare_samples, which `taosweep compare` calls; how often these tests
// fail for nothing: coverage.hpp.
#include <fmt/core.h>

#include "host/statistics/comparison.hpp"
#include "tests/host/statistics/coverage.hpp"

namespace taosweep {
namespace {

const ComparedAs flag_ratio{true, 1, "", false, false, true};
const ComparedAs number_ratio{false, 1, "", false, false, true};
const ComparedAs flags{true, 1, "", false, false};
const ComparedAs numbers{false, 1, "", false, false};

using MakePairs = std::function<PairedValues(Draws&)>;
using MakeSample = std::function<SampledValues(Draws&)>;

Rates of_pairs(const std::string& name, std::uint32_t number, ComparedAs as, double truth,
               const MakePairs& make) {
  return coverage_of(name, number, truth, [&](Draws& draws, const std::string& key) {
    as.key = key;
    return compare_pairs(make(draws), as).bounds;
  });
}

Interval mean_or_median(const Comparison& found) {
  return found.median == found.median ? found.median_bounds : found.bounds;
}

Rates of_samples(const std::string& name, std::uint32_t number, ComparedAs as, double truth,
                 const MakeSample& arm, const MakeSample& baseline) {
  return coverage_of(name, number, truth, [&](Draws& draws, const std::string& key) {
    as.key = key;
    const SampledValues first = arm(draws), second = baseline(draws);
    return compare_samples(first, second, as).bounds;
  });
}

/// Pairs (1, 1), (1, 0), (0, 1) with these probabilities, `size` alike in a part `icc` of clusters.
MakePairs flag_pairs(int clusters, double both, double gained, double lost, int size = 1,
                     double icc = 0) {
  return [=](Draws& draws) {
    PairedValues pairs;
    for (int cluster = 0; cluster < clusters; ++cluster) {
      const bool alike = size > 1 && draws.coin(icc);
      double u = draws.uniform();
      for (int i = 0; i < size; ++i) {
        if (i > 0 && !alike) u = draws.uniform();
        pairs.arm.push_back(u < both + gained);
        pairs.baseline.push_back(u < both || (u >= both + gained && u < both + gained + lost));
        pairs.clusters.push_back(cluster);
      }
    }
    return pairs;
  };
}

TEST(RatioCoverage, OfPairedFlagsHolds) {
  of_pairs("risk ratio, pairs, 0.3 to 0.15, n = 24", 101, flag_ratio, 2,
           flag_pairs(24, 0.1, 0.2, 0.05));
  of_pairs("risk ratio, pairs, 0.06 to 0.02, n = 64", 102, flag_ratio, 3,
           flag_pairs(64, 0.01, 0.05, 0.01));
  of_pairs("risk ratio, pairs that always agree, 0.3, n = 64", 103, flag_ratio, 1,
           flag_pairs(64, 0.3, 0, 0));
  of_pairs("risk ratio, 16 clusters of 8, icc 0.5, 0.3 to 0.15", 104, flag_ratio, 2,
           flag_pairs(16, 0.1, 0.2, 0.05, 8, 0.5));
}

/// Baselines exp(sd Z), arms `times` as much but for noise.
MakePairs lognormal_pairs(int n, double sd, double times, double noise) {
  return [=](Draws& draws) {
    PairedValues pairs;
    for (int i = 0; i < n; ++i) {
      const double baseline = std::exp(sd * draws.normal());
      pairs.baseline.push_back(baseline);
      pairs.arm.push_back(times * baseline * std::exp(noise * draws.normal() - noise * noise / 2));
      pairs.clusters.push_back(i);
    }
    return pairs;
  };
}

TEST(RatioCoverage, OfPairedMeansHoldsOrIsRefused) {
  const Rates mild = of_pairs("ratio of means, pairs, lognormal sd 0.5, n = 24", 111, number_ratio,
                              1.5, lognormal_pairs(24, 0.5, 1.5, 0.2));
  EXPECT_GT(mild.held, 0.7);
  of_pairs("ratio of means, pairs, lognormal sd 1, n = 64", 112, number_ratio, 0.8,
           lognormal_pairs(64, 1, 0.8, 0.3));
  of_pairs("ratio of means, pairs, lognormal sd 2, n = 64", 113, number_ratio, 0.8,
           lognormal_pairs(64, 2, 0.8, 0.5));
}

MakeSample flag_sample(int n, double p, int size = 1, double icc = 0) {
  return [=](Draws& draws) {
    SampledValues sample;
    for (int unit = 0; unit < n; ++unit) {
      const bool alike = size > 1 && draws.coin(icc);
      double u = draws.uniform();
      for (int i = 0; i < size; ++i) {
        if (i > 0 && !alike) u = draws.uniform();
        sample.values.push_back(u < p);
        sample.clusters.push_back(unit);
      }
    }
    return sample;
  };
}

TEST(SampleCoverage, OfSharesHoldsForDifferenceAndRatio) {
  std::uint32_t number = 120;
  for (const auto& [p, q] : {std::pair(0.3, 0.15), std::pair(0.05, 0.02), std::pair(0.9, 0.5)})
    for (const int n : {12, 64}) {
      const std::string what = fmt::format("{} and {}, n = {} and 64", p, q, n);
      of_samples("difference of two shares, " + what, ++number, flags, p - q, flag_sample(n, p),
                 flag_sample(64, q));
      of_samples("ratio of two shares, " + what, number, flag_ratio, p / q, flag_sample(n, p),
                 flag_sample(64, q));
    }
  of_samples("difference of two shares, 16 clusters of 8, icc 0.5, 0.3 and 0.15", 130, flags, 0.15,
             flag_sample(16, 0.3, 8, 0.5), flag_sample(16, 0.15, 8, 0.5));
  of_samples("ratio of two shares, 16 clusters of 8, icc 0.5, 0.3 and 0.15", 131, flag_ratio, 2,
             flag_sample(16, 0.3, 8, 0.5), flag_sample(16, 0.15, 8, 0.5));
}

MakeSample sample(int n, const std::function<double(Draws&)>& draw) {
  return [=](Draws& draws) {
    SampledValues made;
    for (int i = 0; i < n; ++i) {
      made.values.push_back(draw(draws));
      made.clusters.push_back(i);
    }
    return made;
  };
}

TEST(SampleCoverage, OfMeansHoldsOrIsRefused) {
  const auto wide = [](Draws& draws) { return 1 + 3 * draws.normal(); };
  const auto narrow = [](Draws& draws) { return draws.normal(); };
  const Rates normal = of_samples("Welch, normal, sd 3 and 1, n = 16 and 64", 140, numbers, 1,
                                  sample(16, wide), sample(64, narrow));
  EXPECT_GT(normal.held, 0.85);
  const auto exponential = [](Draws& draws) { return -std::log(draws.uniform()); };
  of_samples("Welch, exponential, n = 24 and 64", 141, numbers, 0, sample(24, exponential),
             sample(64, exponential));
  of_samples("ratio of two means, exponential, n = 64 and 64", 142, number_ratio, 1,
             sample(64, exponential), sample(64, exponential));
  const auto mild = [](Draws& draws) { return std::exp(0.5 * draws.normal()); };
  of_samples("Welch, lognormal sd 0.5 and normal, n = 64", 143, numbers, std::exp(0.125),
             sample(64, mild), sample(64, narrow));
  of_samples("ratio of two means, lognormal sd 0.5, n = 24 and 64", 144, number_ratio, 1,
             sample(24, mild), sample(64, mild));
}

TEST(SampleCoverage, OfTheDifferenceOfMediansHoldsWhereThatOfMeansIsRefused) {
  const auto heavy = [](Draws& draws) { return std::exp(3 * draws.normal()); };
  const Rates rates = coverage_of("difference of two medians, lognormal sd 3, n = 24 and 64", 150,
                                  0, [&](Draws& draws, const std::string& key) {
                                    ComparedAs as = numbers;
                                    as.key = key;
                                    const SampledValues a = sample(24, heavy)(draws),
                                                        b = sample(64, heavy)(draws);
                                    return mean_or_median(compare_samples(a, b, as));
                                  });
  EXPECT_GT(rates.held, 0.9);
}

}  // namespace
}  // namespace taosweep
