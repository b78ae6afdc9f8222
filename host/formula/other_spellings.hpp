// What formulas are written with elsewhere, and how the same is said here.
#pragma once

#include <string>
#include <string_view>

namespace taosweep {

struct OtherSpelling {
  std::string_view elsewhere, here;
};

/// The longer of two that begin alike comes first.
inline constexpr OtherSpelling other_spellings[] = {
    {"**", "a power is written ^"},
    {"&", "where both are to hold, write (a < b) * (b < c)"},
    {"and", "where both are to hold, write (a < b) * (b < c)"},
    {"|", "where either is to hold, write max(a < b, b < c)"},
    {"or", "where either is to hold, write max(a < b, b < c)"},
    {"=", "whether two are equal is written =="},
    {"!", "not a is written a == 0"},
    {"?", "a choice is written if(condition, a, b)"},
    {"if", "a choice is written if(condition, a, b)"},
    {"%", "write a part as 0.05"},
    {"+", "a number needs no + before it"},
    {",", "a , stands between what a function takes; decimals have a point"},
    {"\xC3\x97", "write *"},
    {"\xC2\xB7", "write *"},
    {"\xC3\xB7", "write /"},
    {"\xE2\x88\x92", "write -"},
    {"\xE2\x80\x93", "write -"},
    {"\"", "a formula has no quotes"},
    {"'", "a formula has no quotes"},
    {"\xE2\x80\x9C", "a formula has no quotes"},
    {")", "it has no ( before it"},
};

/// How to say what stands at the start of `text`, after "; "; empty where that is not known.
inline std::string said_here(std::string_view text) {
  for (const OtherSpelling& spelling : other_spellings)
    if (text.starts_with(spelling.elsewhere)) return "; " + std::string(spelling.here);
  return "";
}

}  // namespace taosweep
