#include "kernels/chain/injection/injection.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

// A pool of 100 TAO and 1000 alpha: a price of 0.1. One alpha is emitted, root has a quarter.
InjectionSeen<double> seen(double share) {
  return {share, 0.5, 100, 1000, 1, 0.25};
}

TEST(ChainBuy, InjectsAtThePriceWhatTheCapAllows) {
  const auto all = chain_buy(seen(0.02), InjectionCap::root_share);  // asks for 0.2 alpha
  EXPECT_DOUBLE_EQ(all.tao, 0.02);
  EXPECT_DOUBLE_EQ(all.alpha, 0.2);
  EXPECT_EQ(all.buys, 0);
}

TEST(ChainBuy, BuysWithWhatTheCapLeaves) {
  const auto of_root = chain_buy(seen(0.08), InjectionCap::root_share);  // 0.25 alpha, 0.025 TAO
  EXPECT_DOUBLE_EQ(of_root.alpha, 0.25);
  EXPECT_DOUBLE_EQ(of_root.tao, 0.025);
  EXPECT_DOUBLE_EQ(of_root.buys, 0.055);
  EXPECT_DOUBLE_EQ(chain_buy(seen(0.08), InjectionCap::emission).alpha, 0.5) << "a block's TAO";
  EXPECT_DOUBLE_EQ(chain_buy(seen(0.2), InjectionCap::alpha).alpha, 1) << "the alpha emission";
}

// Half a TAO a block: a share of 0.08 is 0.16 of it, above the price of 0.1.
TEST(SubsidyBuy, BuysWhereThePriceIsBelowTheShare) {
  const auto below = subsidy_buy(seen(0.08));
  EXPECT_DOUBLE_EQ(below.tao, 0.05);
  EXPECT_DOUBLE_EQ(below.alpha, 1);
  EXPECT_DOUBLE_EQ(below.buys, 0.03);
  EXPECT_EQ(below.subsidised, 1);
  const auto above = subsidy_buy(seen(0.04));
  EXPECT_DOUBLE_EQ(above.tao, 0.04);
  EXPECT_DOUBLE_EQ(above.alpha, 0.4);
  EXPECT_EQ(above.buys, 0);
  EXPECT_EQ(above.subsidised, 0);
}

// A quarter of an alpha is a cap of 0.025 TAO; miners get 0.41 alpha, worth 0.041 TAO.
InjectionSeen<double> mined(double share) {
  InjectionSeen<double> one = seen(share);
  one.mined = 0.41;
  return one;
}

TEST(CappedBuy, BuysForAtMostWhatMinersArePaid) {
  const auto some = capped_buy(mined(0.05), InjectionCap::root_share);
  EXPECT_DOUBLE_EQ(some.tao, 0.025);
  EXPECT_DOUBLE_EQ(some.alpha, 0.25);
  EXPECT_DOUBLE_EQ(some.buys, 0.025);
  const auto most = capped_buy(mined(0.08), InjectionCap::root_share);
  EXPECT_DOUBLE_EQ(most.tao, 0.025);
  EXPECT_DOUBLE_EQ(most.buys, 0.041);
  EXPECT_DOUBLE_EQ(capped_part(mined(0.08), InjectionCap::root_share).left, 0.014);
  EXPECT_EQ(capped_buy(seen(0.08), InjectionCap::root_share).buys, 0) << "all of it is burned";
}

// Of what others leave it takes a multiple of its share, up to its room: 0.005 TAO beside the pool
// and 0.041 for a buy.
TEST(CappedBuy, TakesWhatOthersLeaveWhereItHasRoom) {
  InjectionSeen<double> one = mined(0.02);
  one.liquidity_level = 0.1;
  EXPECT_DOUBLE_EQ(capped_buy(one, InjectionCap::root_share).tao, 0.022);
  one.liquidity_level = 10;
  one.purchase_level = 2;
  const auto both = capped_buy(one, InjectionCap::root_share);
  EXPECT_DOUBLE_EQ(both.tao, 0.025);
  EXPECT_DOUBLE_EQ(both.buys, 0.04);
  EXPECT_DOUBLE_EQ(both.alpha, 0.25) << "at the price";
}

TEST(CappedBuy, GivesNothingWhereNothingIsEmittedTo) {
  InjectionSeen<double> off = mined(0);
  off.liquidity_level = off.purchase_level = 1e300;
  const auto terms = capped_buy(off, InjectionCap::root_share);
  EXPECT_EQ(terms.tao, 0);
  EXPECT_EQ(terms.buys, 0);
}

TEST(InjectionTerms, SpendTheWholeShareUnderEveryRule) {
  for (const auto rule :
       {InjectionRule::launch, InjectionRule::subsidy_buy, InjectionRule::chain_buy})
    for (const double share : {0.0, 0.001, 0.04, 0.3}) {
      const auto terms = injection_terms(rule, InjectionCap::root_share, seen(share));
      EXPECT_DOUBLE_EQ(terms.tao + terms.buys, share);
    }
}

}  // namespace
}  // namespace taosweep
