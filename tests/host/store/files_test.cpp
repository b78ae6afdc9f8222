// Digest, chunks and merging.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "host/commands/commands.hpp"
#include "host/store/check/compare.hpp"
#include "host/store/check/whole.hpp"
#include "host/store/read/open.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

void flip_byte(const std::string& file, std::int64_t position) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(position, position < 0 ? std::ios::end : std::ios::beg);
  const char byte = static_cast<char>(stream.get());
  stream.seekp(position, position < 0 ? std::ios::end : std::ios::beg);
  stream.put(static_cast<char>(byte ^ 1));
}

TEST(ContentDigest, ChangesWithTheDataAndNotWithTheRun) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(2, 2);
  PointResults results = samples::results(e, 0, 2);
  RunFacts facts = samples::facts();
  write_results(folder / "a.h5", e, whole_sweep(e), results, facts);
  const std::string digest = samples::content_digest(folder / "a.h5");
  EXPECT_EQ(digest.size(), 64u);

  facts.host = "elsewhere";
  facts.wall_seconds = 99;
  write_results(folder / "b.h5", e, whole_sweep(e), results, facts);
  EXPECT_EQ(samples::content_digest(folder / "b.h5"), digest);
  EXPECT_THAT(compare_results(folder / "a.h5", folder / "b.h5"), IsEmpty());

  double& last =
      results
          .outcomes[outcome_pool_tao * results.status.size() + 7];  // point 1, replicate 1, arm 1
  last = std::nextafter(last, 2);
  write_results(folder / "c.h5", e, whole_sweep(e), results, facts);
  EXPECT_NE(samples::content_digest(folder / "c.h5"), digest);
  EXPECT_THAT(
      compare_results(folder / "a.h5", folder / "c.h5"),
      testing::Contains("/outcomes/pool_tao differs: first at arm 1, point 1, replicate 1"));
}

TEST(Chunks, ReturnWhatWasWritten) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  const PointResults given = samples::results(e, 4, 2, 4);
  write_chunk(folder / "out.h5", e, whole_sweep(e), given);
  std::vector<std::string> refused;
  const std::vector<Chunk> chunks = list_chunks(folder / "out.h5", e, whole_sweep(e), refused);
  EXPECT_THAT(refused, IsEmpty());
  ASSERT_EQ(chunks.size(), 1u);
  const std::vector<PointResults> read{read_chunk(chunks[0].file, e, whole_sweep(e))};
  EXPECT_EQ(read[0].first_point, 4u);
  EXPECT_EQ(read[0].points, 2u);
  EXPECT_EQ(read[0].status, given.status);
  EXPECT_EQ(0,
            std::memcmp(read[0].outcomes.data(), given.outcomes.data(), given.outcomes.size() * 8));
  EXPECT_EQ(0, std::memcmp(read[0].series.data(), given.series.data(), given.series.size() * 4));
  EXPECT_EQ(read[0].paths, given.paths);
  EXPECT_FALSE(read[0].paths.empty());
  for (const auto& entry : fs::directory_iterator(parts_folder(folder / "out.h5")))
    EXPECT_NE(entry.path().extension(), ".h5");
}

TEST(Chunks, GiveTheSameFileAsOneBlock) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  write_results(folder / "block.h5", e, whole_sweep(e), samples::results(e, 0, 8),
                samples::facts());
  const Portion all = whole_sweep(e);
  write_chunk(folder / "out.h5", e, all, samples::results(e, 5, 3, 5));
  write_chunk(folder / "out.h5", e, all, samples::results(e, 0, 1, 0));
  write_chunk(folder / "out.h5", e, all, samples::results(e, 1, 4, 1));
  std::vector<std::string> refused;
  const std::vector<Chunk> chunks = list_chunks(folder / "out.h5", e, all, refused);
  ASSERT_EQ(chunks.size(), 3u);
  write_results(folder / "out.h5", e, all, chunks, samples::facts());
  EXPECT_EQ(samples::content_digest(folder / "out.h5"),
            samples::content_digest(folder / "block.h5"));
}

TEST(Chunks, OfSomeReplicatesGiveTheSameFileAsOneBlock) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  const Portion all = whole_sweep(e);
  write_results(folder / "block.h5", e, all, samples::results(e, 0, 8), samples::facts());
  write_chunk(folder / "out.h5", e, all, samples::results(e, 0, 4, 0));
  for (const samples::Replicates& some :
       {samples::Replicates{5, 3}, samples::Replicates{0, 1}, samples::Replicates{1, 4}})
    write_chunk(folder / "out.h5", e, all, samples::results(e, 4, 1, 4, some));
  write_chunk(folder / "out.h5", e, all, samples::results(e, 5, 3, 5));
  std::vector<std::string> refused;
  const std::vector<Chunk> chunks = list_chunks(folder / "out.h5", e, all, refused);
  ASSERT_EQ(chunks.size(), 5u);
  EXPECT_THAT(chunks[2].file, HasSubstr("point_0000000004_replicates_0000000001_0000000004"));
  write_results(folder / "out.h5", e, all, chunks, samples::facts());
  EXPECT_EQ(samples::content_digest(folder / "out.h5"),
            samples::content_digest(folder / "block.h5"));
  EXPECT_THAT(compare_results(folder / "block.h5", folder / "out.h5"), IsEmpty());
}

TEST(Chunks, ThatRepeatReplicatesAreNotUsedTwice) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  const Portion all = whole_sweep(e);
  write_chunk(folder / "out.h5", e, all, samples::results(e, 2, 1, 2, {0, 4}));
  write_chunk(folder / "out.h5", e, all, samples::results(e, 2, 1, 2, {3, 3}));
  std::vector<std::string> refused;
  EXPECT_EQ(list_chunks(folder / "out.h5", e, all, refused).size(), 1u);
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_THAT(refused[0], HasSubstr("it repeats economies of"));
}

TEST(Chunks, OfOtherPointsAtTheSamePositionsAreNotUsed) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  const Portion dealt{0, 2, {0, 2, 4, 6}}, dealt_otherwise{0, 2, {0, 3, 4, 6}};
  write_chunk(folder / "out.h5", e, dealt, samples::results(e, 0, 2, 0));
  std::vector<std::string> refused;
  EXPECT_EQ(list_chunks(folder / "out.h5", e, dealt, refused).size(), 1u);
  EXPECT_THAT(list_chunks(folder / "out.h5", e, dealt_otherwise, refused), IsEmpty());
  EXPECT_THAT(refused, testing::ElementsAre(HasSubstr("other points of the design")));
}

TEST(Chunks, AreRefusedByNameWhenCutOffOrChanged) {
  const samples::Folder folder;
  const Experiment e = samples::experiment();
  for (std::uint64_t point = 0; point < 4; ++point)
    write_chunk(folder / "out.h5", e, whole_sweep(e), samples::results(e, point, 1, point));
  std::vector<std::string> refused;
  std::vector<Chunk> chunks = list_chunks(folder / "out.h5", e, whole_sweep(e), refused);
  ASSERT_EQ(chunks.size(), 4u);
  fs::resize_file(chunks[1].file, fs::file_size(chunks[1].file) - 10);
  flip_byte(chunks[2].file, 5000);
  const std::vector<Chunk> whole = list_chunks(folder / "out.h5", e, whole_sweep(e), refused);
  ASSERT_EQ(whole.size(), 2u);
  EXPECT_EQ(whole[1].range.first_point, 3u);
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_THAT(refused[0], AllOf(HasSubstr("points_0000000001"), HasSubstr("cut off")));
  EXPECT_THAT(refused[1], AllOf(HasSubstr("points_0000000002"), HasSubstr("seal")));
  EXPECT_THROW(read_chunk(chunks[2].file, e, whole_sweep(e)), std::runtime_error);
}

TEST(Chunks, OfAnotherConfigAreNotUsed) {
  const samples::Folder folder;
  Experiment e = samples::experiment();
  write_chunk(folder / "out.h5", e, whole_sweep(e), samples::results(e, 0, 1));
  e.config_hash = std::string(64, '0');
  std::vector<std::string> refused;
  EXPECT_THAT(list_chunks(folder / "out.h5", e, whole_sweep(e), refused), IsEmpty());
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_THAT(refused[0], HasSubstr("another config"));
}

class Merge : public testing::Test {
 protected:
  Merge() : e(samples::experiment()) {
    shard(e, "a.h5", 0, 3, 0, 3);
    shard(e, "b.h5", 3, 2, 1, 3);
    shard(e, "c.h5", 5, 3, 2, 3);
  }
  void shard(const Experiment& of, const std::string& name, std::uint64_t first,
             std::uint64_t points, std::uint64_t index, std::uint64_t count) {
    write_results(folder / name, of, samples::portion(first, points, index, count),
                  samples::results(of, first, points), samples::facts());
  }
  std::string refusal(const std::vector<std::string>& names) {
    std::vector<std::string> files;
    for (const std::string& name : names) files.push_back(folder / name);
    const std::string message =
        refusal_in([&] { merge_results(folder / "out.h5", files, "merge"); });
    EXPECT_FALSE(fs::exists(folder / "out.h5"));
    return message;
  }

  samples::Folder folder;
  Experiment e;
};

TEST_F(Merge, GivesTheDigestOfAnUnshardedRun) {
  shard(e, "whole.h5", 0, 8, 0, 1);
  merge_results(folder / "out.h5", {folder / "c.h5", folder / "a.h5", folder / "b.h5"}, "merge");
  EXPECT_EQ(samples::content_digest(folder / "out.h5"),
            samples::content_digest(folder / "whole.h5"));
  EXPECT_THAT(check_results(folder / "out.h5"), IsEmpty());
  EXPECT_THAT(check_results(folder / "a.h5"), IsEmpty());
}

TEST_F(Merge, TakesShardsWhoseConfigsDifferInAComment) {
  shard(e, "whole.h5", 0, 8, 0, 1);
  Experiment remarked = e;
  remarked.inputs[0].bytes += "# a remark\n";
  shard(remarked, "remarked.h5", 3, 2, 1, 3);
  merge_results(folder / "out.h5", {folder / "a.h5", folder / "remarked.h5", folder / "c.h5"},
                "merge");
  EXPECT_EQ(samples::content_digest(folder / "out.h5"),
            samples::content_digest(folder / "whole.h5"));
}

TEST_F(Merge, TakesShardsWhosePointsLieApart) {
  write_results(folder / "whole.h5", e, whole_sweep(e), samples::results(e, 0, 8),
                samples::facts());
  std::vector<std::string> files;
  for (std::uint64_t shard = 0; shard < 3; ++shard) {
    const std::string out = folder / ("apart" + std::to_string(shard));
    Portion dealt{shard, 3, {}};
    for (std::uint64_t point = shard; point < 8; point += 3) dealt.points.push_back(point);
    for (std::uint64_t i = 0; i < dealt.points.size(); ++i)
      write_chunk(out, e, dealt, samples::results(e, dealt.points[i], 1, i));
    std::vector<std::string> refused;
    write_results(out, e, dealt, list_chunks(out, e, dealt, refused), samples::facts());
    EXPECT_THAT(check_results(out), IsEmpty());
    files.push_back(out);
  }
  merge_results(folder / "out.h5", files, "merge");
  EXPECT_EQ(samples::content_digest(folder / "out.h5"),
            samples::content_digest(folder / "whole.h5"));
  EXPECT_THAT(check_results(folder / "out.h5"), IsEmpty());
}

TEST_F(Merge, RefusesGapsOverlapsAndWholeSweeps) {
  EXPECT_THAT(refusal({"a.h5", "c.h5"}),
              HasSubstr("2 of 8 points are missing: those of shard 1 of 3"));
  EXPECT_THAT(refusal({"b.h5"}), HasSubstr("6 of 8 points are missing: those of shards 0, 2 of 3"));
  EXPECT_THAT(refusal({"a.h5", "a.h5", "b.h5", "c.h5"}), HasSubstr("the same points"));
  shard(e, "whole.h5", 0, 8, 0, 1);
  EXPECT_THAT(refusal({"whole.h5", "a.h5"}), HasSubstr("whole sweep already"));
}

TEST_F(Merge, RefusesShardsOfAnotherSweepAndDamagedOnes) {
  Experiment other = e;
  other.config += "sweep.seed = 2\n";
  other.config_hash = std::string(64, '1');
  shard(other, "other.h5", 3, 2, 1, 3);
  EXPECT_THAT(refusal({"a.h5", "other.h5", "c.h5"}), HasSubstr("different configs"));
  fs::resize_file(folder / "b.h5", fs::file_size(folder / "b.h5") / 2);
  EXPECT_THAT(refusal({"a.h5", "b.h5", "c.h5"}),
              AllOf(HasSubstr("b.h5"), HasSubstr("not a whole results file")));
  EXPECT_THAT(refusal({"a.h5", "nothing.h5"}), HasSubstr("there is no such file"));
}

TEST(CheckResults, NamesEconomiesThatWereNotRunAndHashesThatDoNotFit) {
  const samples::Folder folder;
  Experiment e = samples::experiment(2, 2);
  PointResults results = samples::results(e, 0, 2);
  results.status[3] = static_cast<std::int32_t>(Status::not_run);
  e.config_hash = std::string(64, '2');
  write_results(folder / "a.h5", e, whole_sweep(e), results, samples::facts());
  // As if another process had written it: what this one writes it knows.
  fs::last_write_time(folder / "a.h5", fs::file_time_type::clock::now() - std::chrono::hours(1));
  const std::vector<std::string> failures = check_results(folder / "a.h5");
  ASSERT_EQ(failures.size(), 2u);
  EXPECT_THAT(failures[0], HasSubstr("config_hash"));
  EXPECT_EQ(failures[1], "1 of 8 economies were not run");
  EXPECT_EQ(verify_command({folder / "a.h5", ""}), exit_failed);
}

TEST(OpenResults, RefusesWhatIsNoResultsFile) {
  const samples::Folder folder;
  std::ofstream(folder / "text.h5") << "not HDF5";
  EXPECT_THAT(refusal_in([&] { open_results(folder / "text.h5"); }),
              HasSubstr("not a whole results file"));
  hdf5::File::create(folder / "other.h5").close();
  EXPECT_THAT(refusal_in([&] { open_results(folder / "other.h5"); }),
              HasSubstr("no results file of taosweep"));
}

}  // namespace
}  // namespace taosweep
