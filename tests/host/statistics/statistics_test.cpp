#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/statistics/against_baseline.hpp"
#include "host/statistics/intervals.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

TEST(Mean, HasTheErrorOfIndependentValues) {
  // 1 2 3 4 5: mean 3, variance 10/4, error sqrt(2.5/5).
  const Mean mean = mean_of(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_EQ(mean.mean, 3);
  EXPECT_DOUBLE_EQ(mean.standard_error, std::sqrt(0.5));
  EXPECT_TRUE(std::isnan(mean_of(std::vector<double>{7}).standard_error));
  EXPECT_TRUE(std::isnan(mean_of({}).mean));
}

TEST(ClusteredMean, EqualsThePlainOneWithOneValueACluster) {
  const std::vector<double> values{1, 4, 2, 8, 5, 7};
  const Mean plain = mean_of(values);
  const Mean clustered = clustered_mean(values, std::vector<std::int32_t>{5, 0, 2, 3, 1, 4});
  EXPECT_DOUBLE_EQ(clustered.mean, plain.mean);
  EXPECT_DOUBLE_EQ(clustered.standard_error, plain.standard_error);
  EXPECT_EQ(clustered.clusters, 6);
}

TEST(ClusteredMean, DoesNotCountRepeatsAsNews) {
  // Each value four times in its own cluster says no more than once.
  const std::vector<double> once{1, 4, 2, 8, 5, 7};
  std::vector<double> repeated;
  std::vector<std::int32_t> clusters;
  for (std::size_t i = 0; i < once.size(); ++i) {
    for (int copy = 0; copy < 4; ++copy) {
      repeated.push_back(once[i]);
      clusters.push_back(static_cast<std::int32_t>(i));
    }
  }
  const Mean mean = clustered_mean(repeated, clusters);
  EXPECT_DOUBLE_EQ(mean.standard_error, mean_of(once).standard_error);
  EXPECT_EQ(mean.n, 24);
  EXPECT_LT(mean_of(repeated).standard_error, mean.standard_error);
}

TEST(PairedSummary, TakesDifferencesPairByPair) {
  // d = 1 2 3 4 5 6 7 -8: mean 2.5, sum of squares 204, variance (204 - 50)/7 = 22.
  const std::vector<double> base{10, 20, 30, 40, 50, 60, 70, 80};
  const std::vector<double> arm{11, 22, 33, 44, 55, 66, 77, 72};
  const PairedSummary s = paired_summary(arm, base, {}, 1);
  EXPECT_EQ(s.n, 8);
  EXPECT_DOUBLE_EQ(s.mean, 2.5);
  EXPECT_DOUBLE_EQ(s.standard_error, std::sqrt(22.0 / 8));
  EXPECT_EQ(s.share_better, 7.0 / 8);
  EXPECT_DOUBLE_EQ(s.variance_reduction, (variance_of(arm) + variance_of(base)) / 22);
  EXPECT_EQ(paired_summary(arm, base, {}, -1).share_better, 1.0 / 8);
  EXPECT_TRUE(std::isnan(paired_summary(arm, base, {}, 0).share_better));
}

TEST(PairedSummary, IsRefusedBelowEightPairsOrClusters) {
  std::vector<double> base(8, 1), arm{2, 3, 4, 5, 6, 7, 8, undefined};
  const PairedSummary seven = paired_summary(arm, base, {}, 1);
  EXPECT_EQ(seven.n, 7);
  EXPECT_TRUE(std::isnan(seven.mean));
  arm.back() = 9;
  EXPECT_EQ(paired_summary(arm, base, {}, 1).mean, 4.5);
  const PairedSummary pooled =
      paired_summary(arm, base, std::vector<std::int32_t>{0, 0, 1, 1, 2, 2, 3, 3}, 1);
  EXPECT_EQ(pooled.clusters, 4);
  EXPECT_EQ(pooled.n, 8);
  EXPECT_TRUE(std::isnan(pooled.mean));
  EXPECT_TRUE(std::isnan(pooled.standard_error));
}

TEST(Undefined, IsTheCanonicalNaN) {
  std::uint64_t bits;
  std::memcpy(&bits, &undefined, sizeof bits);
  EXPECT_EQ(bits, 0x7ff8000000000000u);
}

// ---- intervals: numbers of the literature and of tables -----------------------------------------

TEST(WilsonInterval, BoundsProbabilitiesThatWereNeverSeen) {
  EXPECT_NEAR(wilson_interval(0, 1000).high, 0.0038, 5e-5);
  EXPECT_NEAR(wilson_interval(0, 4096).high, 0.00094, 5e-6);
  EXPECT_EQ(wilson_interval(0, 1000).low, 0);
  EXPECT_EQ(wilson_interval(1, 20).high, 1);
}

TEST(WilsonInterval, OfFourInTen) {
  const Interval interval = wilson_interval(0.4, 10);
  EXPECT_NEAR(interval.low, 0.16818, 1e-5);
  EXPECT_NEAR(interval.high, 0.68733, 1e-5);
}

TEST(TInterval, UsesStudentsQuantile) {
  const Interval interval = t_interval(3, 1, 9);  // t(0.975; 9) = 2.262157
  EXPECT_NEAR(interval.low, 3 - 2.262157, 1e-6);
  EXPECT_NEAR(interval.high, 3 + 2.262157, 1e-6);
  EXPECT_TRUE(std::isnan(t_interval(3, undefined, 9).low));
  EXPECT_TRUE(std::isnan(t_interval(3, 1, 0).low));
}

std::vector<double> counting(int n) {
  std::vector<double> values;
  for (int i = 1; i <= n; ++i) values.push_back(i);
  return values;
}

TEST(QuantileInterval, OfTheMedianTakesTheTabledRanks) {
  // Binomial(10, 1/2): P(B <= 1) = 0.0107, P(B <= 2) = 0.0547: ranks 2 and 9, coverage 97.9 %.
  const Interval ten = quantile_interval(counting(10), 0.5, 10);
  EXPECT_EQ(ten.low, 2);
  EXPECT_EQ(ten.high, 9);
  // Binomial(20, 1/2): P(B <= 5) = 0.0207, P(B <= 6) = 0.0577: ranks 6 and 15.
  const Interval twenty = quantile_interval(counting(20), 0.5, 20);
  EXPECT_EQ(twenty.low, 6);
  EXPECT_EQ(twenty.high, 15);
}

TEST(QuantileInterval, HasNoUpperBoundFromTooFewValues) {
  // 0.99^n <= 2.5 % needs n >= 368.
  EXPECT_TRUE(std::isnan(quantile_interval(counting(367), 0.99, 367).high));
  EXPECT_EQ(quantile_interval(counting(368), 0.99, 368).high, 368);
}

TEST(QuantileInterval, DoesNotLoseAValueToRounding) {
  const Interval whole = quantile_interval(counting(10), 0.5, 10);
  const Interval rounded = quantile_interval(counting(10), 0.5, 10 / (1 + 1e-15));
  EXPECT_EQ(rounded.low, whole.low);
  EXPECT_EQ(rounded.high, whole.high);
}

TEST(QuantileInterval, WidensWithFewerEffectiveValues) {
  const Interval clustered = quantile_interval(counting(20), 0.5, 10);
  EXPECT_EQ(clustered.low, 4);    // rank 2 of 10
  EXPECT_EQ(clustered.high, 18);  // rank 9 of 10
}

TEST(SurvivalMedian, IsTheFirstTimeThatHalfHaveReached) {
  // Survival 0.9 0.8 ... at 1 2 ...: the median is 5. Two values censored at 2.5 leave 8 - 2 = 6 at
  // risk: S(3) = 0.8 * 5/6 = 0.667, S(4) = 0.533, S(5) = 0.4.
  const std::vector<double> all = counting(10);
  EXPECT_EQ(survival_median(all, std::vector<double>(10, 1), 1).median, 5);
  const std::vector<double> times{1, 2, 2.5, 2.5, 3, 4, 5, 6, 7, 8};
  std::vector<double> observed(10, 1);
  observed[2] = observed[3] = 0;
  EXPECT_EQ(survival_median(times, observed, 1).median, 5);
  EXPECT_TRUE(std::isnan(survival_median(all, std::vector<double>(10, 0), 1).median));
}

TEST(SurvivalMedian, HasTheBoundsOfTheLogLogBand) {
  // By hand for ten observed times: S = 0.8 at 2 gives the lower band 0.41 <= 1/2
  // (0.8^exp(1.96*0.1581/0.2231)); S = 0.9 at 1 gives 0.47 <= 1/2 already. Upper band: S = 0.2 at 8
  // gives 0.47, S = 0.3 at 7 gives 0.58.
  const SurvivalMedian median = survival_median(counting(10), std::vector<double>(10, 1), 1);
  EXPECT_EQ(median.bounds.low, 1);
  EXPECT_EQ(median.bounds.high, 8);
}

/// Share of `trials` samples of n uniform numbers whose interval holds the truth.
template <class Holds>
double coverage(int n, Holds holds) {
  int hits = 0;
  constexpr int trials = 2000;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> sample;
    for (int i = 0; i < n; ++i) sample.push_back(samples::noise(trial, i, 11));
    hits += holds(sample);
  }
  return static_cast<double>(hits) / trials;
}

TEST(Intervals, HoldTheTruthAsOftenAsTheySay) {
  // 2,000 trials: standard error of a coverage of 95 % is 0.5 %.
  const double wilson = coverage(64, [](const std::vector<double>& x) {
    const double hits =
        static_cast<double>(std::count_if(x.begin(), x.end(), [](double v) { return v < 0.2; }));
    const Interval i = wilson_interval(hits / 64, 64);
    return i.low <= 0.2 && 0.2 <= i.high;
  });
  EXPECT_NEAR(wilson, 0.9596, 0.015);  // exact for n = 64
  const double student = coverage(12, [](const std::vector<double>& x) {
    const Mean mean = mean_of(x);
    const Interval i = t_interval(mean.mean, mean.standard_error, 11);
    return i.low <= 0.5 && 0.5 <= i.high;
  });
  EXPECT_NEAR(student, 0.95, 0.02);
  const double ranks = coverage(60, [](std::vector<double> x) {
    std::sort(x.begin(), x.end());
    const Interval i = quantile_interval(x, 0.75, 60);
    return i.low <= 0.75 && 0.75 <= i.high;
  });
  EXPECT_GT(ranks, 0.94);
  EXPECT_LT(ranks, 0.985);
  const double survival = coverage(60, [](const std::vector<double>& x) {
    std::vector<double> times, observed;  // censored at 0.7
    for (double value : x) {
      times.push_back(std::min(value, 0.7));
      observed.push_back(value < 0.7);
    }
    const Interval i = survival_median(times, observed, 1).bounds;
    return i.low <= 0.5 && (i.high != i.high || 0.5 <= i.high);
  });
  EXPECT_NEAR(survival, 0.95, 0.025);
}

// ---- outcomes that compare with the baseline arm ------------------------------------------------

/// One point, `replicates` x 2 arms, with these shares and harms in the order of economies.
PointResults two_arms(std::vector<double> share, std::vector<double> harm) {
  PointResults results;
  results.points = 1;
  results.replicates = share.size() / 2;
  results.status.assign(share.size(), 0);
  results.outcomes.assign(share.size() * outcome_count, 0);
  std::copy(share.begin(), share.end(),
            results.outcomes.begin() + outcome_share_30d_after * share.size());
  std::copy(harm.begin(), harm.end(),
            results.outcomes.begin() + outcome_harm_60d_after * harm.size());
  return results;
}

TEST(DerivedOutcomes, CompareEachArmWithTheBaselineOfItsReplicate) {
  PointResults results = two_arms({0.4, 0.1, 0.4, 0.11}, {8, 2, 5, 10});
  derive_outcomes(results, 2);
  const double* stopped = &results.outcomes[outcome_stopped * 4];
  const double* harm = &results.outcomes[outcome_harm_after * 4];
  EXPECT_TRUE(std::isnan(stopped[0]) && std::isnan(stopped[2]));
  EXPECT_EQ(stopped[1], 1);
  EXPECT_EQ(stopped[3], 0);
  EXPECT_EQ(harm[1], 0.25);
  EXPECT_EQ(harm[3], 2);
  EXPECT_TRUE(std::isnan(harm[0]));
}

TEST(DerivedOutcomes, SayHowOtherSubnetsHaveChanged) {
  PointResults results = two_arms({0.4, 0.1, 0.4, 0.1}, {8, 2, 5, 10});
  double* prices = &results.outcomes[outcome_others_price * 4];
  double* tao = &results.outcomes[outcome_others_tao * 4];
  const double of_prices[] = {2, 1.5, undefined, 1}, of_tao[] = {100, 125, 0, 1};
  std::copy(of_prices, of_prices + 4, prices);
  std::copy(of_tao, of_tao + 4, tao);
  derive_outcomes(results, 2);
  const double* price_change = &results.outcomes[outcome_others_price_change * 4];
  const double* tao_change = &results.outcomes[outcome_others_tao_change * 4];
  EXPECT_EQ(price_change[1], -0.25);
  EXPECT_EQ(tao_change[1], 0.25);
  EXPECT_TRUE(std::isnan(price_change[0]) && std::isnan(tao_change[0])) << "the baseline";
  EXPECT_TRUE(std::isnan(price_change[3])) << "of nothing";
  EXPECT_TRUE(std::isnan(tao_change[3])) << "over nothing";
}

/// Two arms on so many replicates, with an outcome of each in the order of economies.
struct TwoArms {
  PointResults results;
  explicit TwoArms(std::size_t economies)
      : results(two_arms(std::vector<double>(economies, undefined),
                         std::vector<double>(economies, undefined))) {}
  void set(Outcome which, const std::vector<double>& values) {
    std::copy(values.begin(), values.end(),
              results.outcomes.begin() + static_cast<std::ptrdiff_t>(which * values.size()));
  }
  double of_arm(Outcome which, std::size_t replicate) const {
    return results.outcomes[which * results.status.size() + 2 * replicate + 1];
  }
};

// 30 TAO of revenue more for 60 TAO more; 20 less for 40 less; as much minted but for rounding.
TEST(DerivedOutcomes, SayWhatRevenueMoreEmissionBrings) {
  TwoArms arms(8);
  arms.set(outcome_revenue_tao, {100, 130, 100, 80, 100, 130, 100, 130});
  arms.set(outcome_earner_tao, {400, 460, 400, 360, 400, 400 + 1e-8, 400, undefined});
  derive_outcomes(arms.results, 2);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_marginal_efficiency, 0), 0.5);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_marginal_efficiency, 1), 0.5);
  EXPECT_TRUE(std::isnan(arms.of_arm(outcome_marginal_efficiency, 2)));
  EXPECT_TRUE(std::isnan(arms.of_arm(outcome_marginal_efficiency, 3)));
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_earner_tao_change, 0), 0.15);
  EXPECT_TRUE(std::isnan(arms.results.outcomes[outcome_marginal_efficiency * 8])) << "baseline";
}

// 8 are injected and 24 more come of them: 4 for each, of which three quarters have a cause. Fewer
// events than without: one causes less than none.
TEST(DerivedOutcomes, SayHowManyEventsAnInjectedOneLeadsTo) {
  TwoArms arms(8);
  arms.set(outcome_attention_events, {100, 124, 100, 96, 100, 90, 100, 124});
  arms.set(outcome_attention_injected, {2, 10, 0, 8, 0, 8, 8, 8});
  derive_outcomes(arms.results, 2);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_attention_gain, 0), 4);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_reproduction, 0), 0.75);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_reproduction, 1), -1);
  EXPECT_DOUBLE_EQ(arms.of_arm(outcome_attention_gain, 2), -0.25);
  EXPECT_TRUE(std::isnan(arms.of_arm(outcome_reproduction, 2))) << "no gain at all";
  EXPECT_TRUE(std::isnan(arms.of_arm(outcome_attention_gain, 3))) << "nothing was injected";
}

TEST(DerivedOutcomes, AreThoseThatAreKnownToBe) {
  TwoArms arms(2);
  std::fill(arms.results.outcomes.begin(), arms.results.outcomes.end(), 7.0);
  derive_outcomes(arms.results, 2);
  for (int i = 0; i < outcome_count; ++i)
    EXPECT_EQ(is_against_baseline(i), std::isnan(arms.results.outcomes[2 * i]))
        << outcome_table[i].name;
}

TEST(DerivedOutcomes, AreUndefinedWhereEitherEconomyFailedOrSaysNothing) {
  PointResults results = two_arms({undefined, 0.1, 0.4, undefined, 0.4, 0.1}, {0, 2, 5, 10, 5, 10});
  results.status[4] = 2;
  derive_outcomes(results, 2);
  for (int economy = 0; economy < 6; ++economy)
    EXPECT_TRUE(std::isnan(results.outcomes[outcome_stopped * 6 + economy])) << economy;
  EXPECT_TRUE(std::isnan(results.outcomes[outcome_harm_after * 6 + 1]));
  EXPECT_EQ(results.outcomes[outcome_harm_after * 6 + 3], 2);
  EXPECT_TRUE(std::isnan(results.outcomes[outcome_harm_after * 6 + 5]));
}

}  // namespace
}  // namespace taosweep
