// Root's claims: what is sold joins its stake, what is kept is stake of holders from then on.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/chain/eras/eras.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/same_bits.hpp"

namespace taosweep {
namespace {

/// All TAO and all alpha is issued and nobody trades; of 100 alpha that wait for root on the fourth
/// subnet, with a pool of 1,000 TAO and 1,000 alpha, a hazard of a half a day is claimed.
Parameters claiming(const Rules& rules, double keep) {
  Parameters p = still(small_economy());
  p.schedule = {1, {{0, rules}}};
  p.network.issuance_tao = 2.1e7;
  p.time.days = 5;
  p.protocol.tao_weight = 0;
  p.protocol.swap_fee = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.yield.rate = 0;
  p.root.claim_rate = 0.5;
  p.root.keep = keep;
  return p;
}

struct Claims : Simulation<1> {
  Claims(const Rules& rules, double keep) : Simulation<1>(claiming(rules, keep)) {
    scalars().money.opening += 1000 - s().tao[3];
    for (int i = 0; i < 30; ++i) {
      if (i == 3) s().tao[i] = s().alpha[i] = 1000;
      s().issued[i] = 2.1e7;
      s().unallocated[i] = s().issued[i] - s().alpha[i];
      s().capacity[i] = 0;
    }
    s().claimable[3] = 100;
    s().unallocated[3] -= 100;
  }
  double kept() { return s().held[cohort_yield][3]; }
  double root() { return scalars().money.root - p.network.root_tao; }
};

// Of 100 (1 - e^-1/2) = 39.3 alpha claimed in a day the part k is kept, and the rest is sold
// without a fee: 1000 (1 - 1000/(1000 + sold)) TAO join root. The two hazards take turns by ticks.
TEST(RootClaims, AreKeptInTheirPart) {
  for (const double keep : {0.0, 0.4, 1.0}) {
    Claims economy(flow_2025_12, keep);
    economy.run_to_day(1);
    const double claimed = 100 * (1 - std::exp(-0.5)), sold = (1 - keep) * claimed;
    EXPECT_NEAR(economy.s().claimable[3], 100 - claimed, 1e-9);
    EXPECT_NEAR(economy.kept(), keep * claimed, 0.03) << keep;
    EXPECT_NEAR(economy.s().alpha[3], 1000 + sold, 0.03) << keep;
    EXPECT_NEAR(economy.root(), 1000 * sold / (1000 + sold), 0.03) << keep;
    const Residuals left = ledger_residuals(economy.s(), economy.rules());
    EXPECT_LE(left.tao, 1e-13);
    EXPECT_LE(left.alpha, 1e-13);
  }
}

TEST(RootClaims, OutOfBasketsAreAllSold) {
  Claims keeps(hill_rank_2026_08, 1), sells(hill_rank_2026_08, 0);
  keeps.run_to_day(1);
  sells.run_to_day(1);
  EXPECT_EQ(keeps.kept(), 0);
  EXPECT_EQ(keeps.s().alpha[3], sells.s().alpha[3]);
  EXPECT_GT(sells.root(), 30);
}

// Yield chasers without a hazard of buying or selling hold what root has kept, and get its
// dividends.
TEST(RootClaims, EarnOnceTheyAreKept) {
  Claims economy(flow_2025_12, 1);
  economy.run_to_day(1);
  const double before = economy.kept();
  economy.s().pending_alpha[3] += 50;
  economy.s().unallocated[3] -= 50 / (1 - economy.rules().owner_cut);  // the cut beside it
  economy.s().claimable[3] = 0;
  economy.s().unallocated[3] += 100 - before;
  economy.run_to_day(2);
  EXPECT_GT(economy.kept(), before + 1);
  EXPECT_LE(ledger_residuals(economy.s(), economy.rules()).alpha, 1e-13);
}

// From November 2025 on and among everybody: less is sold for root, and more is held.
TEST(RootClaims, CloseTheLedgersWhereEverybodyTrades) {
  double held[2], root[2];
  for (const int keeps : {0, 1}) {
    Parameters p = small_economy();
    p.schedule = {1, {{0, flow_2025_12}}};
    p.root.keep = keeps;
    Simulation<1> economy(p);
    economy.finish_run();
    ASSERT_EQ(economy.result.status, Status::ok);
    EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-13);
    EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
    held[keeps] = root[keeps] = 0;
    for (int i = 0; i < 30; ++i) held[keeps] += economy.s().held[cohort_yield][i];
    root[keeps] = economy.scalars().money.root;
  }
  EXPECT_GT(held[1], held[0]);
  EXPECT_LT(root[1], root[0]);
}

class RootClaimsBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, RootClaimsBackEnds, on_each_back_end(), name_of_isa);

TEST_P(RootClaimsBackEnds, HaveTheSameBits) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, flow_2025_12}}};
  p.root.keep = 0.3;
  OnTwoBackEnds both(p, GetParam());
}

}  // namespace
}  // namespace taosweep
