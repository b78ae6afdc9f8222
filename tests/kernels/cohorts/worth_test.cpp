// What changes a subnet's worth to value stakers for good: news, shocks, prices.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/cohorts/value.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

TEST(Worth, GrowsByNewsForGood) {
  EXPECT_NEAR(worth_after_news(std::log(2.0), 0.5, 3.0), std::log(5.0), 1e-15);  // 2 (1 + 1.5)
  EXPECT_EQ(worth_after_news(0.7, 0.5, 0.0), 0.7);
}

TEST(Worth, MovesToThePriceByItsRate) {
  const double halfway = std::log(2.0);  // [1/d]: half of the way in a day
  EXPECT_NEAR(worth_after_day(1.0, 0.0, halfway, 0.6, 0.0, 0.0), 1.3, 1e-15);
  EXPECT_EQ(worth_after_day(1.0, 0.0, 0.0, 0.6, 0.25, 2.0), 1.5);  // shocks alone
  EXPECT_EQ(worth_after_day(1.0, 0.75, 0.0, 0.6, 0.0, 0.0), 0.25) << "over that of all";
}

/// Logarithms of worth of the living, after `days` days.
std::vector<double> worth_after(const Parameters& p, double days, Isa isa = reference_isa) {
  Simulation<1> economy(p, {1, 0, 0}, isa);
  economy.run_to_day(days);
  const auto& worth = economy.s().log_worth;
  return {worth, worth + static_cast<int>(p.network.subnets)};
}

TEST(Worth, StaysAsDrawnUnlessAskedFor) {
  const Parameters p = still(small_economy());
  EXPECT_EQ(worth_after(p, 0), worth_after(p, 10));
}

// The sum of squares of 30 changes of 9 shocks each about their mean, over 9 variances of a shock,
// is chi-square with 29 degrees: between 7 and 74 but once in 50,000.
TEST(Worth, ShocksAddUp) {
  Parameters p = still(small_economy());
  p.value.worth_sd = 0.1;
  const auto before = worth_after(p, 0), after = worth_after(p, 9.5);  // on days 1 to 9
  double sum = 0, mean = 0;
  for (std::size_t i = 0; i < before.size(); ++i) mean += (after[i] - before[i]) / 30;
  for (std::size_t i = 0; i < before.size(); ++i) sum += std::pow(after[i] - before[i] - mean, 2);
  EXPECT_GT(sum / (9 * 0.01), 7);
  EXPECT_LT(sum / (9 * 0.01), 74);
}

// All others fall behind by the same: the mean of the logarithms stays where it is at each day's
// start.
TEST(Worth, IsRaisedByNewsOverThatOfAllOthers) {
  Parameters p = still(small_economy());
  p.value.news = 0.1;
  const auto before = worth_after(p, 0), after = worth_after(p, 10);
  double least = 1e9, raised = 0;
  for (std::size_t i = 0; i < before.size(); ++i) least = std::min(least, after[i] - before[i]);
  for (std::size_t i = 0; i < before.size(); ++i) raised += after[i] - before[i] > least + 1e-4;
  EXPECT_LT(least, 0);
  EXPECT_GT(raised, 20);  // of 30, at an event in five days
}

TEST(Worth, StaysFiniteWhateverIsAskedFor) {
  Parameters p = small_economy();
  p.value.news = 10;
  p.value.worth_sd = 2;
  p.value.follows = 10;
  for (const double worth : worth_after(p, 20)) EXPECT_LE(std::abs(worth), most_log_worth);
  EXPECT_EQ(worth_after_news(99.9, 10.0, 1e6), most_log_worth);
}

/// Mean distance of ln p from ln V, as far as they lie apart from subnet to subnet.
double distance_from_worth(const Parameters& p) {
  Simulation<1> economy(p);
  economy.run_to_day(15);
  std::vector<double> gaps;
  double mean = 0;
  for (int i = 0; i < 30; ++i) {
    gaps.push_back(std::log(economy.price(i)) - economy.s().log_worth[i]);
    mean += gaps.back() / 30;
  }
  double sum = 0;
  for (const double gap : gaps) sum += std::abs(gap - mean) / 30;
  return sum;
}

TEST(Worth, FollowsPrices) {
  Parameters p = small_economy();
  const double apart = distance_from_worth(p);
  p.value.follows = 1;
  EXPECT_LT(distance_from_worth(p), 0.5 * apart);
}

class WorthBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, WorthBackEnds, on_each_back_end(), name_of_isa);

TEST_P(WorthBackEnds, HasTheSameBitsWithinTheLedgers) {
  Parameters p = small_economy();
  p.value.worth_sd = 0.05;
  p.value.news = 0.2;
  p.value.follows = 0.1;
  p.noise.deep_tao = 1000;
  p.capital.leave_rate = 0.02;
  p.mood.ln_sd = 0.5;
  EXPECT_EQ(worth_after(p, 10), worth_after(p, 10, GetParam()));
  Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
  const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
  EXPECT_EQ(got.status, Status::ok);
  EXPECT_EQ(got.outcomes[outcome_sum_of_prices], expected.outcomes[outcome_sum_of_prices]);
}

}  // namespace
}  // namespace taosweep
