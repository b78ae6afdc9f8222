// Null where JSON has no word for a value.
#include "host/text/json.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

TEST(OrNull, IsNullWhereThereIsNothing) {
  EXPECT_TRUE(or_null(NAN).is_null());
  EXPECT_TRUE(or_null(-HUGE_VAL).is_null());
  EXPECT_TRUE(or_null(std::string()).is_null());
  EXPECT_TRUE(or_null(std::optional<int>()).is_null());
}

TEST(OrNull, IsTheValueElse) {
  EXPECT_EQ(or_null(0.0), Json(0.0));
  EXPECT_EQ(or_null(std::string("few")), Json("few"));
  EXPECT_EQ(or_null(std::optional<bool>(false)), Json(false));
  EXPECT_EQ(or_null(std::optional<int>(7)), Json(7));
}

}  // namespace
}  // namespace taosweep
