// Config files as lines: what is a setting, where it stands, what is refused.
#include <gmock/gmock.h>

#include "host/config/config_file.hpp"
#include "host/config/line_index.hpp"
#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "tests/host/config_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string syntax_complaint(const std::string& text) {
  return refusal_in([&] { parse_config(text, "x.ini"); });
}

TEST(ConfigLines, KeepSectionKeyValueAndLineNumber) {
  const auto config =
      parse_config("# first\ntitle = a = b\n\n[arm v2.0.1]\n a.b =  3 # d\n", "x.ini");
  ASSERT_EQ(config.lines.size(), 2u);
  EXPECT_EQ(config.lines[0].section, "");
  EXPECT_EQ(config.lines[0].key, "title");
  EXPECT_EQ(config.lines[0].value, "a = b");
  EXPECT_EQ(config.lines[0].where, "x.ini:2");
  EXPECT_EQ(config.lines[1].section, "arm v2.0.1");
  EXPECT_EQ(config.lines[1].key, "a.b");
  EXPECT_EQ(config.lines[1].value, "3");
  EXPECT_EQ(config.lines[1].where, "x.ini:5");
}

TEST(ConfigLines, TakeByteOrderMarksAndWindowsLineEnds) {
  const auto config = parse_config("\xEF\xBB\xBFtitle = t\r\n[ time ]\r\ndays = 3\r\n", "x.ini");
  ASSERT_EQ(config.lines.size(), 2u);
  EXPECT_EQ(config.lines[0].full_key(), "title");
  EXPECT_EQ(config.lines[1].full_key(), "time.days");
  EXPECT_EQ(config.lines[1].value, "3");
}

TEST(ConfigLines, KeepTextsWhole) {
  const auto config = parse_config(
      "title = Run #5: C# prices  \r\n question= #\nhypothesis =\n# title = b\n"
      "sweep.seed = 1 # c\n[time]\ntitle = a # b\n",
      "x.ini");
  ASSERT_EQ(config.lines.size(), 5u);
  EXPECT_EQ(config.lines[0].value, "Run #5: C# prices");
  EXPECT_EQ(config.lines[1].value, "#");
  EXPECT_EQ(config.lines[2].value, "");
  EXPECT_EQ(config.lines[3].value, "1");
  EXPECT_EQ(config.lines[4].value, "a") << "a key of a section is no text";
  EXPECT_THAT(syntax_complaint("title # = b\n"), StartsWith("x.ini:1: 'title': expected"));
}

TEST(ConfigLines, RefuseACommentInTheNameOfASection) {
  EXPECT_THAT(syntax_complaint("\n[arm C#]\n"),
              StartsWith("x.ini:2: '[arm C#]': # starts a comment"));
  EXPECT_EQ(parse_config("[arm C] # ]\n", "x.ini").sections.at(0).name, "arm C");
}

TEST(ConfigLines, ListSectionsWithoutKeysToo) {
  const auto config = parse_config("[arm calm]\n[arm wild]\n", "x.ini");
  ASSERT_EQ(config.sections.size(), 2u);
  EXPECT_EQ(config.sections[1].name, "arm wild");
  EXPECT_EQ(config.sections[1].where, "x.ini:2");
}

TEST(ConfigLines, RefuseWhatIsNoSettingWithItsLine) {
  EXPECT_THAT(syntax_complaint("[time]\n\ndays 3\n"), StartsWith("x.ini:3: 'days 3': expected"));
  EXPECT_THAT(syntax_complaint("[time\n"), StartsWith("x.ini:1: "));
  EXPECT_THAT(syntax_complaint("\n[time] days = 3\n"), StartsWith("x.ini:2: "));
  EXPECT_THAT(syntax_complaint("[]\n"), HasSubstr("a section needs a name"));
  EXPECT_THAT(syntax_complaint("= 3\n"), HasSubstr("no key before the ="));
  EXPECT_THAT(syntax_complaint(std::string("a = \0b\n", 7)), HasSubstr("not a text file"));
}

TEST(ConfigLines, WriteZipKeysInOneWay) {
  EXPECT_EQ(normalised_key("zip( a.b,c.d )"), "zip(a.b, c.d)");
  EXPECT_EQ(normalised_key("attack.day"), "attack.day");
}

TEST(NearKey, CountsEditsAndSwapsOfNeighbours) {
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("dya", "day"), 1);
  EXPECT_EQ(edit_distance("same", "same"), 0);
}

TEST(NearKey, PicksTheLeastDistance) {
  const std::vector<std::string> known = {"attack.day", "attack.mode", "time.days"};
  EXPECT_EQ(nearest("atack.dya", known), "attack.day");
  EXPECT_EQ(nearest("time.dys", known), "time.days");
}

TEST(NumberText, TakesWholeTextsOnly) {
  EXPECT_EQ(parse_number("1e4"), 10000.0);
  EXPECT_EQ(parse_number("-0.5"), -0.5);
  for (const char* text :
       {"", " 1", "1 ", "+1", "1 d", "1,5", "0x10", "nan", "inf", "1e999", "."}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
  EXPECT_EQ(parse_count("18446744073709551615"), ~std::uint64_t{0});
  for (const char* text : {"", "-1", "1.0", "1e3", "18446744073709551616", "010x"}) {
    EXPECT_FALSE(parse_count(text)) << text;
  }
}

TEST(NumberText, ReadsBackToTheSameDouble) {
  for (const double value :
       {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -2.5, 3e-6, 123456789.0}) {
    EXPECT_EQ(parse_number(number_text(value)), value);
  }
}

}  // namespace
}  // namespace taosweep
