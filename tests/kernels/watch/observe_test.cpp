// What is seen while there are no pools: no prices.
#include "kernels/watch/observe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// Three days of votes, then the launch.
Parameters before_pools() {
  Parameters p = small_economy();
  p.schedule = {2, {{0, legacy_root}, {3, launch_2025_02}}};
  p.time.days = 6;
  return p;
}

double on_day(const Simulation<1>& economy, Series series, int day) {
  return economy.result.series[series * time_count(TimeAxis::day, economy.plan) + day];
}

bool defined(double x) {
  return x == x;
}

TEST(Observation, HasNoPricesBeforeThereArePools) {
  Simulation<1> economy(before_pools());
  economy.finish_run();
  for (const Series series : {series_sum_of_prices, series_tao_in_pools}) {
    EXPECT_FALSE(defined(on_day(economy, series, 1)));
    EXPECT_TRUE(defined(on_day(economy, series, 3)));
  }
  EXPECT_TRUE(defined(on_day(economy, series_top_10_share, 1)));
  EXPECT_TRUE(defined(economy.result.outcomes[outcome_sum_of_prices]));
  EXPECT_EQ(economy.result.status, Status::ok);
}

TEST(Observation, EndsWithoutPricesWherePoolsNeverOpen) {
  Parameters p = before_pools();
  p.schedule = {1, {{0, legacy_root}}};
  Simulation<1> economy(p);
  const EconomyResult& result = economy.finish_run();
  EXPECT_FALSE(defined(result.outcomes[outcome_sum_of_prices]));
  EXPECT_FALSE(defined(result.outcomes[outcome_tao_in_pools]));
  EXPECT_EQ(result.status, Status::ok);
}

TEST(Attack, DoesNotBeginBeforeThereArePools) {
  Parameters p = before_pools();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 2;
  EXPECT_THAT(check_parameters(p), testing::ElementsAre(testing::HasSubstr("opens on day 3")));
  p.attack.day = 3;
  EXPECT_THAT(check_parameters(p), testing::IsEmpty());
  p.attack.day = 2;
  p.attack.mode = AttackMode::buy_votes;
  EXPECT_THAT(check_parameters(p), testing::IsEmpty());
}

TEST(Foundation, WaitsForPools) {
  Parameters p = before_pools();
  p.attack.mode = AttackMode::buy_votes;
  p.attack.day = 0;
  p.foundation.delay_days = 1;
  Simulation<1> economy(p);
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.outcomes[outcome_action_day], 3);
}

}  // namespace
}  // namespace taosweep
