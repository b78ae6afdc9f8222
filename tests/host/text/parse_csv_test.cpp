// Tables with commas.
#include "host/text/parse_csv.hpp"

#include <gmock/gmock.h>

#include "host/usage_error.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::string& text) {
  return refusal_in([&] { refuse_uneven(parse_csv(text, "a.csv"), "a.csv"); });
}

TEST(Csv, TakesQuotesCommasAndLineEndsInThem) {
  const auto lines = parse_csv("a,b\n\"1,5\",\"say \"\"x\"\"\"\r\n\n\"two\nlines\",\n5,6", "a.csv");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_THAT(lines[1].cells, ElementsAre("1,5", "say \"x\""));
  EXPECT_THAT(lines[2].cells, ElementsAre("two\nlines", ""));
  EXPECT_EQ(lines[2].number, 4);
  EXPECT_THAT(lines[3].cells, ElementsAre("5", "6"));
  EXPECT_EQ(lines[3].number, 6) << "a cell of two lines stands before it";
}

TEST(Csv, NamesTheLineThatIsWrong) {
  EXPECT_THAT(refusal("a,b\n1,2\n3\n"), HasSubstr("a.csv:3: 1 cell under 2 columns"));
  EXPECT_THAT(refusal("a,b\n1,\"2\n3,4\n"), HasSubstr("a.csv:2: a quote opens"));
  EXPECT_THAT(refusal("a,b\n1,\"2\"x\n"), HasSubstr("a.csv:2: a quote ends"));
  EXPECT_THAT(refusal(std::string(2000, ',') + '\n'), HasSubstr("a.csv:1: more than 1000"));
}

}  // namespace
}  // namespace taosweep
