// The language of protocol.share_formula: what it means, what it refuses, and its text.
#include "host/formula/formula.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "host/usage_error.hpp"
#include "kernels/chain/share/run_formula.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

/// With price_ema = 3, burned = 0.25 and flow = -2.
double value_of(const std::string& text) {
  return run_formula<double>(parse_formula(text), [](FormulaName name) {
    return name == FormulaName::price_ema ? 3.0 : name == FormulaName::burned ? 0.25 : -2.0;
  });
}

TEST(Formula, BindsAsInArithmetic) {
  EXPECT_EQ(value_of("1 + 2 * 3"), 7);
  EXPECT_EQ(value_of("(1 + 2) * 3"), 9);
  EXPECT_EQ(value_of("8 - 3 - 2"), 3);
  EXPECT_EQ(value_of("8 / 4 / 2"), 1);
  EXPECT_NEAR(value_of("2^3^2"), 512, 1e-9) << "from the right";
  EXPECT_EQ(value_of("-2^2"), -4) << "the power binds before the sign";
  EXPECT_EQ(value_of("2^-2"), 0.25);
  EXPECT_EQ(value_of("(-2)^3"), -8);
  EXPECT_EQ(value_of("1 - -2"), 3);
  EXPECT_EQ(value_of("1 + 1 == 2"), 1);
  EXPECT_EQ(value_of("3 < 2"), 0);
  EXPECT_EQ(value_of("price_ema^2 * (1 - burned)"), 6.75);
  EXPECT_EQ(value_of("2.5e-1 + .5"), 0.75);
}

TEST(Formula, KnowsOneZero) {
  EXPECT_EQ(formula_text(parse_formula("-0 * flow")), "0 * flow");
  EXPECT_EQ(formula_text(parse_formula("flow - (-0)^0.5")), "flow - 0^0.5");
  EXPECT_EQ(value_of("1 / -0"), HUGE_VAL);
}

TEST(Formula, HasFunctions) {
  EXPECT_EQ(value_of("min(2, 3) + max(2, 3)"), 5);
  EXPECT_EQ(value_of("if(flow > 0, 1, 2)"), 2);
  EXPECT_EQ(value_of("if(7, 1, 2)"), 1) << "whatever is not 0 holds";
  EXPECT_EQ(value_of("sqrt(16) + abs(flow)"), 6);
  EXPECT_NEAR(value_of("exp(log(5))"), 5, 1e-14);
}

TEST(Formula, OfWhatIsUndefinedIsUndefined) {
  for (const char* text : {"log(0)", "log(-1)", "log(exp(1000))", "sqrt(-1)", "flow^0.5", "0 / 0",
                           "log(0) > 1", "min(log(0), 1)", "min(1, log(0))", "max(log(0), 1)",
                           "if(log(0), 1, 2)", "log(0)^0", "0^log(0)", "1 != log(0)"})
    EXPECT_TRUE(std::isnan(value_of(text))) << text;
  EXPECT_EQ(value_of("if(flow > 0, log(flow), 0)"), 0) << "the branch not taken does not matter";
  EXPECT_EQ(value_of("1 / 0"), HUGE_VAL);
  EXPECT_EQ(value_of("exp(1000)"), HUGE_VAL);
  EXPECT_EQ(value_of("exp(-1000)"), 0);
  EXPECT_EQ(value_of("0^0"), 1);
  EXPECT_EQ(value_of("0^2.5"), 0);
}

std::string reason(const std::string& text) {
  return refusal_in([&] { parse_formula(text); });
}

TEST(Formula, SaysWhatIsWrongAndWhere) {
  using testing::AllOf, testing::HasSubstr;
  EXPECT_THAT(reason("price_ema * (1 - burnd)"),
              AllOf(HasSubstr("character 18"), HasSubstr("'burnd'"), HasSubstr("burned")));
  EXPECT_THAT(reason("min(1"), HasSubstr("character 6: a , is missing of min, which takes 2"));
  EXPECT_THAT(reason("min(1, 2, 3)"), HasSubstr("which takes 2"));
  EXPECT_THAT(reason("min"), HasSubstr("which takes 2"));
  EXPECT_THAT(reason("spot(1)"), HasSubstr("spot is a number and no function"));
  EXPECT_THAT(reason("1 < 2 < 3"), HasSubstr("do not chain"));
  EXPECT_THAT(reason("(1"), HasSubstr("a ) is missing"));
  EXPECT_THAT(reason("1)"), HasSubstr("')' is left over"));
  EXPECT_THAT(reason("1 2"), HasSubstr("left over"));
  EXPECT_THAT(reason("2x"), HasSubstr("without an operator"));
  EXPECT_THAT(reason("1.2.3"), HasSubstr("without an operator"));
  EXPECT_THAT(reason("1e999"), HasSubstr("is no number"));
  EXPECT_THAT(reason(""), HasSubstr("missing at the end"));
  EXPECT_THAT(reason("1 +"), HasSubstr("missing at the end"));
  EXPECT_THAT(reason("import os"), HasSubstr("unknown name 'import'"));
  EXPECT_THAT(reason("spot & 1"), HasSubstr("'& 1' is left over"));
}

TEST(Formula, SaysHowToWriteWhatIsWrittenOtherwiseElsewhere) {
  using testing::HasSubstr;
  EXPECT_THAT(reason("spot**2"), HasSubstr("character 5: '**2' is no number, no name and no (; a "
                                           "power is written ^"));
  EXPECT_THAT(reason("spot = 1"), HasSubstr("written =="));
  EXPECT_THAT(reason("+spot"), HasSubstr("needs no +"));
  EXPECT_THAT(reason("spot > 0 and tao > 0"), HasSubstr("write (a < b) * (b < c)"));
  EXPECT_THAT(reason("spot ? 1 : 0"), HasSubstr("if(condition, a, b)"));
  EXPECT_THAT(reason("1,5"), HasSubstr("decimals have a point"));
  EXPECT_THAT(reason("spot 2"), HasSubstr("no operator stands before it"));
}

TEST(Formula, CountsCharactersAndCutsNone) {
  using testing::AllOf, testing::HasSubstr;
  EXPECT_THAT(reason("pr\xC3\xA9mium * 2"),
              AllOf(HasSubstr("character 1"), HasSubstr("begins no name")));
  EXPECT_THAT(reason("spot \xC3\x97 tao"),
              HasSubstr("character 6: '\xC3\x97 tao' is left over; write *"));
  EXPECT_THAT(reason("spot \xE2\x86\x92\xE2\x86\x92 $"), HasSubstr("'\xE2\x86\x92\xE2\x86\x92 $'"));
  const std::string arrow = "\xE2\x86\x92";
  std::string arrows;
  for (int i = 0; i < 20; ++i) arrows += arrow;
  EXPECT_THAT(reason(arrows), HasSubstr("'" + arrows.substr(0, 12 * arrow.size()) + "..'"));
}

TEST(Formula, HasBounds) {
  std::string long_sum = "1", deep = "1";
  for (int i = 0; i < 40; ++i) long_sum += " + spot";
  EXPECT_THAT(reason(long_sum), testing::HasSubstr("more than 64 steps"));
  for (int i = 2; i < 10; ++i) deep = std::to_string(i) + " - (" + deep + ")";
  EXPECT_THAT(reason(deep), testing::HasSubstr("more than 8 numbers would wait"));
  EXPECT_THAT(reason(std::string(500, '(') + "1" + std::string(500, ')')),
              testing::HasSubstr("too many parentheses"));
  EXPECT_THAT(reason(std::string(500, '-') + "1"), testing::HasSubstr("too many"));
  std::string numbers = "0";
  for (int i = 1; i < 17; ++i) numbers += " + " + std::to_string(i);
  EXPECT_THAT(reason(numbers), testing::HasSubstr("more than 16 numbers"));
}

/// A random formula and, beside it, its value by the C library.
struct Grown {
  std::string text;
  double value;
};

Grown grow(std::mt19937_64& random, int depth) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto wrap = [](const Grown& g) { return "(" + g.text + ")"; };
  if (depth == 0) {
    const int number = 1 + pick(9);
    if (pick(3) == 0) return {"price_ema", 3};
    return {std::to_string(number), static_cast<double>(number)};
  }
  const Grown a = grow(random, depth - 1), b = grow(random, pick(depth));
  switch (pick(9)) {
    case 0:
      return {wrap(a) + " + " + wrap(b), a.value + b.value};
    case 1:
      return {wrap(a) + " - " + wrap(b), a.value - b.value};
    case 2:
      return {wrap(a) + " * " + wrap(b), a.value * b.value};
    case 3:
      return {wrap(a) + " / " + wrap(b), a.value / b.value};
    case 4:
      return {"-" + wrap(a), -a.value};
    case 5:
      return {"min(" + a.text + ", " + b.text + ")", std::fmin(a.value, b.value)};
    case 6:
      return {wrap(a) + "^2", a.value * a.value};
    case 7:
      return {"sqrt(abs(" + a.text + "))", std::sqrt(std::fabs(a.value))};
    default:
      return {"if(" + wrap(a) + " < " + wrap(b) + ", " + a.text + ", " + b.text + ")",
              a.value < b.value ? a.value : b.value};
  }
}

TEST(Formula, TextReadsBackToTheSameCodeAndTheCodeToItsValue) {
  std::mt19937_64 random(20260807);
  int compared = 0;
  for (int i = 0; i < 3000; ++i) {
    const Grown grown = grow(random, 3);
    FormulaCode code;
    try {
      code = parse_formula(grown.text);
    } catch (const UsageError&) {
      continue;  // too long or too deep
    }
    EXPECT_TRUE(runs_through(code)) << grown.text;
    const std::string text = formula_text(code);
    EXPECT_EQ(parse_formula(text), code) << grown.text << " became " << text;
    if (!std::isfinite(grown.value)) continue;
    ++compared;
    EXPECT_NEAR(value_of(grown.text), grown.value, 1e-12 * (1 + std::fabs(grown.value)))
        << grown.text;
  }
  EXPECT_GT(compared, 1000);
}

TEST(Formula, TextHasNoMoreParenthesesThanNeeded) {
  const auto again = [](const std::string& text) { return formula_text(parse_formula(text)); };
  EXPECT_EQ(again("((price_ema)^0.5)*(1-(burned))"), "price_ema^0.5 * (1 - burned)");
  EXPECT_EQ(again("1-(2-3)"), "1 - (2 - 3)");
  EXPECT_EQ(again("(1*2)/3"), "1 * 2 / 3");
  EXPECT_EQ(again("(spot^2)^3"), "(spot^2)^3");
  EXPECT_EQ(again("-(spot+1)"), "-(spot + 1)");
}

}  // namespace
}  // namespace taosweep
