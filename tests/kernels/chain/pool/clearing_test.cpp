#include "kernels/chain/pool/clearing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/chain/pool/constant_product.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

struct Case {
  double tao, alpha, buy, sell;
};

/// Flows from a millionth of the pool to ten thousand times its size.
std::vector<Case> cases() {
  std::vector<Case> all;
  for (double tao : {0.01, 3.0, 2e4})
    for (double alpha : {0.02, 50.0, 9e5})
      for (double b : {1e-6, 1e-3, 0.3, 1.0, 1.9, 2.1, 40.0, 1e4})
        for (double s : {1e-6, 1e-2, 0.5, 1.0, 7.0, 1e4})
          all.push_back({tao, alpha, b * tao, s * alpha});
  return all;
}

double relative(double got, long double wanted) {
  return static_cast<double>(std::abs(got / wanted - 1));
}

TEST(Clearing, AgreesWithTheHyperbolicFormInLongDouble) {
  for (const auto& [tao, alpha, buy, sell] : cases()) {
    const long double T = tao, A = alpha, B = buy, S = sell;
    const long double u = std::sqrt(B * S / (T * A)), g = std::tanh(u) / u;
    const long double grown = (T + B * g) / (1 + S * g / A);
    const Clearing<double> c = clear_orders(tao, alpha, buy, sell);
    EXPECT_LT(relative(c.pool.tao, grown), 4e-15)
        << tao << " " << alpha << " " << buy << " " << sell;
    EXPECT_LT(relative(c.pool.alpha, T * A / grown), 4e-15);
  }
}

TEST(Clearing, SolvesTheDifferentialEquation) {
  for (const auto& [tao, alpha, buy, sell] :
       {Case{1, 1, 0.3, 0.2}, Case{100, 2000, 150, 5000}, Case{1, 1, 3, 2}, Case{5, 8, 1, 30}}) {
    const long double k = static_cast<long double>(tao) * alpha, B = buy, S = sell;
    const auto slope = [&](long double t) { return B - S * t * t / k; };
    long double t = tao, from_sellers = 0;  // TAO that sellers took out
    constexpr int steps = 4000;
    for (int i = 0; i < steps; ++i) {  // Runge-Kutta of order 4, step 1/4000
      constexpr long double dt = 1.0L / steps;
      const long double k1 = slope(t), k2 = slope(t + dt / 2 * k1), k3 = slope(t + dt / 2 * k2),
                        k4 = slope(t + dt * k3);
      t += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    from_sellers = tao + B - t;
    const Clearing<double> c = clear_orders(tao, alpha, buy, sell);
    EXPECT_LT(relative(c.pool.tao, t), 1e-12);
    EXPECT_LT(relative(c.tao_per_alpha, from_sellers / S), 1e-12);
    EXPECT_LT(relative(c.alpha_per_tao, (alpha + S - k / t) / B), 1e-12);
  }
}

TEST(Clearing, LosesNothingOfWhatOrdersBring) {
  for (const auto& [tao, alpha, buy, sell] : cases()) {
    const Clearing<double> c = clear_orders(tao, alpha, buy, sell);
    EXPECT_NEAR((sell * c.tao_per_alpha + c.pool.tao) / (tao + buy), 1, 1e-14);
    EXPECT_NEAR((buy * c.alpha_per_tao + c.pool.alpha) / (alpha + sell), 1, 1e-14);
  }
}

// Where the series ends it is as good as the fraction that takes over.
TEST(Clearing, GoesOnFromTheSeriesToTheFraction) {
  for (const double v : {small_orders, small_orders / 3, 1e-9, 0.0}) {
    const TanhOverU<double> series = tanh_over_u(v), fraction = tanh_of_large_orders(v);
    ASSERT_EQ(series.n, 1) << "the series";
    EXPECT_NEAR(series.p, fraction.p / fraction.n, 2.3e-16) << v;
    EXPECT_NEAR(series.q / (fraction.q / fraction.n), 1, 5e-16) << v;
  }
  EXPECT_NE(tanh_over_u(std::nextafter(small_orders, 1.0)).n, 1) << "the fraction";
}

TEST(Clearing, KeepsTheProduct) {
  for (const auto& [tao, alpha, buy, sell] : cases()) {
    const Clearing<double> c = clear_orders(tao, alpha, buy, sell);
    EXPECT_NEAR(c.pool.tao * c.pool.alpha / (tao * alpha), 1, 4e-15);
  }
}

TEST(Clearing, BuyersAloneSwap) {
  const Clearing<double> c = clear_orders(1.0, 1.0, 1.0, 0.0);
  EXPECT_EQ(c.pool.tao, 2.0);
  EXPECT_EQ(c.pool.alpha, 0.5);
  EXPECT_DOUBLE_EQ(c.alpha_per_tao, buy_out(1.0, 1.0, 1.0));
  EXPECT_DOUBLE_EQ(c.tao_per_alpha, 7.0 / 3.0);  // mean of the price (1 + t)^2 while they buy
}

TEST(Clearing, SellersAloneSwap) {
  const Clearing<double> c = clear_orders(100.0, 10.0, 0.0, 30.0);
  EXPECT_DOUBLE_EQ(c.pool.tao, 25.0);
  EXPECT_DOUBLE_EQ(c.pool.alpha, 40.0);
  EXPECT_DOUBLE_EQ(30.0 * c.tao_per_alpha, sell_out(100.0, 10.0, 30.0));
}

TEST(Clearing, WithoutOrdersFillsAtTheSpotPrice) {
  const Clearing<double> c = clear_orders(30.0, 120.0, 0.0, 0.0);
  EXPECT_EQ(c.pool.tao, 30.0);
  EXPECT_EQ(c.pool.alpha, 120.0);
  EXPECT_DOUBLE_EQ(c.tao_per_alpha, 0.25);
  EXPECT_DOUBLE_EQ(c.alpha_per_tao, 4.0);
}

TEST(Clearing, AnEmptyPoolTakesNoOrders) {
  const Clearing<double> c = clear_orders(0.0, 0.0, 5.0, 6.0);
  EXPECT_EQ(c.pool.tao, 0.0);
  EXPECT_EQ(c.pool.alpha, 0.0);
  EXPECT_EQ(c.tao_per_alpha, 0.0);
  EXPECT_EQ(c.alpha_per_tao, 0.0);
}

TEST(Clearing, OrdersFarAboveThePoolMeetAtTheirOwnPrice) {
  // B/S = 4 TAO/alpha against a price of 1: a uniform price per batch would jump to 16 and back.
  double previous = 1;
  for (double size : {0.1, 1.0, 10.0, 1e3, 1e6, 1e9}) {
    const Clearing<double> c = clear_orders(1.0, 1.0, 4 * size, size);
    const double price = c.pool.tao / c.pool.alpha;
    EXPECT_GE(price, previous * (1 - 1e-15));
    EXPECT_LE(price, 4 * (1 + 1e-15));
    previous = price;
  }
  EXPECT_NEAR(previous, 4, 1e-8);
}

TEST(Clearing, IsSmoothWhereTheFormulasMeet) {
  const Clearing<double> below = clear_orders(1.0, 1.0, 2.0, 1.0);
  const Clearing<double> above = clear_orders(1.0, 1.0, std::nextafter(2.0, 3.0), 1.0);
  EXPECT_NEAR(below.pool.tao / above.pool.tao, 1, 2e-15);
  EXPECT_NEAR(below.alpha_per_tao / above.alpha_per_tao, 1, 2e-15);
  EXPECT_NEAR(below.tao_per_alpha / above.tao_per_alpha, 1, 2e-15);
}

template <class L>
class ClearingOn : public testing::Test {};
TYPED_TEST_SUITE(ClearingOn, PlainLanes<testing::Types>);

TYPED_TEST(ClearingOn, GivesTheSameBitsBesideOtherLanes) {
  using L = TypeParam;
  const std::vector<Case> all = cases();
  double in[4][32], out[4][32];
  for (std::size_t first = 0; first + 32 <= all.size(); first += 32) {
    for (int i = 0; i < 32; ++i) {
      const auto& [tao, alpha, buy, sell] = all[first + i];
      in[0][i] = tao, in[1][i] = alpha, in[2][i] = buy, in[3][i] = sell;
    }
    for (int i = 0; i < 32; i += L::width) {
      const auto load = [&](int k) { return L::load(in[k] + i); };
      const Clearing<typename L::real> pack = clear_orders(load(0), load(1), load(2), load(3));
      L::store(out[0] + i, pack.pool.tao);
      L::store(out[1] + i, pack.pool.alpha);
      L::store(out[2] + i, pack.alpha_per_tao);
      L::store(out[3] + i, pack.tao_per_alpha);
    }
    for (int i = 0; i < 32; ++i) {
      const Clearing<double> one = clear_orders(in[0][i], in[1][i], in[2][i], in[3][i]);
      EXPECT_EQ(out[0][i], one.pool.tao);
      EXPECT_EQ(out[1][i], one.pool.alpha);
      EXPECT_EQ(out[2][i], one.alpha_per_tao);
      EXPECT_EQ(out[3][i], one.tao_per_alpha);
    }
  }
}

}  // namespace
}  // namespace taosweep
