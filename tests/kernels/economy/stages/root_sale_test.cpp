#include "kernels/economy/stages/root_sale.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

constexpr double least = 1;  ///< [TAO] that a sale has to leave

struct Pool {
  double tao, alpha, sold;
};

/// Sales that are plain, refused, take nearly all, or meet an empty side, in such an order that
/// packs of 8, 16 and 32 have some of each.
std::vector<Pool> pools() {
  std::vector<Pool> all;
  for (const double tao : {0.0, 0.5, 1.5, 40.0, 1e4, 3e6})
    for (const double alpha : {0.0, 1e-9, 3.0, 800.0, 1e6})
      for (const double part : {0.0, 1e-7, 0.2, 0.5, 0.7, 0.9, 3.0, 1022.0, 1023.0, 1024.0, 1e9})
        all.push_back({tao, alpha, part * (alpha > 0 ? alpha : 1)});
  std::vector<Pool> mixed;  // by a stride that has no factor in common with their number
  for (std::size_t i = 0; i < all.size() / 32 * 32; ++i) mixed.push_back(all[i * 103 % all.size()]);
  return mixed;
}

template <class R>
RootSale<R> swift(const R& tao, const R& alpha, const R& sold) {
  return sale_at_pool(tao, alpha, sold, R(1.0) / (tao * alpha * (alpha + sold)));
}

template <class R>
RootSale<R> careful(const R& tao, const R& alpha, const R& sold) {
  return careful_sale(tao, alpha, sold, R(1.0), least);
}

std::vector<std::uint64_t> bits(const RootSale<double>& sale) {
  std::vector<std::uint64_t> all;
  for (const double x : {sale.proceeds, sale.pool.tao, sale.pool.alpha, sale.pool.per_tao,
                         sale.pool.per_alpha, sale.part, sale.sold})
    all.push_back(std::bit_cast<std::uint64_t>(x));
  return all;
}

TEST(RootSale, HasTheSameBitsByTheCarefulWayWhereItIsPlain) {
  int plain = 0, rare = 0;
  for (const auto& [tao, alpha, sold] : pools()) {
    const RootSale<double> sale = swift(tao, alpha, sold);
    if (all_plain(sale, alpha, sold, least)) {
      EXPECT_EQ(bits(sale), bits(careful(tao, alpha, sold))) << tao << " " << alpha << " " << sold;
      ++plain;
    } else {
      ++rare;
    }
  }
  EXPECT_GT(plain, 50);
  EXPECT_GT(rare, 50);
}

TEST(RootSale, IsTheConstantProductOrRefused) {
  for (const auto& [tao, alpha, sold] : pools()) {
    const RootSale<double> sale = careful(tao, alpha, sold);
    const bool open = tao > 0 && alpha > 0;
    const long double left = open ? static_cast<long double>(tao) * alpha / (alpha + sold) : tao;
    if (std::fabs(left - least) < 1e-9) continue;  // rounding decides
    EXPECT_EQ(sale.sold, left < least ? 0 : 1) << tao << " " << alpha << " " << sold;
    EXPECT_DOUBLE_EQ(sale.pool.alpha, alpha + sold * sale.sold);
    const double wanted = sale.sold > 0 ? static_cast<double>(left) : tao;
    EXPECT_NEAR(sale.pool.tao, wanted, 1e-12 * wanted);
    EXPECT_NEAR(sale.proceeds, tao - wanted, 1e-12 * tao);
    EXPECT_NEAR(sale.pool.per_tao * sale.pool.tao, open ? 1 : 0, 1e-12);
  }
}

template <class L>
class RootSaleOn : public testing::Test {};
TYPED_TEST_SUITE(RootSaleOn, PlainLanes<testing::Types>);

TYPED_TEST(RootSaleOn, GivesTheSameBitsBesideOtherLanes) {
  using L = TypeParam;
  using R = typename L::real;
  const std::vector<Pool> all = pools();
  double in[3][32], out[7][32];
  for (std::size_t first = 0; first + 32 <= all.size(); first += 32) {
    for (int i = 0; i < 32; ++i) {
      const auto& [tao, alpha, sold] = all[first + i];
      in[0][i] = tao, in[1][i] = alpha, in[2][i] = sold;
    }
    for (int i = 0; i < 32; i += L::width) {
      const RootSale<R> sale = careful(L::load(in[0] + i), L::load(in[1] + i), L::load(in[2] + i));
      const R* values[] = {&sale.proceeds,     &sale.pool.tao,       &sale.pool.alpha,
                           &sale.pool.per_tao, &sale.pool.per_alpha, &sale.part,
                           &sale.sold};
      for (int k = 0; k < 7; ++k) L::store(out[k] + i, *values[k]);
    }
    for (int i = 0; i < 32; ++i) {
      const auto one = bits(careful(in[0][i], in[1][i], in[2][i]));
      for (int k = 0; k < 7; ++k)
        EXPECT_EQ(std::bit_cast<std::uint64_t>(out[k][i]), one[k]) << k << " of " << first + i;
    }
  }
}

}  // namespace
}  // namespace taosweep
