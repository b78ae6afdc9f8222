#include "host/text/wrapped.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

TEST(Wrapped, FillsLinesUpToAHundredColumns) {
  const std::string word(49, 'a');  // 49 + 1 + 49 = 99
  EXPECT_EQ(wrapped(word + " " + word + " b", 0), word + " " + word + "\nb\n");
  EXPECT_EQ(wrapped(word + " " + word, 1), " " + word + " " + word + "\n");
  EXPECT_EQ(wrapped(word + " " + word, 2), "  " + word + "\n  " + word + "\n");
}

TEST(Wrapped, IndentsTheLinesAfterTheFirstOtherwise) {
  const std::string word(60, 'a');
  EXPECT_EQ(wrapped(word + " " + word, 0, 4), word + "\n    " + word + "\n");
}

TEST(Wrapped, LeavesALongWordWhole) {
  const std::string word(200, 'a');
  EXPECT_EQ(wrapped("b " + word + " c", 2), "  b\n  " + word + "\n  c\n");
}

}  // namespace
}  // namespace taosweep
