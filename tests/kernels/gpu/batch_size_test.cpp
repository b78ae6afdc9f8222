// Economies of a batch, by the memory of a card and the warps that it holds.
#include "kernels/gpu/batch_size.hpp"

#include <gtest/gtest.h>

#include "kernels/gpu/batch_layout.hpp"

namespace taosweep {
namespace {

constexpr std::size_t warps = 1584;
constexpr std::uint64_t each = 100'000, plenty = 1ull << 36;

TEST(BatchSize, IsAllWhereTheyFit) {
  EXPECT_EQ(batch_size(1000, warps, plenty, each), 1000u);
  EXPECT_EQ(batch_size(waves_of_batch * warps, warps, plenty, each), waves_of_batch * warps);
}

TEST(BatchSize, IsAMultipleOfTheWarpsWhereMoreAreLeft) {
  EXPECT_EQ(batch_size(1'000'000, warps, plenty, each), waves_of_batch * warps);
  // 2.5 times the warps fit into what batches may take.
  const auto memory = static_cast<std::uint64_t>(2.5 * warps * each / usable_memory);
  EXPECT_EQ(batch_size(1'000'000, warps, memory, each), 2 * warps);
}

TEST(BatchSize, IsWhatFitsWhereNoWaveDoes) {
  EXPECT_EQ(batch_size(1'000'000, warps, 100 * each, each), 85u);
  EXPECT_EQ(batch_size(10, warps, 2 * each, each), 1u);
  EXPECT_EQ(batch_size(10, warps, each / 2, each), 0u);
}

TEST(BatchSize, IsHalvedInWavesUntilNothingIsLeft) {
  EXPECT_EQ(smaller_batch(4 * warps, warps), 2 * warps);
  EXPECT_EQ(smaller_batch(3 * warps, warps), warps);
  EXPECT_EQ(smaller_batch(warps, warps), warps / 2);
  EXPECT_EQ(smaller_batch(1, warps), 0u);
}

TEST(BatchLayout, LaysArraysApartAndStatesLast) {
  RecordPlan plan;
  plan.days = 10;
  plan.keep_paths = true;
  const BatchLayout at(3, 100, 7, false, plan);
  const std::size_t places[] = {at.settings, at.setting_of, at.keys,   at.list,
                                at.outcomes, at.statuses,   at.series, at.paths,
                                at.arrived,  at.taken,      at.states, at.end};
  const std::size_t sizes[] = {7 * sizeof(Setting),
                               100 * sizeof(std::uint32_t),
                               100 * sizeof(ShockKey),
                               100 * sizeof(std::uint32_t),
                               100 * outcome_count * sizeof(double),
                               100 * sizeof(std::int32_t),
                               100 * at.series_size * sizeof(float),
                               100 * at.path_size * sizeof(float),
                               101 * sizeof(std::uint32_t),
                               101 * sizeof(std::uint32_t),
                               100 * sizeof(EconomyState<3>)};
  for (std::size_t i = 0; i < std::size(sizes); ++i) {
    EXPECT_LE(places[i] + sizes[i], places[i + 1]) << i;
    EXPECT_EQ(places[i] % 128, 0u);
  }
  EXPECT_LE(at.end, 100 * card_bytes_each(3, plan));
}

}  // namespace
}  // namespace taosweep
