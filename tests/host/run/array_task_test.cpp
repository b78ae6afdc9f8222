// Which shard a task of a job array makes: a function of Slurm's variables and of what is kept.
#include "host/run/array_task.hpp"

#include <gmock/gmock.h>

#include <map>

#include "host/store/join.hpp"
#include "host/usage_error.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const KeptShards sweep{0, 0, 12, 48, "abc"};

Environment environment(std::map<std::string, std::string> values) {
  return [values](const char* name) {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : found->second.c_str();
  };
}

ArrayTask task(const std::string& id, const std::string& first, const std::string& last,
               const std::string& count) {
  return array_task(environment({{"SLURM_ARRAY_TASK_ID", id},
                                 {"SLURM_ARRAY_TASK_MIN", first},
                                 {"SLURM_ARRAY_TASK_MAX", last},
                                 {"SLURM_ARRAY_TASK_COUNT", count}}));
}

std::string refusal_of(const ArrayTask& task, const std::optional<KeptShards>& kept) {
  return refusal_in([&] { shard_of(task, kept, sweep, "out.h5"); });
}

TEST(ArrayTask, ShardAndNumberFollowFromAWholeArray) {
  const ArrayShard shard = shard_of(task("3", "0", "3", "4"), std::nullopt, sweep, "out.h5");
  EXPECT_EQ(shard.index, 3u);
  EXPECT_EQ(shard.shards, (KeptShards{4, 0, 12, 48, "abc"}));
}

TEST(ArrayTask, AnArrayMayStartAtOne) {
  const ArrayShard shard = shard_of(task("3", "1", "4", "4"), std::nullopt, sweep, "out.h5");
  EXPECT_EQ(shard.index, 2u);
  EXPECT_EQ(shard.shards.first_task, 1u);
}

TEST(ArrayTask, WhatIsKeptDecidesWhenOnlySomeAreSubmittedAgain) {
  const KeptShards kept{4, 1, 12, 48, "abc"};
  const ArrayShard shard = shard_of(task("3", "3", "3", "1"), kept, sweep, "out.h5");
  EXPECT_EQ(shard.index, 2u);
  EXPECT_EQ(shard.shards, kept);
}

TEST(ArrayTask, APartOfAnArrayMayNotDecideTheNumber) {
  EXPECT_THAT(refusal_of(task("3", "3", "3", "1"), std::nullopt), HasSubstr("--array=0-3"));
  EXPECT_THAT(refusal_of(task("2", "0", "4", "3"), std::nullopt),
              AllOf(HasSubstr("3 tasks from 0 to 4"), HasSubstr("whole array")));
  EXPECT_THAT(refusal_of(task("2", "0", "1", "2"), std::nullopt), HasSubstr("whole array"));
  EXPECT_THAT(refusal_of(task("0", "0", "0", "0"), std::nullopt), HasSubstr("whole array"));
}

TEST(ArrayTask, OutsideOfAnArrayItSaysWhatIsMissing) {
  EXPECT_THAT(refusal_in([] { array_task(environment({})); }),
              AllOf(HasSubstr("SLURM_ARRAY_TASK_ID is not set"), HasSubstr("--shard I/N")));
  EXPECT_THAT(refusal_in([] { task("x", "0", "3", "4"); }),
              HasSubstr("SLURM_ARRAY_TASK_ID is 'x'"));
  EXPECT_THAT(refusal_in([] { task("0", "0", "3", ""); }),
              HasSubstr("SLURM_ARRAY_TASK_COUNT is ''"));
  EXPECT_THAT(refusal_of(array_task(environment({{"SLURM_ARRAY_TASK_ID", "0"}})), std::nullopt),
              HasSubstr("SLURM_ARRAY_TASK_MIN"));
}

TEST(ArrayTask, ATaskBeyondWhatIsKeptIsRefused) {
  const KeptShards kept{4, 1, 12, 48, "abc"};
  EXPECT_THAT(refusal_of(task("5", "0", "7", "8"), kept), HasSubstr("tasks 1 to 4"));
  EXPECT_THAT(refusal_of(task("0", "0", "7", "8"), kept), HasSubstr("this is task 0"));
}

TEST(ArrayTask, ShardsOfAnotherConfigAreRefused) {
  EXPECT_THAT(refusal_of(task("1", "0", "3", "4"), KeptShards{4, 0, 12, 48, "other"}),
              HasSubstr("another config"));
}

TEST(ArrayTask, AnArrayWithMoreTasksThanPointsIsRefused) {
  EXPECT_THAT(refusal_of(task("0", "0", "12", "13"), std::nullopt), HasSubstr("12 tasks at most"));
}

TEST(NumberList, ShortensWhatFollowsEachOther) {
  EXPECT_EQ(number_list({}, ","), "");
  EXPECT_EQ(number_list({3}, ","), "3");
  EXPECT_EQ(number_list({3, 4, 7, 8, 9, 12}, ","), "3,4,7-9,12");
}

}  // namespace
}  // namespace taosweep
