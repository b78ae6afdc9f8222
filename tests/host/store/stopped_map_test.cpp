// The file of a map that stopped: of each cell the first points, from chunks made for all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/experiment/first_points.hpp"
#include "host/run/chunks.hpp"
#include "host/store/check/compare.hpp"
#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Numbers that lie [row][economy], of two parts side by side.
template <class T>
std::vector<T> side_by_side(const std::vector<T>& a, const std::vector<T>& b, std::size_t rows) {
  std::vector<T> all;
  for (std::size_t row = 0; row < rows; ++row)
    for (const auto* part : {&a, &b}) {
      const auto width = static_cast<std::ptrdiff_t>(part->size() / rows);
      const auto begin = part->begin() + static_cast<std::ptrdiff_t>(row) * width;
      all.insert(all.end(), begin, begin + width);
    }
  return all;
}

/// Points 0 and 1 of the sample's cells, which have 4 each, as one block of a sweep of its own.
PointResults first_two_of_each(const Experiment& e) {
  PointResults all = samples::results(e, 0, 2), second = samples::results(e, 4, 2);
  const std::size_t series = all.series.size() / all.status.size();
  all.points = 4;
  all.outcomes = side_by_side(all.outcomes, second.outcomes, outcome_count);
  all.series = side_by_side(all.series, second.series, series);
  all.status = side_by_side(all.status, second.status, 1);
  for (auto& [id, path] : second.paths) all.paths[id - 2 * e.replicates * 2] = path;
  return all;
}

TEST(StoppedMap, HasTheFirstPointsOfEachCellFromChunksOfAll) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(), first = first_points(e, 2);
  const Portion all = whole_sweep(e);
  const std::string out = folder / "out.h5";
  write_chunk(out, e, all, samples::results(e, 0, 2, 0));
  write_chunk(out, e, all, samples::results(e, 2, 1, 2));  // beyond the look
  for (const samples::Replicates& some : {samples::Replicates{0, 3}, samples::Replicates{3, 5}})
    write_chunk(out, e, all, samples::results(e, 4, 1, 4, some));
  write_chunk(out, e, all, samples::results(e, 5, 1, 5));
  std::vector<std::string> refused;
  const std::vector<Chunk> chunks =
      chunks_in(first_of_cells(e, 2), list_chunks(out, e, all, refused));
  ASSERT_EQ(chunks.size(), 4u);
  write_first(out, first, e, chunks, samples::facts());
  write_results(folder / "block.h5", first, whole_sweep(first), first_two_of_each(e),
                samples::facts());
  EXPECT_THAT(compare_results(folder / "block.h5", out), IsEmpty());
  const hdf5::File root = hdf5::File::open(out);
  // 100 p + r + m of the points 0, 1, 4 and 5 of all.
  const auto sums =
      root.group("outcomes").dataset("tao_in_pools").read_block<double>({0, 0, 0}, {1, 4, 1});
  EXPECT_THAT(sums, ElementsAre(0, 100, 400, 500));
  EXPECT_THAT(root.group("design").dataset("cell").read<std::int32_t>(), ElementsAre(0, 0, 1, 1));
  // Economy 77 of all is point 4, the first of the second cell: 13 further on, of point 2 here.
  EXPECT_THAT(root.group("paths").dataset("economy").read<std::int64_t>(), ElementsAre(0, 45));
}

TEST(StoppedMap, IsRefusedWhereACellIsNotThereAsFarAsTheOthers) {
  const samples::Folder folder;
  const Experiment e = samples::experiment(), first = first_points(e, 2);
  const Portion all = whole_sweep(e);
  const std::vector<Chunk> chunks = {
      write_chunk(folder / "out.h5", e, all, samples::results(e, 0, 2, 0)),
      write_chunk(folder / "out.h5", e, all, samples::results(e, 5, 1, 5))};
  EXPECT_THROW(write_first(folder / "out.h5", first, e, chunks, samples::facts()),
               std::invalid_argument);
}

}  // namespace
}  // namespace taosweep
