// Weighted pools, by hand and against long double.
#include "kernels/chain/pool/balancer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/chain/pool/balancer_weights.hpp"
#include "kernels/chain/pool/constant_product.hpp"

namespace taosweep {
namespace {

using Pool = WeightedPool<double>;

TEST(Balancer, WithEqualWeightsIsTheConstantProduct) {
  const Pool pool{120, 3000, 0.5};
  EXPECT_EQ(balancer_price(pool), 0.04);
  EXPECT_DOUBLE_EQ(balancer_buy(pool, 40.0), buy_out(120.0, 3000.0, 40.0));
  EXPECT_DOUBLE_EQ(balancer_sell(pool, 500.0), sell_out(120.0, 3000.0, 500.0));
}

// w2 = 1/4: ratio w2/w1 = 1/3. Tao from 1 to 8: alpha left is 8^(-1/3) = 1/2.
// Sale: ratio 3. Alpha from 1 to 2: TAO left is 1/8.
TEST(Balancer, RaisesToTheRatioOfItsWeights) {
  const Pool pool{1, 1, 0.25};
  EXPECT_DOUBLE_EQ(balancer_price(pool), 3.0);
  EXPECT_DOUBLE_EQ(balancer_buy(pool, 7.0), 0.5);
  EXPECT_DOUBLE_EQ(balancer_sell(pool, 1.0), 0.875);
  EXPECT_DOUBLE_EQ(balancer_alpha_needed(pool, 0.875), 1.0);
}

TEST(Balancer, SellingBackReturnsWhatWasPaid) {
  for (const double w : {0.01, 0.3, 0.5, 0.9}) {
    const Pool pool{50, 700, w};
    const double bought = balancer_buy(pool, 9.0);
    EXPECT_NEAR(balancer_sell(Pool{59, 700 - bought, w}, bought), 9, 1e-11) << w;
  }
}

TEST(Balancer, PaysThePriceForTheSmallestOrder) {
  const Pool pool{50, 700, 0.3};
  const double rao = 1e-9, p = balancer_price(pool);
  EXPECT_NEAR(balancer_buy(pool, rao), rao / p, 1e-10 * rao / p);
  EXPECT_NEAR(balancer_sell(pool, rao), rao * p, 1e-10 * rao * p);
}

TEST(Balancer, ReachesThePriceOfItsLimit) {
  const Pool pool{1, 1, 0.25};  // price 3; 2^(3/4) - 1 doubles it, 2^(1/4) - 1 halves it
  const double paid = balancer_buy_to_price(pool, 3.0, 6.0);
  EXPECT_DOUBLE_EQ(paid, std::pow(2, 0.75) - 1);
  EXPECT_DOUBLE_EQ(balancer_price(Pool{1 + paid, 1 - balancer_buy(pool, paid), 0.25}), 6.0);
  const double sold = balancer_sell_to_price(pool, 3.0, 1.5);
  EXPECT_DOUBLE_EQ(sold, std::pow(2, 0.25) - 1);
  EXPECT_DOUBLE_EQ(balancer_price(Pool{1 - balancer_sell(pool, sold), 1 + sold, 0.25}), 1.5);
}

TEST(Balancer, TakesNothingBeyondALimitThatIsPassed) {
  const Pool pool{1, 1, 0.25};
  EXPECT_EQ(balancer_buy_to_price(pool, 3.0, 2.0), 0.0);
  EXPECT_EQ(balancer_sell_to_price(pool, 3.0, 4.0), 0.0);
  EXPECT_EQ(balancer_sell_to_price(pool, 3.0, 0.0), std::numeric_limits<double>::infinity());
}

TEST(Balancer, AnEmptyPoolHasNoPriceAndPaysNothing) {
  EXPECT_EQ(balancer_price(Pool{3, 0, 0.5}), 0.0);
  EXPECT_EQ(balancer_price(Pool{0, 3, 0.5}), 0.0);
  EXPECT_EQ(balancer_buy(Pool{0, 3, 0.5}, 1.0), 0.0);
  EXPECT_EQ(balancer_sell(Pool{3, 0, 0.5}, 1.0), 0.0);
  EXPECT_EQ(balancer_buy_to_price(Pool{0, 3, 0.5}, 0.0, 1.0), 0.0);
  EXPECT_EQ(balancer_alpha_needed(Pool{3, 3, 0.5}, 3.0), 0.0);
}

/// Largest relative error of `got` against `exact`, over orders of 1e-12 to 1000 reserves, in pools
/// of all weights that are allowed.
template <class Got, class Exact>
long double largest_error(Got got, Exact exact) {
  long double largest = 0;
  for (const double w : {0.01, 0.1, 0.25, 0.4999, 0.5, 0.75, 0.9, 0.99})
    for (double part = 1e-12; part < 1001; part *= 1.7) {
      const long double reference = exact(static_cast<long double>(w), part);
      largest = std::max(largest, std::fabs(got(w, part) / reference - 1));
    }
  return largest;
}

TEST(Balancer, KeepsItsDigitsForOrdersOfAnySize) {
  const long double bought = largest_error(
      [](double w, double part) {
        return balancer_buy(Pool{1, 1, w}, part);
      },
      [](long double w, long double part) { return -std::expm1(-w / (1 - w) * std::log1p(part)); });
  const long double sold = largest_error(
      [](double w, double part) {
        return balancer_sell(Pool{1, 1, w}, part);
      },
      [](long double w, long double part) { return -std::expm1(-(1 - w) / w * std::log1p(part)); });
  const long double to_price = largest_error(
      [](double w, double part) {
        return balancer_buy_to_price(Pool{1, 1, w}, 1.0, 1 + part);
      },
      [](long double w, double part) {  // the limit as it was rounded
        return std::expm1((1 - w) * std::log1p(static_cast<long double>(1 + part) - 1));
      });
  EXPECT_LT(bought, 1.1e-15L);
  EXPECT_LT(sold, 1.1e-15L);
  EXPECT_LT(to_price, 1.1e-15L);
}

TEST(BalancerWeights, BeginWhereThePriceIs) {
  const NewWeight<double> weight = weight_of_price(1.0, 4.0, 0.25);
  EXPECT_EQ(weight.tao_weight, 0.5);
  EXPECT_EQ(weight.allowed, 1.0);
  EXPECT_DOUBLE_EQ(balancer_price(Pool{1, 4, weight_of_price(1.0, 4.0, 0.2).tao_weight}), 0.2);
  EXPECT_EQ(weight_of_price(0.0, 0.0, 1.0).tao_weight, 0.5);
}

TEST(BalancerWeights, KeepThePriceInAnAdditionOfAnyProportion) {
  const Pool pool{1000, 4000, 0.4};
  const double price = balancer_price(pool);
  for (const double tao : {0.0, 1e-9, 3.0, 1000.0})
    for (const double alpha : {0.0, 1e-9, 20.0, 3000.0}) {
      const double w = weight_after_addition(pool, tao, alpha).tao_weight;
      EXPECT_NEAR(balancer_price(Pool{1000 + tao, 4000 + alpha, w}) / price, 1, 1e-15);
    }
  // 1000 TAO doubles one side of an even pool: the weights are 2 : 1.
  EXPECT_DOUBLE_EQ(weight_after_addition(Pool{1000, 4000, 0.5}, 1000.0, 0.0).tao_weight, 2.0 / 3);
}

TEST(BalancerWeights, MayNotFallBelowAHundredth) {
  const Pool even{1, 1, 0.5};
  EXPECT_EQ(weight_after_addition(even, 97.9, 0.0).allowed, 1.0);
  EXPECT_EQ(weight_after_addition(even, 98.1, 0.0).allowed, 0.0);
  EXPECT_EQ(weight_after_addition(even, 0.0, 97.9).allowed, 1.0);
  EXPECT_EQ(weight_after_addition(even, 0.0, 98.1).allowed, 0.0);
}

TEST(BalancerWeights, OfAPoolWithAnEmptySideAreHalves) {
  for (const Pool& pool : {Pool{1000, 0, 0.3}, Pool{0, 1000, 0.3}}) {
    const NewWeight<double> weight = weight_after_addition(pool, 1.0, 1.0);
    EXPECT_EQ(weight.tao_weight, 0.5);
    EXPECT_EQ(weight.allowed, 1.0);
  }
}

}  // namespace
}  // namespace taosweep
