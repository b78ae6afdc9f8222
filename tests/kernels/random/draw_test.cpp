// Keys of draws: which draws are shared and which are apart.
#include "tests/kernels/random/normal_of_step.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace taosweep {
namespace {

using Four = std::array<std::uint32_t, 4>;

Four four_words(std::uint64_t seed, std::uint32_t point, std::uint32_t replicate, Purpose purpose,
                std::uint32_t subnet, std::uint32_t tick, std::uint32_t draw) {
  const auto words = draw_words(seed, point, replicate, purpose, subnet, tick, draw);
  return {words.w[0], words.w[1], words.w[2], words.w[3]};
}

TEST(Draws, StandOnTheDocumentedCounter) {
  const auto words = philox(77u, 8u << 16 | 5u << 8 | 127u, 3u, 9u, 0x89abcdefu, 0x01234567u);
  const auto drawn = four_words(0x0123456789abcdef, 3, 9, Purpose::noise, 127, 77, 5);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(drawn[i], words.w[i]);
}

/// Smallest, neighbouring and largest values of every part of the key, all combined.
TEST(Draws, NeverMeetForTwoDifferentKeys) {
  const std::uint32_t ends[] = {0, 1, 2, 255, 256, 65535, 65536, 0x7fffffff, 0xffffffff};
  const std::uint32_t bytes[] = {0, 1, 2, 127, 254, 255};
  std::set<Four> seen;
  std::size_t made = 0;
  for (std::uint32_t point : ends)
    for (std::uint32_t replicate : ends)
      for (std::uint32_t tick : ends)
        for (std::uint32_t subnet : bytes)
          for (std::uint32_t draw : bytes)
            for (Purpose purpose :
                 {Purpose::design, Purpose::legacy_share, Purpose::noise_common}) {
              seen.insert(four_words(1, point, replicate, purpose, subnet, tick, draw));
              ++made;
            }
  EXPECT_EQ(made, 78732u);
  EXPECT_EQ(seen.size(), made);
}

// Generations of newcomers lie above the purpose, where no slot and no other purpose has a bit.
TEST(Draws, OfNewcomersMeetNeitherThoseOfSlotsNorOfOtherNewcomers) {
  std::set<std::uint32_t> numbers;
  std::set<Four> seen;
  std::size_t made = 0;
  for (std::uint32_t slot = 0; slot < 256; ++slot) numbers.insert(slot);
  for (std::uint32_t k = 0; k < most_newcomers; ++k) numbers.insert(newcomer_number(k));
  EXPECT_EQ(numbers.size(), 256u + most_newcomers);
  for (const std::uint32_t k : {0u, 1u, 127u, 128u, 255u, 256u, most_newcomers - 1u})
    for (const std::uint32_t subnet : {k % 256, newcomer_number(k)})
      for (const Purpose purpose : {Purpose::design, Purpose::noise, Purpose::arrival}) {
        seen.insert(four_words(1, 2, 3, purpose, subnet, 4, 0));
        ++made;
      }
  EXPECT_EQ(seen.size(), made - 2 * 3) << "256 mod 256 and 16255 mod 256 are slots 0 and 127";
}

TEST(Draws, DependOnBothHalvesOfTheSeed) {
  const auto base = four_words(1, 0, 0, Purpose::noise, 0, 0, 0);
  EXPECT_NE(four_words(2, 0, 0, Purpose::noise, 0, 0, 0), base);
  EXPECT_NE(four_words(1 + (1ull << 32), 0, 0, Purpose::noise, 0, 0, 0), base);
}

TEST(Purposes, HaveNumbersOfTheirOwn) {
  const Purpose all[] = {Purpose::design,          Purpose::legacy_share,
                         Purpose::quality,         Purpose::initial_attention,
                         Purpose::valuation_error, Purpose::attention_count,
                         Purpose::attention_mark,  Purpose::noise,
                         Purpose::noise_common,    Purpose::miner_burn,
                         Purpose::voter_view,      Purpose::voter,
                         Purpose::arrival,         Purpose::branch};
  std::set<std::uint32_t> numbers;
  for (Purpose p : all) numbers.insert(static_cast<std::uint32_t>(p));
  EXPECT_EQ(numbers.size(), std::size(all));
  EXPECT_EQ(static_cast<std::uint32_t>(Purpose::noise_common), 9u);
}

TEST(Uniform, ReachesNeitherZeroNorOne) {
  EXPECT_EQ(uniform_fast(0u), 0x1p-24f);
  EXPECT_EQ(uniform_fast(0xffffffffu), 1 - 0x1p-24f);
  EXPECT_EQ(uniform_real(0u, 0u), 0x1p-53);
  EXPECT_EQ(uniform_real(0xffffffffu, 0xffffffffu), 1 - 0x1p-53);
}

TEST(Uniform, IsSymmetricAboutOneHalf) {
  for (std::uint32_t w : {0u, 1u, 0x1234u, 0x7fffffffu, 0xdeadbeefu}) {
    EXPECT_EQ(uniform_fast(w), 1 - uniform_fast(~w));
    EXPECT_EQ(uniform_real(w, 5u), 1 - uniform_real(~w, ~5u));
  }
}

TEST(SignedFast, ReadsAWordAsAPartOfHalfATurn) {
  EXPECT_EQ(signed_fast(0u), 0.0f);
  EXPECT_EQ(signed_fast(1u), 0x1p-31f);
  EXPECT_EQ(signed_fast(0x40000000u), 0.5f);
  EXPECT_EQ(signed_fast(0x7fffffffu), 1.0f);
  EXPECT_EQ(signed_fast(0x80000000u), -1.0f);
  EXPECT_EQ(signed_fast(0xffffffffu), -0x1p-31f);
}

TEST(NormalOfStep, SharesOneCallBetweenFourSteps) {
  for (const int k : {1, 25, 300}) {
    for (const int group : {0, 1, 250, 8760}) {
      const int block = 4 * k * group;
      float four[4];
      const std::uint32_t tick = step_tick(block, k).tick;
      normals_of_four_steps(draw_words(3, 1, 2, Purpose::noise, 17u, tick, 0), four);
      for (int i = 0; i < 4; ++i)
        EXPECT_EQ(normal_of_step(3, 1, 2, Purpose::noise, 17u, step_tick(block + i * k, k)),
                  four[i]);
      EXPECT_NE(step_tick(block + 4 * k, k).tick, step_tick(block, k).tick);
    }
  }
}

// Ten years of steps of every length that a config may ask for: no two share a normal.
TEST(NormalOfStep, IsAnotherForEveryStepAndLength) {
  const int longest = 3650 * 7200;
  std::uint32_t last = 0;
  for (int k = 1; k <= 300; ++k) {
    EXPECT_GT(step_tick(0, k).tick + 1, last) << "the ticks of shorter steps lie below";
    last = step_tick(longest, k).tick + 1;
  }
}

}  // namespace
}  // namespace taosweep
