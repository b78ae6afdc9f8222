// Cores and memory that a process is left, from what the system says of it.
#include "host/run/cores.hpp"

#include <gmock/gmock.h>

#include <map>

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Files = std::map<std::string, std::string>;

FileText reading(const Files& files) {
  return [files](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    return found->second;
  };
}

Environment slurm(const char* count) {
  return [count](const char* name) {
    return std::string(name) == "SLURM_CPUS_PER_TASK" ? count : nullptr;
  };
}

const Files version_2 = {
    {"/proc/self/cgroup", "0::/system.slice/slurmd/job_7/task_0\n"},
    {"/proc/self/mountinfo",
     "21 1 8:1 / / rw - ext4 /dev/sda rw\n"
     "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"}};

const Files version_1 = {
    {"/proc/self/cgroup",
     "9:memory:/slurm/uid_0/job_7\n3:cpu,cpuacct:/slurm/uid_0/job_7\n0::/other\n"},
    {"/proc/self/mountinfo",
     "33 32 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
     "36 32 0:32 /slurm /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"}};

Files with(Files files, const Files& more) {
  files.insert(more.begin(), more.end());
  return files;
}

TEST(GroupFolders, AreTheOwnGroupAndEveryOneAboveIt) {
  EXPECT_THAT(
      group_folders(reading(version_2), "cpu").unified,
      ElementsAre("/sys/fs/cgroup/system.slice/slurmd/job_7/task_0",
                  "/sys/fs/cgroup/system.slice/slurmd/job_7", "/sys/fs/cgroup/system.slice/slurmd",
                  "/sys/fs/cgroup/system.slice", "/sys/fs/cgroup"));
}

TEST(GroupFolders, OfVersion1AreThoseOfTheController) {
  EXPECT_THAT(group_folders(reading(version_1), "cpu").separate,
              ElementsAre("/sys/fs/cgroup/cpu,cpuacct/slurm/uid_0/job_7",
                          "/sys/fs/cgroup/cpu,cpuacct/slurm/uid_0",
                          "/sys/fs/cgroup/cpu,cpuacct/slurm", "/sys/fs/cgroup/cpu,cpuacct"));
}

TEST(GroupFolders, EndWhereTheMountOfAContainerEnds) {
  EXPECT_THAT(group_folders(reading(version_1), "memory").separate,
              ElementsAre("/sys/fs/cgroup/memory/uid_0/job_7", "/sys/fs/cgroup/memory/uid_0",
                          "/sys/fs/cgroup/memory"));
}

TEST(GroupFolders, AreNoneWhereNothingIsSaid) {
  EXPECT_TRUE(group_folders(reading({}), "cpu").unified.empty());
  EXPECT_TRUE(
      group_folders(
          reading({{"/proc/self/cgroup", "rubbish"}, {"/proc/self/mountinfo", "- \n1 2"}}), "cpu")
          .separate.empty());
}

TEST(Cores, AreThoseOfTheSmallestLimit) {
  const Cores free = cores_of(16, reading(version_2), slurm(nullptr));
  EXPECT_EQ(free.count, 16);
  EXPECT_EQ(cores_of(16, reading(version_2), slurm("4")).count, 4);
  EXPECT_EQ(cores_of(16, reading(version_2), slurm("4")).set_by, "SLURM_CPUS_PER_TASK");
  EXPECT_EQ(cores_of(2, reading(version_2), slurm("4")).count, 2);
  EXPECT_EQ(cores_of(16, reading(version_2), slurm("many")).count, 16);
}

TEST(Cores, FollowAQuotaOnAnyLevel) {
  const std::string job = "/sys/fs/cgroup/system.slice/slurmd/job_7";
  const Files quota = with(version_2, {{job + "/cpu.max", "250000 100000\n"},
                                       {job + "/task_0/cpu.max", "max 100000\n"},
                                       {"/sys/fs/cgroup/system.slice/cpu.max", "800000 100000\n"}});
  EXPECT_EQ(cores_of(16, reading(quota), slurm(nullptr)).count, 3) << "2.5 keep three threads busy";
  EXPECT_THAT(cores_of(16, reading(quota), slurm(nullptr)).set_by, HasSubstr("quota"));
}

TEST(Cores, FollowAQuotaOfVersion1) {
  const std::string group = "/sys/fs/cgroup/cpu,cpuacct/slurm";
  const Files quota = with(version_1, {{group + "/cpu.cfs_quota_us", "200000\n"},
                                       {group + "/cpu.cfs_period_us", "100000\n"},
                                       {group + "/uid_0/cpu.cfs_quota_us", "-1\n"},
                                       {group + "/uid_0/cpu.cfs_period_us", "100000\n"}});
  EXPECT_EQ(cores_of(16, reading(quota), slurm(nullptr)).count, 2);
}

TEST(Cores, AreOneAtLeast) {
  const Files little = with(version_2, {{"/sys/fs/cgroup/cpu.max", "1000 100000\n"}});
  EXPECT_EQ(cores_of(16, reading(little), slurm(nullptr)).count, 1);
  EXPECT_EQ(cores_of(0, reading({}), slurm("0")).count, 1);
  EXPECT_GE(usable_cores().count, 1);
}

TEST(Threads, BeyondTheCoresAreTold) {
  EXPECT_EQ(too_many_threads(4, {4, "its quota"}), "");
  EXPECT_THAT(too_many_threads(5, {4, "its quota"}),
              HasSubstr("--threads 5 is more than the 4 cores"));
}

TEST(MemoryLimit, IsTheSmallestOfAnyLevel) {
  const Files limits = with(version_2, {{"/sys/fs/cgroup/system.slice/memory.max", "1000000\n"},
                                        {"/sys/fs/cgroup/memory.max", "max\n"}});
  EXPECT_EQ(limit_of_memory(reading(limits)), 1e6);
  EXPECT_FALSE(limit_of_memory(reading(version_2)));
}

TEST(MemoryLimit, OfVersion1IsNoneWhereItIsAllThatCanBeCounted) {
  Files limits = with(
      version_1, {{"/sys/fs/cgroup/memory/uid_0/memory.limit_in_bytes", "9223372036854771712\n"}});
  EXPECT_FALSE(limit_of_memory(reading(limits)));
  limits["/sys/fs/cgroup/memory/memory.limit_in_bytes"] = "2000000\n";
  EXPECT_EQ(limit_of_memory(reading(limits)), 2e6);
}

}  // namespace
}  // namespace taosweep
