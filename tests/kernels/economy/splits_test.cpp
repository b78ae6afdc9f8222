// Vectors of subnets' own: what becomes of their alpha, and of what waits where it changes.
#include "kernels/economy/splits.hpp"

#include <gtest/gtest.h>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/economy/epoch.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

Parameters vectors(double taking, double giving, double day = 3) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, etao_2026_10}}};
  p.protocol.split = SplitRule::vector;
  p.time.days = 20;
  p.owners.taking = taking;
  p.owners.giving = giving;
  p.owners.split_day = day;
  return p;
}

/// Root's part of what a subnet emits.
double root_part(Simulation<1>& economy, int i) {
  const Rules& rules = economy.rules();
  const StoredEconomy stored{economy.scalars().money, economy.scalars().emission, &rules};
  return most_of_root(StoredSubnet<1>{stored, economy.s(), i});
}

TEST(Splits, ChangeNothingWhereNobodySetsOne) {
  Parameters p = vectors(0, 0);
  Simulation<1> own(p);
  p.protocol.split = SplitRule::fixed;
  Simulation<1> alike(p);
  own.finish_run();
  alike.finish_run();
  for (int i = 0; i < outcome_count; ++i) {
    const double a = own.result.outcomes[i], b = alike.result.outcomes[i];
    EXPECT_TRUE(a == b || (a != a && b != b)) << outcome_table[i].name;
  }
}

TEST(Splits, AreSetOnTheirDayWithinBounds) {
  Simulation<1> economy(vectors(0.5, 0.5));
  economy.run_to_day(3);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(economy.s().miner_part[i], 0) << i;
  economy.run_to_day(4);
  int taking = 0;
  for (int i = 0; i < 30; ++i) {
    const double owner = economy.s().owner_part[i];
    const double miners = economy.s().miner_part[i] * (1 - owner);
    const bool takes = owner > 0.2;
    taking += takes;
    EXPECT_LE(owner, 0.33);
    EXPECT_NEAR(miners, 0.33, 1e-15);
    EXPECT_GT(1 - owner - miners, root_part(economy, i)) << "validators get more than root";
    if (!takes) {
      EXPECT_NEAR(1 - owner - miners, 0.5, 1e-15);
    }
    EXPECT_EQ(economy.s().split_at[i], 3 * blocks_per_day);
  }
  EXPECT_GT(taking, 5);
  EXPECT_LT(taking, 25);
}

// Root's part falls as alpha is issued, and owners may take more; but a week passes in between.
TEST(Splits, ChangeOnceIn50400Blocks) {
  Simulation<1> economy(vectors(1, 0));
  economy.run_to_day(10);
  const double first = economy.s().owner_part[0];
  EXPECT_LT(first, 0.33) << "root has more than validators' least";
  EXPECT_EQ(economy.s().split_at[0], 3 * blocks_per_day);
  economy.run_to_day(11);
  EXPECT_GT(economy.s().owner_part[0], first);
  EXPECT_EQ(economy.s().split_at[0], 10 * blocks_per_day);
}

/// Alpha that owners and validators hold by the end of the economy, who sell nothing.
struct Income {
  double owners, validators, root;
};
Income income(double taking, double giving) {
  Parameters p = vectors(taking, giving, 0);
  p.owners.sell = p.validators.sell = p.root.claim_rate = 0;
  p.owners.earn = false;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
  Income sum{};
  for (int i = 0; i < 30; ++i) {
    sum.owners += economy.s().held[cohort_owners][i];
    sum.validators += economy.s().held[cohort_validators][i];
    sum.root += economy.s().claimable[i];
  }
  return sum;
}

TEST(Splits, PayOwnersMoreWhereTheyTakeMore) {
  const Income usual = income(0, 0), taking = income(1, 0), giving = income(0, 1);
  EXPECT_GT(taking.owners, 1.4 * usual.owners);
  EXPECT_LT(taking.validators, usual.validators);
  EXPECT_GT(giving.validators, usual.validators);
  EXPECT_LT(giving.owners, usual.owners);
}

// 1,000 alpha wait when the owner's cut rises from 0.18: they pay it by the cut of their blocks.
TEST(Splits, LeaveWhatWaitsToTheVectorOfItsBlocks) {
  Parameters p = vectors(0, 0);
  Simulation<1> economy(p);
  economy.run_to_day(1);
  auto& s = economy.s();
  s.pending_alpha[0] = 800;
  s.pending_swapped[0] = 200;
  const Recorder nothing{};
  Economy<ReferenceLane, 1, families[1]> inside(economy.p, economy.clock, economy.segments,
                                                economy.key, s, *economy.flows, nothing);
  const double cut = economy.rules().owner_cut;
  const auto pack = inside.pack(0);
  const double before = owner_cut_beside(pack, 1000.0), mined = miners_part_of_epoch(pack, 1000.0);
  EXPECT_DOUBLE_EQ(before, 1000 * cut / (1 - cut));
  set_split(pack, inside.block, true, SplitVector<double>{0.33, 0.34, 0.33});
  EXPECT_NEAR(owner_cut_beside(pack, 1000.0), before, 1e-12);
  EXPECT_NEAR(miners_part_of_epoch(pack, 1000.0), mined, 1e-15);
  EXPECT_NEAR(owner_cut_beside(pack, 1100.0) - before, 100 * 0.33 / 0.67, 1e-12) << "of now";
}

// An era of one's own may change the owner's cut, while alpha waits.
TEST(Splits, CloseTheLedgersWhereAnEraChangesTheCut) {
  for (const bool later : {false, true}) {
    Parameters p = small_economy();
    Rules first = later ? etao_2026_10 : launch_2025_02, second = first;
    second.owner_cut = 0.05;
    p.schedule = {2, {{0, first}, {7.01, second}}};
    Simulation<1> economy(p);
    economy.run_to_day(7.5);
    EXPECT_LE(ledger_residuals(economy.s(), economy.rules()).alpha, 1e-12) << later;
    EXPECT_EQ(economy.finish_run().status, Status::ok) << later;
  }
}

TEST(Splits, AreRefusedWhereTheirPartsAreMoreThanAll) {
  EXPECT_EQ(check_parameters(vectors(0.5, 0.5)).size(), 0u);
  ASSERT_EQ(check_parameters(vectors(0.6, 0.5)).size(), 1u);
  EXPECT_NE(check_parameters(vectors(0.6, 0.5))[0].find("owners.giving = 0.5"), std::string::npos);
}

}  // namespace
}  // namespace taosweep
