// One source, the same bits in every back end.
#include <gtest/gtest.h>

#include "kernels/lanes/built.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/lanes/lane_results.hpp"

namespace taosweep::lane_test {
namespace {

LaneResults results_of(Isa isa) {
  switch (isa) {
#define ISA(name, ...)                                            \
  case Isa::name:                                                 \
    if constexpr (TAOSWEEP_BUILT_##name) return results_##name(); \
    break;
#include "kernels/lanes/isa.def"
#undef ISA
  }
  return {};
}

class Lanes : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, Lanes, on_each_back_end(), name_of_isa);

TEST_P(Lanes, GiveTheBitsOfOneLaneInEveryOperation) {
  const LaneResults results = results_of(GetParam()), one_lane = results_of(reference_isa);
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

/// Recorded once; every compiler, level of optimisation and processor must find it again.
TEST(OneLane, GivesTheRecordedBits) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a over 64-bit words
  for (const auto& [name, bits] : results_of(reference_isa))
    for (std::uint64_t word : bits) hash = (hash ^ word) * 0x100000001b3;
  EXPECT_EQ(hash, 0x3cfa52adf20bbd27ull) << std::hex << hash;
}

}  // namespace
}  // namespace taosweep::lane_test
