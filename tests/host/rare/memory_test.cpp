// How much memory a rare event's economies need, by hand.
#include "host/rare/memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/config_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

constexpr double scores = 24 + 8 * 11, lineage = 256;  // ten days are eleven mornings

TEST(RareMemory, GrowsWithRootsAndTheirMornings) {
  const Experiment plain = experiment_of("[time]\ndays = 10\n");
  EXPECT_DOUBLE_EQ(rare_bytes(plain, {1000, 0}), 1000 * (scores + lineage));
}

TEST(RareMemory, OfEconomiesBesidesIsThatOfTheirPointsAndOfSomeScores) {
  const Experiment drawn = experiment_of(
      "[time]\ndays = 10\n[vary]\nnoise.target = uniform(0, 1)\n[sweep]\npoints = 2\n");
  const double point = 32 + 8;
  EXPECT_DOUBLE_EQ(rare_bytes(drawn, {1000, 1000000}),
                   1000 * (scores + lineage) + crude_at_once * scores + 1001000 * point);
}

TEST(RareMemory, IsRefusedBeyondWhatThereIs) {
  check_rare_room(1e9, std::nullopt);
  check_rare_room(1e9, Room{1e9, "this machine has free"});
  EXPECT_THAT(refusal_in([] {
                check_rare_room(2e9, Room{1e9, "this machine has free"});
              }),
              testing::HasSubstr("2.00 GB of memory, more than the 1.00 GB that this machine"));
}

}  // namespace
}  // namespace taosweep
