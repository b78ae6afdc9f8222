// Names of axes as files hold them.
#include "host/store/hdf5/axes.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>

#include "host/store/hdf5/group.hpp"

namespace taosweep {
namespace {

using Names = std::vector<std::string>;

hdf5::Group over_arm_and_day(hdf5::File& file) {
  hdf5::Group group = file.create_group("group");
  group.create_axis("arm", std::vector<std::int32_t>{0, 1}, {"1", ""});
  group.create_axis("day", std::vector<double>{0, 10, 20}, {"d", ""});
  group.create_all({{"prices", hdf5::Type::float64, {"arm", "day"}, {"1", ""}},
                    {"shares", hdf5::Type::float64, {"day"}, {"1", ""}}});
  return group;
}

TEST(AxisNames, AreThoseOfTheScalesInOrder) {
  hdf5::File file = hdf5::File::in_memory();
  const hdf5::Group group = over_arm_and_day(file);
  hdf5::AxisNames names;
  EXPECT_EQ(names.of(group.dataset("prices")), (Names{"arm", "day"}));
  EXPECT_EQ(names.of(group.dataset("shares")), (Names{"day"}));
  EXPECT_EQ(names.of(group.dataset("day")), (Names{"day"})) << "an axis runs over itself";
}

TEST(AxisNames, AreEmptyWhereAnAxisHasNoScale) {
  hdf5::File file = hdf5::File::in_memory();
  const hdf5::Group group = over_arm_and_day(file);
  const hdf5::Dataset prices = group.dataset("prices");
  ASSERT_GE(H5Adelete(prices.id(), "DIMENSION_LIST"), 0);
  EXPECT_EQ(hdf5::AxisNames().of(prices), (Names{"", ""}));
}

TEST(AxisNames, AreRefusedWhereTheListIsOfOtherAxes) {
  hdf5::File file = hdf5::File::in_memory();
  const hdf5::Group group = over_arm_and_day(file);
  const hdf5::Dataset prices = group.dataset("prices"), shares = group.dataset("shares");
  ASSERT_GE(H5Adelete(prices.id(), "DIMENSION_LIST"), 0);
  const hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ);
  const hsize_t rank = 1;
  const hid_t space = H5Screate_simple(1, &rank, nullptr);
  const hid_t list =
      H5Acreate2(prices.id(), "DIMENSION_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT);
  ASSERT_GE(list, 0);
  H5Aclose(list);
  H5Sclose(space);
  H5Tclose(type);
  EXPECT_THROW(hdf5::AxisNames().of(prices), hdf5::Hdf5Error);
  EXPECT_EQ(hdf5::AxisNames().of(shares), (Names{"day"})) << "the others stand";
}

}  // namespace
}  // namespace taosweep
