// One source, the same bits in every back end.
#include <gtest/gtest.h>

#include "tests/lanes/lane_results.hpp"

namespace taosweep::lane_test {
namespace {

void expect_the_bits_of_one_lane(const LaneResults& results) {
  const LaneResults one_lane = scalar_results();
  ASSERT_EQ(results.size(), one_lane.size());
  for (const auto& [name, bits] : one_lane) {
    const auto found = results.find(name);
    ASSERT_NE(found, results.end()) << name;
    ASSERT_EQ(found->second.size(), bits.size()) << name;
    for (std::size_t i = 0; i < bits.size(); ++i)
      ASSERT_EQ(found->second[i], bits[i])
          << name << ", value " << i << ": " << std::bit_cast<double>(found->second[i])
          << " instead of " << std::bit_cast<double>(bits[i]);
  }
}

TEST(EmulatedWarp, GivesTheBitsOfOneLaneInEveryOperation) {
  expect_the_bits_of_one_lane(emulated_results());
}

TEST(Avx2, GivesTheBitsOfOneLaneInEveryOperation) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
    GTEST_SKIP() << "this processor has no AVX2 with FMA";
  expect_the_bits_of_one_lane(avx2_results());
#else
  GTEST_SKIP() << "AVX2 belongs to x86-64";
#endif
}

/// Recorded once; every compiler, level of optimisation and processor must find it again.
TEST(OneLane, GivesTheRecordedBits) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a over 64-bit words
  for (const auto& [name, bits] : scalar_results())
    for (std::uint64_t word : bits) hash = (hash ^ word) * 0x100000001b3;
  EXPECT_EQ(hash, 0x2c9d5659fef5bcfeull) << std::hex << hash;
}

}  // namespace
}  // namespace taosweep::lane_test
