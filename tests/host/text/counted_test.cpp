// Numbers with what they count.
#include <gtest/gtest.h>

#include "host/text/words.hpp"

namespace taosweep {
namespace {

TEST(Counted, HasOneOfWhatThereIsOneOf) {
  EXPECT_EQ(counted(1, "point"), "1 point");
  EXPECT_EQ(counted(0, "point"), "0 points");
  EXPECT_EQ(counted(2, "economy"), "2 economies");
  EXPECT_EQ(counted(1, "economy"), "1 economy");
  EXPECT_EQ(counted(8, "independent unit"), "8 independent units");
}

}  // namespace
}  // namespace taosweep
