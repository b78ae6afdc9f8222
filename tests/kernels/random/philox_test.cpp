#include "kernels/random/philox.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

struct KnownAnswer {
  std::uint32_t counter[4], key[2], result[4];
};

/// philox4x32, 10 rounds, from the known answers published with Random123 (kat_vectors).
const KnownAnswer published[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

TEST(Philox, GivesThePublishedAnswers) {
  for (const KnownAnswer& known : published) {
    const auto& c = known.counter;
    const auto words = philox(c[0], c[1], c[2], c[3], known.key[0], known.key[1]);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(words.w[i], known.result[i]);
  }
}

TEST(Philox, TurnsHalfOfTheBitsWhenOneBitOfTheCounterOrKeyTurns) {
  const std::uint32_t input[6] = {1, 2, 3, 4, 5, 6};
  const auto base = philox(1u, 2u, 3u, 4u, 5u, 6u);
  int turned = 0;
  for (int bit = 0; bit < 192; ++bit) {
    std::uint32_t x[6];
    for (int i = 0; i < 6; ++i) x[i] = input[i] ^ (bit / 32 == i ? 1u << bit % 32 : 0u);
    const auto other = philox(x[0], x[1], x[2], x[3], x[4], x[5]);
    int here = 0;
    for (int i = 0; i < 4; ++i) here += __builtin_popcount(base.w[i] ^ other.w[i]);
    EXPECT_GT(here, 64 - 34) << bit;  // 6 standard deviations of 128 coin tosses
    EXPECT_LT(here, 64 + 34) << bit;
    turned += here;
  }
  EXPECT_NEAR(turned, 192 * 64, 6 * 78.4);  // sqrt(192 * 128) / 2 = 78.4
}

}  // namespace
}  // namespace taosweep
