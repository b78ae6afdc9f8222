// Small datasets wait in memory, and nobody sees that they do.
#include "host/store/hdf5/held.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "host/store/hdf5/structure.hpp"
#include "tests/host/folder.hpp"

namespace taosweep {
namespace {

using hdf5::Type;
using testing::ElementsAre;
using Numbers = std::vector<double>;

/// Two arms over three days: prices, counts of economies and shares, in this order.
hdf5::Group drafts_in(hdf5::File& file) {
  hdf5::Group group = file.create_group("group");
  group.create_axis("arm", std::vector<std::int32_t>{0, 1}, {"1", ""});
  group.create_axis("day", Numbers{0, 10, 20}, {"d", ""});
  group.create_all({{"prices", Type::float64, {"arm", "day"}, {"TAO", "price"}},
                    {"counts", Type::int32, {"day"}, {"1", "economies"}},
                    {"shares", Type::float32, {"day"}, {"1", "share"}}});
  return group;
}

class HeldDatasets : public testing::Test {
 protected:
  HeldDatasets() : file_(hdf5::File::create(path_)), group_(drafts_in(file_)) {}

  /// The file once more, from the disk.
  hdf5::File again() {
    file_.close();
    return hdf5::File::open(path_);
  }

  samples::Folder folder_;
  const std::string path_ = folder_ / "held.h5";
  hdf5::File file_;
  hdf5::Group group_;
};

TEST_F(HeldDatasets, AreReadAsTheyAreWrittenBlockByBlock) {
  hdf5::Dataset prices = group_.dataset("prices");
  prices.write_block<double>({0, 1}, {2, 2}, Numbers{1, 2, 3, 4});
  prices.write_block<double>({1, 0}, {1, 1}, Numbers{9});
  EXPECT_THAT(prices.read<double>(), ElementsAre(testing::IsNan(), 1, 2, 9, 3, 4));
  EXPECT_EQ(prices.read_block<double>({0, 2}, {2, 1}), (Numbers{2, 4}));
  const hdf5::Dataset stored = again().group("group").dataset("prices");
  EXPECT_THAT(stored.read<double>(), ElementsAre(testing::IsNan(), 1, 2, 9, 3, 4));
}

TEST_F(HeldDatasets, AreRefusedABlockThatIsNotTheirs) {
  hdf5::Dataset prices = group_.dataset("prices");
  EXPECT_THROW(prices.write_block<double>({1, 0}, {2, 3}, Numbers(6)), hdf5::Hdf5Error);
  EXPECT_THROW(prices.read_block<double>({0, 3}, {1, 1}), hdf5::Hdf5Error);
}

TEST_F(HeldDatasets, HoldNothingWhereNobodyWrote) {
  const hdf5::File stored = again();
  EXPECT_THAT(stored.group("group").dataset("shares").read<float>(),
              ElementsAre(testing::IsNan(), testing::IsNan(), testing::IsNan()));
  EXPECT_THAT(stored.group("group").dataset("counts").read<std::int32_t>(), ElementsAre(0, 0, 0));
}

TEST_F(HeldDatasets, TakeNumbersOfAnotherType) {
  group_.dataset("shares").write(Numbers{0.5, 0.25, 0});
  EXPECT_EQ(group_.dataset("shares").read<double>(), (Numbers{0.5, 0.25, 0}));
  EXPECT_EQ(again().group("group").dataset("shares").read<double>(), (Numbers{0.5, 0.25, 0}));
}

TEST_F(HeldDatasets, TakeNumbersAlsoAfterTheyWereWritten) {
  group_.dataset("counts").write(std::vector<std::int32_t>{1, 2, 3});
  group_.members();
  group_.dataset("counts").write_block<std::int32_t>({1}, {1}, std::vector<std::int32_t>{7});
  EXPECT_THAT(group_.dataset("counts").read<std::int32_t>(), ElementsAre(1, 7, 3));
  EXPECT_THAT(again().group("group").dataset("counts").read<std::int32_t>(), ElementsAre(1, 7, 3));
}

TEST_F(HeldDatasets, AreMembersInTheOrderInWhichTheyWereAskedFor) {
  EXPECT_TRUE(group_.has("shares"));
  group_.put("late", {"day"}, Numbers{1, 2, 3}, {"1", ""});
  EXPECT_THAT(again().group("group").members(),
              ElementsAre("arm", "day", "prices", "counts", "shares", "late"));
}

TEST_F(HeldDatasets, HaveTheirAxesUnitsAndAttributes) {
  hdf5::Dataset prices = group_.dataset("prices");
  prices.set_whole("better", -1);
  prices.set_text("scale", "log");
  EXPECT_EQ(prices.units(), "TAO");
  group_.members();
  prices.set_number("low", 0.5);
  const hdf5::Dataset stored = again().group("group").dataset("prices");
  EXPECT_THAT(stored.axes(), ElementsAre("arm", "day"));
  EXPECT_EQ(stored.text("long_name"), "price");
  EXPECT_EQ(stored.text("scale"), "log");
  EXPECT_EQ(stored.whole("better"), -1);
  EXPECT_EQ(stored.number("low"), 0.5);
  EXPECT_TRUE(std::isnan(stored.number("_FillValue")));
}

TEST_F(HeldDatasets, AreKnownAfterALookAtTheStructureOfAFile) {
  group_.dataset("prices").write(Numbers{1, 2, 3, 4, 5, 6});
  const hdf5::File stored = again();
  EXPECT_EQ(hdf5::look_at_structure(stored, 1 << 20).size(), 5u);
  const hdf5::Dataset prices = stored.dataset("group/prices");
  EXPECT_EQ(prices.read<double>(), (Numbers{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(prices.units(), "TAO");
  EXPECT_THAT(prices.axes(), ElementsAre("arm", "day"));
  EXPECT_THAT(stored.dataset("group/day").axes(), ElementsAre("day"));
  EXPECT_EQ(prices.text("long_name"), "price");
}

TEST(HeldDatasetsInMemory, AreInTheImageOfTheFile) {
  hdf5::File file = hdf5::File::in_memory();
  const std::size_t empty = file.image().size();
  drafts_in(file).dataset("prices").write(Numbers{1, 2, 3, 4, 5, 6});
  EXPECT_GT(file.image().size(), empty);
}

}  // namespace
}  // namespace taosweep
