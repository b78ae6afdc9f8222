// JSON of unknown origin.
#include "host/text/parse_json.hpp"

#include <gmock/gmock.h>

#include "host/usage_error.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

std::string refusal(const std::string& text) {
  return refusal_in([&] { parse_json(text, "a.json"); });
}

TEST(JsonOfUnknownOrigin, StaysInTheOrderOfTheFile) {
  EXPECT_EQ(json_text(parse_json(R"({"b":1,"a":[2.5,null]})", "a.json"), true),
            "{\"b\":1,\"a\":[2.5,null]}\n");
}

TEST(JsonOfUnknownOrigin, IsRefusedWithItsPlace) {
  EXPECT_THAT(refusal("{\"a\":1,\n\"b\":"), HasSubstr("a.json: no JSON: parse error at line 2"));
  EXPECT_THAT(refusal("\"\xff\""), HasSubstr("ill-formed UTF-8"));
  EXPECT_THAT(refusal(std::string(1000000, '[')), HasSubstr("deeper than 64 levels"));
  EXPECT_THAT(refusal(R"({"a":{"b":1},"a":2})"), HasSubstr("\"a\" stands twice"));
  EXPECT_EQ(refusal(R"([{"a":1},{"a":{"a":2}}])"), "taken") << "in other objects";
}

TEST(JsonOfUnknownOrigin, MayNotHaveObjectsThatTakeLongToRead) {
  std::string many = "{";
  for (int i = 0; i < 2000; ++i) many += "\"" + std::to_string(i) + "\":0,";
  EXPECT_THAT(refusal(many), HasSubstr("more than 1000 members"));
}

TEST(JsonOfUnknownOrigin, TakesTimeInProportionToItsLength) {
  std::string many = "[";
  for (int i = 0; i < 200000; ++i) many += "{\"a\":1},";
  many.back() = ']';
  EXPECT_EQ(parse_json(many, "a.json").size(), 200000u) << "the library's own hook looks through "
                                                           "all before, at each: half a minute";
}

}  // namespace
}  // namespace taosweep
