// Text on its way to a terminal or into an attribute, and lists of words.
#include "host/text/plain_text.hpp"

#include <gmock/gmock.h>

#include "host/text/shortened.hpp"
#include "host/text/utf8.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Shown, LetsWordsOfAllLanguagesThrough) {
  for (const char* text :
       {"", "plain", "a\tb\nc", "Zürich", "цена", "価格", "مرحبا", "👩‍🔬 €"})
    EXPECT_EQ(shown(text), text);
}

TEST(Shown, NamesWhatWouldSteerATerminal) {
  EXPECT_EQ(shown("\x1b]0;PWNED\x07\r"), "\\x1B]0;PWNED\\x07\\x0D");
  EXPECT_EQ(shown(std::string_view("\0\x7f", 2)), "\\x00\\x7F");
  EXPECT_EQ(shown("\u009b31m"), "\\u{009B}31m");
  EXPECT_EQ(shown("a\u202Eb\u2066c\u2028d\u200Fe\u061Cf"),
            "a\\u{202E}b\\u{2066}c\\u{2028}d\\u{200F}e\\u{061C}f");
}

TEST(Shown, NamesBytesThatAreNoCharacter) {
  EXPECT_EQ(shown("o\xe9.h5"), "o\\xE9.h5");
  EXPECT_EQ(shown("\x9b"), "\\x9B");
  EXPECT_EQ(shown("\xc0\xaf"), "\\xC0\\xAF") << "overlong";
  EXPECT_EQ(shown("\xed\xa0\x80"), "\\xED\\xA0\\x80") << "surrogate";
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80") << "above U+10FFFF";
  EXPECT_EQ(shown("\xe2\x82"), "\\xE2\\x82") << "cut short";
}

TEST(Shortened, EndsBetweenCharacters) {
  EXPECT_EQ(shortened("価格", 6), "価格");
  EXPECT_EQ(shortened("価格", 5), "価..");
  EXPECT_EQ(shortened("\xff\xff\xff", 2), "\xff\xff..") << "bytes that are no characters";
}

TEST(Shown, OnALineNamesNewlinesToo) {
  EXPECT_EQ(shown_on_a_line("a\nb\tc"), "a\\x0Ab\tc");
}

TEST(ValidUtf8, DropsNothing) {
  EXPECT_EQ(valid_utf8("Zürich\x1b[0m\n"), "Zürich\x1b[0m\n");
  EXPECT_EQ(valid_utf8(std::string_view("o\xe9\0.h5", 6)), "o\\xE9\\x00.h5");
}

// Every text of three bytes of kinds that matter: what leaves is valid, and clean.
TEST(PlainText, HoldsForAllShortTexts) {
  const std::string bytes(
      "\0\t\n\r\x1b"
      "a\x7f\x80\x8f\x9b\xa0\xbf\xc2\xd8\xe2\xed\xf0\xf4\xff",
      19);
  const auto is_valid = [](std::string_view text) {
    while (!text.empty()) {
      const Character character = first_character(text);
      if (!character.valid) return false;
      text.remove_prefix(character.length);
    }
    return true;
  };
  for (const char a : bytes) {
    for (const char b : bytes) {
      for (const char c : bytes) {
        const std::string text{a, b, c};
        const std::string seen = shown_on_a_line(text);
        EXPECT_TRUE(is_valid(seen));
        EXPECT_TRUE(is_valid(valid_utf8(text)));
        EXPECT_EQ(shown(seen), seen);
        EXPECT_EQ(reason_not_text(seen), "");
        EXPECT_EQ(reason_not_text(text).empty(), seen == text);
        for (const unsigned char byte : seen) EXPECT_TRUE(byte >= 0x20 || byte == '\t');
      }
    }
  }
}

TEST(ReasonNotText, NamesTheCharacterAndItsPlace) {
  EXPECT_THAT(reason_not_text("ab\x1b"), HasSubstr("0x1B at byte 3"));
  EXPECT_THAT(reason_not_text("a\u0085"), HasSubstr("control character 0x85 at byte 2"));
  EXPECT_THAT(reason_not_text("title = \u202Edesrever"), HasSubstr("U+202E at byte 9"));
  EXPECT_THAT(reason_not_text("\xe9"), HasSubstr("no UTF-8"));
}

TEST(Words, AreJoinedAndSplit) {
  EXPECT_EQ(joined(std::vector<std::string>{}), "");
  EXPECT_EQ(joined(std::vector<std::string>{"a", "", "b"}), "a, , b");
  EXPECT_EQ(joined(std::vector<const char*>{"a", "b"}, " | "), "a | b");
  EXPECT_EQ(joined_as(std::vector<int>{1, 2}, [](int i) { return std::to_string(i); }), "1, 2");
  EXPECT_THAT(split("a||b", '|'), ElementsAre("a", "", "b"));
  EXPECT_THAT(split("", '|'), ElementsAre(""));
  EXPECT_EQ(trimmed(" \ta b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \t"), "");
}

}  // namespace
}  // namespace taosweep
