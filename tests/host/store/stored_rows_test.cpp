// Arrays of a chunk without the rows that no economy defines.
#include "host/store/parts/stored_rows.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <stdexcept>

#include "host/store/all_undefined.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint64_t economies = 2;
constexpr double u = undefined;

StoredRows rows_of(const hdf5::Group& root, std::uint64_t rows, std::uint64_t each = economies) {
  return {root, "a", hdf5::Type::float64, rows, each};
}

std::string refusal_of(const hdf5::Group& root, std::uint64_t rows) {
  try {
    rows_of(root, rows);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

void expect_bits(const std::vector<double>& found, const std::vector<double>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i)
    EXPECT_EQ(std::bit_cast<std::uint64_t>(found[i]), std::bit_cast<std::uint64_t>(wanted[i])) << i;
}

TEST(AllUndefined, AsksForTheBitsOfOneNaN) {
  const double other = std::bit_cast<double>(std::bit_cast<std::uint64_t>(u) + 1);
  EXPECT_TRUE(all_undefined(std::span<const double>(std::vector{u, u})));
  EXPECT_FALSE(all_undefined(std::span<const double>(std::vector{u, 0.0})));
  EXPECT_FALSE(all_undefined(std::span<const double>(std::vector{other})));
  EXPECT_FALSE(all_undefined(std::span<const double>(std::vector{-u})));
  EXPECT_TRUE(all_undefined(std::span<const float>(std::vector{static_cast<float>(u)})));
}

TEST(StoredRows, ReturnWhatWasStoredAndLeaveOutWhatNobodyDefines) {
  const double other = std::bit_cast<double>(std::bit_cast<std::uint64_t>(u) + 1);
  const std::vector<double> values{u, u, 1, u, u, u, u, u, u, 2, other, u, u, u};
  hdf5::File root = hdf5::File::in_memory();
  store_rows(root, "a", values, economies);
  EXPECT_THAT(root.dataset("a_rows").read<std::int32_t>(), ElementsAre(0, 1, 4, 5));
  EXPECT_EQ(root.dataset("a").shape(), (hdf5::Shape{4, economies}));
  expect_bits(rows_of(root, 7).read<double>(root), values);
  for (std::uint64_t first = 0; first < 7; ++first)
    for (std::uint64_t count = 1; first + count <= 7; ++count)
      expect_bits(rows_of(root, 7).read<double>(root, first, count),
                  {values.begin() + static_cast<std::ptrdiff_t>(first * economies),
                   values.begin() + static_cast<std::ptrdiff_t>((first + count) * economies)});
}

TEST(StoredRows, HoldOneRowWhereNothingIsDefined) {
  const std::vector<double> values(3 * economies, u);
  hdf5::File root = hdf5::File::in_memory();
  store_rows(root, "a", values, economies);
  EXPECT_EQ(root.dataset("a").shape(), (hdf5::Shape{1, economies}));
  expect_bits(rows_of(root, 3).read<double>(root), values);
}

TEST(StoredRows, OfAnEarlierChunkAreAll) {
  const std::vector<double> values{1, 2, u, u, 5, 6};
  hdf5::File root = hdf5::File::in_memory();
  root.store("a", {3, economies}, values);
  expect_bits(rows_of(root, 3).read<double>(root), values);
  EXPECT_THAT(refusal_of(root, 4), HasSubstr("its array a does not fit the experiment"));
}

TEST(StoredRows, ThatAreNoneOfTheArrayAreRefused) {
  const auto refused = [](const std::vector<std::int32_t>& rows) {
    hdf5::File root = hdf5::File::in_memory();
    root.store("a_rows", {rows.size()}, rows);
    root.store("a", {2, economies}, std::vector<double>{1, 2, 3, 4});
    return refusal_of(root, 3);
  };
  EXPECT_EQ(refused({0, 2}), "");
  for (const std::vector<std::int32_t>& rows :
       {std::vector<std::int32_t>{0, 3}, {-1, 0}, {1, 1}, {2, 0}, {0, 1, 2, 3}})
    EXPECT_THAT(refused(rows), HasSubstr("its array a_rows does not fit the experiment"));
  EXPECT_THAT(refused({1}), HasSubstr("its array a does not fit the experiment"));
  EXPECT_THAT(refused({0, 1, 2}), HasSubstr("its array a does not fit the experiment"));
}

TEST(StoredRows, ThatUnfoldToMoreThanAnyChunkHoldsAreRefused) {
  constexpr std::uint64_t many = 10'000'000;  // 80 MB, of which none is written
  hdf5::File root = hdf5::File::in_memory();
  root.store("a_rows", {1}, std::vector<std::int32_t>{0});
  root.create_contiguous("a", hdf5::Type::float64, {1, many});
  EXPECT_NO_THROW(rows_of(root, 29, many));
  EXPECT_THROW(rows_of(root, 30, many), std::runtime_error);
}

TEST(StoredRows, AreRefusedInAnotherTypeOrShape) {
  hdf5::File root = hdf5::File::in_memory();
  store_rows(root, "a", std::vector<float>{1, 2}, economies);
  EXPECT_THAT(refusal_of(root, 1), HasSubstr("its array a does not fit the experiment"));
  hdf5::File real = hdf5::File::in_memory();
  real.store("a_rows", {1}, std::vector<double>{0});
  real.store("a", {1, economies}, std::vector<double>{1, 2});
  EXPECT_THAT(refusal_of(real, 1), HasSubstr("its array a_rows does not fit the experiment"));
}

}  // namespace
}  // namespace taosweep
