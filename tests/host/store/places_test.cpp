// What a kill, a full disk or a bad place leaves behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/lock.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

TEST(DurableFile, LeavesNothingOfThatNameWhenKilledBeforeItsEnd) {
  const samples::Folder folder;
  const std::string out = folder / "out.h5";
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    DurableFile durable(out);
    durable.write(std::as_bytes(std::span("all of it")));
    raise(SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_FALSE(fs::exists(out));
}

TEST(DurableFile, KeepsTheOldFileUntilTheNewOneIsWhole) {
  const samples::Folder folder;
  std::ofstream(folder / "out.h5") << "old";
  {
    DurableFile durable(folder / "out.h5");
    durable.write(std::as_bytes(std::span("new", 3)));
  }
  std::ifstream stream(folder / "out.h5");
  std::string text;
  stream >> text;
  EXPECT_EQ(text, "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(fs::path(folder / "out.h5").parent_path()), {}),
            1);
}

TEST(DurableFile, LeavesAFileThatAppearedMeanwhileUnlessToldToReplace) {
  const samples::Folder folder;
  Target target(folder / "out.h5");
  target.replace = false;
  target.when_taken = "look at it first";
  {
    DurableFile durable(target);
    durable.write(std::as_bytes(std::span("new", 3)));
    std::ofstream(target.path) << "of another";
    EXPECT_THAT(refusal_in([&] { durable.commit(); }),
                AllOf(HasSubstr("out.h5 has appeared meanwhile"), HasSubstr("look at it first")));
  }
  EXPECT_EQ(fs::file_size(target.path), 10u);
  EXPECT_EQ(std::distance(fs::directory_iterator(fs::path(target.path).parent_path()), {}), 1);
  fs::remove(target.path);
  DurableFile durable(target);
  durable.write(std::as_bytes(std::span("new", 3)));
  durable.commit();
  EXPECT_EQ(fs::file_size(target.path), 3u);
}

TEST(PartsLock, IsHeldByOneAndLeavesNothingButWork) {
  const samples::Folder folder;
  const std::string out = folder / "out.h5", parts = parts_folder(out);
  {
    const PartsLock lock(out);
    EXPECT_THAT(refusal_in([&] { PartsLock second(out); }),
                AllOf(HasSubstr("another run is writing"), HasSubstr("out.h5")));
    EXPECT_FALSE(holds_work(out));
  }
  EXPECT_FALSE(fs::exists(parts));
  fs::create_directory(parts);
  const std::string chunk = parts + "/points_0000000000_0000000000.chunk",
                    half = parts + "/points_0000000001_0000000001.chunk.12.tmp";
  std::ofstream(chunk) << "work";
  std::ofstream(half) << "half";
  {
    PartsLock lock(out);
    EXPECT_TRUE(holds_work(out));
    EXPECT_EQ(lock.remove_unfinished(), "");
    EXPECT_FALSE(fs::exists(half));
  }
  EXPECT_TRUE(fs::exists(chunk));
  EXPECT_FALSE(fs::exists(parts + "/lock"));
  PartsLock(out).clear();
  EXPECT_FALSE(fs::exists(parts));
}

class FullDisk : public testing::TestWithParam<rlim_t> {};
INSTANTIATE_TEST_SUITE_P(Bytes, FullDisk, testing::Values(10000, 150000, 300000, 450000));

TEST_P(FullDisk, IsSaidAndLeavesNothing) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(2, 2);
  const PointResults results = samples::results(e, 0, 2);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // A limit on file sizes fails in the same place as a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{GetParam(), GetParam()};
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = refusal_in(
        [&] { write_results(folder / "out.h5", e, whole_sweep(e), results, samples::facts()); });
    _exit(message.find("File too large") != std::string::npos &&
                  message.find("out.h5") != std::string::npos
              ? 7
              : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_TRUE(fs::is_empty(fs::path(folder / "out.h5").parent_path()));
}

TEST(DurableFile, SaysWhyAPlaceCannotBeWrittenTo) {
  const samples::Folder folder;
  EXPECT_THAT(
      refusal_in([&] { DurableFile durable(folder / "no/such/out.h5"); }),
      AllOf(HasSubstr("no/such/out.h5"), HasSubstr("No such file or directory"), HasSubstr("-o")));
  EXPECT_THAT(refusal_in([&] { DurableFile durable("/dev/full/out.h5"); }),
              HasSubstr("Not a directory"));
  EXPECT_THAT(write_failure("out.h5", ENOSPC), HasSubstr("free some space"));
}

}  // namespace
}  // namespace taosweep
