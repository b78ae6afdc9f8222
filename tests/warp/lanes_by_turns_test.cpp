// A warp whose lanes take turns does what the guide of CUDA says of one, and tells what a card
// would hang on.
#include "tests/warp/lanes_by_turns.hpp"

#include <gmock/gmock.h>

#include <array>
#include <set>
#include <stdexcept>

#include "tests/warp/device_words.hpp"

namespace taosweep {
namespace {

constexpr unsigned all = 0xffffffffu;

/// What `lane` gives in each lane, whose turns follow from `order`.
template <class Of>
auto in_each_lane(std::uint64_t order, const Of& lane) {
  std::array<decltype(lane(0u)), lanes_of_warp> given;
  run_warp(order, [&] { given[threadIdx.x] = lane(threadIdx.x); });
  return given;
}

TEST(LanesByTurns, ShuffleByXorBringsTheValueOfThatLane) {
  const auto given =
      in_each_lane(1, [](unsigned lane) { return __shfl_xor_sync(all, 0.5 * lane, 4); });
  for (unsigned lane = 0; lane < lanes_of_warp; ++lane) EXPECT_EQ(given[lane], 0.5 * (lane ^ 4));
}

TEST(LanesByTurns, ShuffleBringsTheValueOfOneLaneToAll) {
  const auto given = in_each_lane(1, [](unsigned lane) { return __shfl_sync(all, lane * 3, 7); });
  EXPECT_THAT(given, testing::Each(21u));
}

TEST(LanesByTurns, VoteIsYesWhereOneLaneSaysSo) {
  for (const unsigned yes : {0u, 31u, 32u}) {
    const auto given = in_each_lane(1, [&](unsigned lane) { return __any_sync(all, lane == yes); });
    EXPECT_THAT(given, testing::Each(yes < 32));
  }
}

TEST(LanesByTurns, BallotHasABitOfEachLane) {
  const auto given =
      in_each_lane(1, [](unsigned lane) { return __ballot_sync(all, lane % 3 == 0); });
  EXPECT_THAT(given, testing::Each(0x49249249u));
}

/// However far a lane is behind the others.
TEST(LanesByTurns, KeepsWhatWasBroughtUntilAllHaveTakenIt) {
  const auto given = in_each_lane(5, [](unsigned lane) {
    unsigned sum = 0;
    for (unsigned round = 0; round < 100; ++round)
      sum += __shfl_xor_sync(all, lane * round, static_cast<int>(1 + round % 31));
    return sum;
  });
  for (unsigned lane = 0; lane < lanes_of_warp; ++lane) {
    unsigned sum = 0;
    for (unsigned round = 0; round < 100; ++round) sum += (lane ^ (1 + round % 31)) * round;
    EXPECT_EQ(given[lane], sum);
  }
}

TEST(LanesByTurns, EachLaneGoesFirstAndLastAtTimes) {
  std::set<unsigned> first, last;
  for (std::uint64_t order = 0; order < 400; ++order) {  // one is missed once in 10,000 runs
    std::vector<unsigned> turns;
    run_warp(order, [&] { turns.push_back(threadIdx.x); });
    ASSERT_EQ(turns.size(), lanes_of_warp);
    first.insert(turns.front());
    last.insert(turns.back());
  }
  EXPECT_EQ(first.size(), lanes_of_warp);
  EXPECT_EQ(last.size(), lanes_of_warp);
}

std::string words_of(const std::function<void()>& program) {
  try {
    run_warp(1, program);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "it ended";
}

TEST(LanesByTurns, TellsOfALaneThatLeavesBeforeTheOthersMeet) {
  EXPECT_EQ(words_of([] {
              if (threadIdx.x != 3) __syncwarp();
            }),
            "lane 0 waits for all at a barrier, and lane 3 has ended");
}

TEST(LanesByTurns, TellsOfLanesThatMeetForDifferentThings) {
  EXPECT_EQ(words_of([] {
              if (threadIdx.x < 16)
                __syncwarp();
              else
                __any_sync(all, true);
            }),
            "lane 0 waits for all at a barrier (0, 0 bytes), and lane 16 at a vote (0, 0 bytes)");
  EXPECT_EQ(words_of([] { __shfl_sync(all, 1.0, threadIdx.x == 9 ? 1 : 2); }),
            "lane 0 waits for all at a shuffle (2, 8 bytes), and lane 9 at a shuffle (1, 8 bytes)");
}

TEST(LanesByTurns, TellsOfNumbersOfDifferentKinds) {
  EXPECT_EQ(words_of([] {
              if (threadIdx.x < 16)
                __shfl_xor_sync(all, 1.0f, 16);
              else
                __shfl_xor_sync(all, 1.0, 16);
            }),
            "lane 0 waits for all at a shuffle by xor (16, 4 bytes), and lane 16 at a shuffle by "
            "xor (16, 8 bytes)");
}

TEST(LanesByTurns, TellsOfALaneThatIsNone) {
  for (const int none : {-1, 32, 33}) {
    const std::string words = "lane " + std::to_string(none) + " is none of a warp";
    EXPECT_EQ(words_of([&] { __shfl_sync(all, 1.0, none); }), words);
    EXPECT_EQ(words_of([&] { __shfl_xor_sync(all, 1.0, none); }), words);
  }
}

/// A lane asks itself where all should be asked: the kind of mistake that this warp is for.
TEST(LanesByTurns, TellsOfADecisionThatIsNotThatOfAll) {
  EXPECT_THAT(words_of([] {
                const bool mine = threadIdx.x == 5;
                if (mine) __shfl_xor_sync(all, 1.0, 16);
                __syncwarp();
              }),
              testing::HasSubstr("lane 5 at a shuffle by xor (16, 8 bytes)"));
}

/// What one lane writes and others read with no barrier between: some orders show it.
TEST(LanesByTurns, ShowsAMissingBarrierInSomeOrders) {
  const auto wrong = [](bool barrier) {
    int orders = 0;
    for (std::uint64_t order = 0; order < 40; ++order) {
      int word = 0;
      const auto seen = in_each_lane(order, [&](unsigned lane) {
        if (lane == 0) word = 1;
        if (barrier) __syncwarp();
        return word;
      });
      orders += seen != decltype(seen){} && seen[31] == 0;
    }
    return orders;
  };
  EXPECT_EQ(wrong(true), 0);
  EXPECT_GT(wrong(false), 5);  // about half of them
}

TEST(LanesByTurns, PassesOnWhatALaneThrows) {
  EXPECT_THROW(run_warp(1,
                        [] {
                          __syncwarp();
                          if (threadIdx.x == 12) throw std::out_of_range("12");
                          __syncwarp();
                        }),
               std::out_of_range);
}

}  // namespace
}  // namespace taosweep
