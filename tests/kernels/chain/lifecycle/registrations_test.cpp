// The calendar of registrations, against its own ends and gaps.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "kernels/chain/lifecycle/registrations.hpp"

namespace taosweep {
namespace {

TEST(Registrations, StandInOrder) {
  EXPECT_TRUE(std::is_sorted(std::begin(registration_days), std::end(registration_days)));
  EXPECT_EQ(std::size(registration_days), 65u);
}

TEST(Registrations, CountFromTheLastOneBeforeTheDay) {
  EXPECT_NEAR(days_since_registration(2, 1, 2), 2, 1e-6) << "from launch before the first";
  EXPECT_NEAR(days_since_registration(12, 1, 2), 3.8, 1e-5) << "8.2";
}

TEST(Registrations, KeepTheLeastGapOfTheChain) {
  EXPECT_EQ(days_since_registration(90, 1, 2), 1) << "89.7 is closer than a day";
  EXPECT_NEAR(days_since_registration(90, 0, 2), 0.3, 1e-5);
}

TEST(Registrations, GoOnAtTheIntervalOfTheRulesBeyondTheRecord) {
  EXPECT_EQ(days_since_registration(180, 1, 2), 2) << "not the 50 days in which they were closed";
  EXPECT_EQ(days_since_registration(360, 1, 6.7), 6.7);
  EXPECT_EQ(days_since_registration(360, 8, 6.7), 8) << "at least the gap";
}

// 2 L - floor(L/J) t: 1000 - 500/2.3 * 2 = 565 TAO at the launch's rules; with the locks and
// intervals of October 2025 and 2026, the latter at half a TAO a block, 2500 - 1250/8 * 6.7 and
// 1306 - 653/8 * 6.7. Recorded: 653 to 2500 TAO.
TEST(LockCost, OfLaterDatesIsThatOfTheirRules) {
  const auto cost = [](const Rules& rules, double emission) {
    const auto interval =
        effective_lock_interval(static_cast<std::uint64_t>(rules.lock_interval * 7200),
                                static_cast<std::uint64_t>(emission * 1e9));
    const double since =
        days_since_registration(400, rules.registration_gap, rules.registration_every);
    return lock_cost(rules.last_lock_tao, rules.minimum_lock_tao,
                     static_cast<std::uint64_t>(since * 7200), interval);
  };
  EXPECT_NEAR(cost(launch_2025_03, 1), 565.2, 0.1);
  EXPECT_NEAR(cost(flow_2025_11, 1), 1453.1, 0.1);
  EXPECT_NEAR(cost(hill_rank_2026_08, 0.5), 759.1, 0.1);
}

}  // namespace
}  // namespace taosweep
