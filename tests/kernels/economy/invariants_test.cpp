// What cannot be is seen at the end of a day on every back end, and over-issued alpha that is sold
// never leaves less than nothing outstanding.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

class EveryBackEnd : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, EveryBackEnd, on_each_back_end(), name_of_isa);

using Economy = Simulation<1>;
struct Fault {
  const char* name;
  std::function<void(Economy&)> make;
};

/// Each breaks one thing of an economy on day 2, and keeps the ledgers whole where it can.
std::vector<Fault> faults() {
  return {
      {"a holding below zero",
       [](Economy& e) {
         auto& held = e.s().held;
         held[cohort_miners][3] += held[cohort_owners][3] + 50000;
         held[cohort_owners][3] = -50000;
       }},
      {"a treasury below zero",
       [](Economy& e) {
         e.s().held[cohort_miners][3] += 50000;
         e.s().treasury[3] = -50000;
       }},
      {"cash below zero",
       [](Economy& e) {
         Money& m = e.scalars().money;
         m.cash[cohort_validators] += m.cash[cohort_owners] + 1e5;
         m.cash[cohort_owners] = -1e5;
       }},
      {"root below zero",
       [](Economy& e) {
         Money& m = e.scalars().money;
         m.unbooked_root += m.root + 1e6;
         m.root = -1e6;
       }},
      {"issuance below zero", [](Economy& e) { e.scalars().money.issuance = -1e5; }},
      {"TAO that waits below zero",
       [](Economy& e) {
         e.scalars().money.root += 1e4 + e.s().pending_tao[9];
         e.s().pending_tao[9] = -1e4;
       }},
  };
}

Parameters two_days_and_a_half() {
  Parameters p = small_economy();
  p.time.days = 2.5;
  p.owners.sell = p.validators.sell = 0;
  p.protocol.tempo = 50400;  // no epoch mends what was broken
  return p;
}

TEST_P(EveryBackEnd, SeesAtTheEndOfADayWhatCannotBe) {
  for (const Fault& fault : faults()) {
    SCOPED_TRACE(fault.name);
    Economy economy(two_days_and_a_half(), {1, 0, 0}, GetParam());
    economy.run_to_day(1.9);
    ASSERT_EQ(economy.scalars().track.broken, 0);
    fault.make(economy);
    economy.run_to_day(1.95);
    EXPECT_EQ(economy.scalars().track.broken, 0) << "it looks once a day";
    economy.run_to_day(2);
    EXPECT_EQ(economy.scalars().track.broken, 1);
    EXPECT_EQ(economy.finish_run().status, Status::invariant);
  }
}

TEST_P(EveryBackEnd, LooksAtTheEndThatIsNoDay) {
  Economy economy(two_days_and_a_half(), {1, 0, 0}, GetParam());
  economy.run_to_day(2.2);
  faults()[0].make(economy);
  EXPECT_EQ(economy.finish_run().status, Status::invariant);
}

TEST_P(EveryBackEnd, KeepsWhatItSaw) {
  Economy economy(two_days_and_a_half(), {1, 0, 0}, GetParam());
  economy.run_to_day(1.9);
  economy.scalars().money.root -= 1e9;
  economy.run_to_day(2);
  economy.scalars().money.root += 1e9;
  EXPECT_EQ(economy.finish_run().status, Status::invariant);
}

TEST_P(EveryBackEnd, FindsEmptyReservesPricesWithoutEndAndNumbersThatAreNone) {
  using Change = std::function<void(EconomyState<1>&)>;
  const Change changes[] = {
      [](auto& s) { s.issued[4] = s.alpha[4] - 1; },
      [](auto& s) { s.alpha[4] = -1, s.issued[4] = 1; },
      [](auto& s) { s.tao[4] = -1; },
      [](auto& s) { s.alpha[4] = 1e-310, s.tao[4] = 1e5; },
      [](auto& s) { s.held[cohort_value][4] = undefined; },
      [](auto& s) { s.scalars.money.cash[cohort_value] = undefined; },
      [](auto& s) { s.pending_alpha[4] = -1; },
      [](auto& s) { s.pending_swapped[4] = undefined; },
      [](auto& s) { s.scalars.attack.held = -1e-3; },
  };
  for (const Change& change : changes) {
    Economy economy(small_economy(), {1, 0, 0}, GetParam());
    // An economy that is at its end before its first tick: its only look is that at the launch.
    economy.clock.stop = 0;
    economy.run_to(0);
    ASSERT_EQ(economy.scalars().track.broken, 0);
    economy.scalars().stopped = 0;
    change(economy.s());
    economy.run_to(0);
    EXPECT_EQ(economy.scalars().track.broken, 1) << &change - changes;
  }
}

// A last digit below zero is rounding.
TEST_P(EveryBackEnd, AllowsARounding) {
  Economy economy(small_economy(), {1, 0, 0}, GetParam());
  economy.clock.stop = 0;
  economy.s().held[cohort_yield][4] = -1e-13;
  economy.scalars().money.attacker = -1e-7;  // 6 million were brought
  economy.run_to(0);
  EXPECT_EQ(economy.scalars().track.broken, 0);
}

// Flows are FP32, which rounds the sale of a vanishing holding up as well as down.
TEST_P(EveryBackEnd, LetsNoHoldingEndBelowNothing) {
  Parameters p = small_economy();
  p.value.rate = 0;
  p.value.base_sell = 10;
  p.capital.rush_factor = 1000;  // all of it is for sale at every tick
  p.capital.rush_days = 100;
  p.time.days = 2;
  Economy economy(p, {1, 0, 0}, GetParam());
  economy.run_to_day(1);
  for (int i = 0; i < 30; ++i) economy.s().held[cohort_value][i] = (1 + i) * 1e-43;
  while (economy.block() < economy.clock.stop) {
    economy.run_tick();
    for (int i = 0; i < 30; ++i) ASSERT_GE(economy.s().held[cohort_value][i], 0) << i;
  }
}

/// Owners sell all they get at once, and panic sells the rest, while what root's part was sold for
/// is credited once more.
Parameters sold_out() {
  Parameters p = small_economy();
  p.network.subnets = 12;
  p.time.days = 8;
  p.owners.sell = p.validators.sell = p.miners.sell = 10;
  p.value.base_sell = p.attention.base_sell = 3;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 5;
  p.attack.day = 1;
  p.foundation.delay_days = 1;
  return p;
}

TEST_P(EveryBackEnd, CountsOverIssuedAlphaAsIssuedOnceThePoolHasTakenItIn) {
  Economy economy(sold_out(), {2, 0, 0}, GetParam());
  double taken = 0;
  for (int day = 1; day <= 8; ++day) {
    economy.run_to_day(day);
    const auto& s = economy.s();
    for (int i = 0; i < 12; ++i) {
      ASSERT_GE(s.issued[i], s.alpha[i]);
      ASSERT_LE(s.taken_in[i], s.over_issued[i] - s.unallocated[i]);
      taken += s.taken_in[i];
    }
  }
  EXPECT_GT(taken, 100) << "nothing was sold that had not been issued";
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
}

}  // namespace
}  // namespace taosweep
