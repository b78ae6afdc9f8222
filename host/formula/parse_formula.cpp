// From text to byte code, by recursive descent: one function for each level of binding.
#include <charconv>
#include <cmath>
#include <vector>

#include "host/formula/formula.hpp"
#include "host/formula/formula_words.hpp"
#include "host/formula/other_spellings.hpp"
#include "host/text/near_key.hpp"
#include "host/text/utf8.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Characters, of one byte or more, in the first `bytes` of a text.
std::size_t characters(std::string_view text, std::size_t bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes; ++count) at += first_character(text.substr(at)).length;
  return count;
}

/// The bytes of the first characters of a text, `most` at most.
std::size_t bytes_of(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (; at < text.size() && most > 0; --most) at += first_character(text.substr(at)).length;
  return at;
}

/// What a share of emission may read of a subnet.
const FormulaVocabulary& of_subnets() {
  static const FormulaVocabulary vocabulary = [] {
    FormulaVocabulary all{[](const std::string& word) {
                            for (const auto& info : formula_names)
                              if (word == info.word) return static_cast<int>(info.name);
                            return -1;
                          },
                          {},
                          " (`taosweep params formula` lists all)",
                          false};
    for (const auto& info : formula_names) all.words.emplace_back(info.word);
    return all;
  }();
  return vocabulary;
}

class FormulaParser {
 public:
  FormulaParser(const std::string& text, const FormulaVocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary) {}

  FormulaCode parse() {
    read(comparison_level);
    skip_white();
    if (at_ < text_.size()) {
      const std::string known = said_here(here());
      fail("'" + rest() + "' is left over" +
           (known.empty() ? ", and no operator stands before it" : known));
    }
    return code_;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw UsageError("'" + text_ + "', character " + std::to_string(characters(text_, at_) + 1) +
                     ": " + why);
  }

  void skip_white() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  char next() {
    skip_white();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  std::string_view here() const { return std::string_view(text_).substr(at_); }
  std::string rest() const {
    const std::size_t shown = bytes_of(here(), 12);
    return std::string(here().substr(0, shown)) + (here().size() > shown ? ".." : "");
  }

  void expect(char wanted, const std::string& why) {
    if (next() != wanted) fail(std::string("a ") + wanted + " is missing " + why);
    ++at_;
  }

  /// The longest operator that stands here and binds at `level`.
  const FormulaOperatorInfo* operator_here(int level) {
    skip_white();
    const FormulaOperatorInfo* found = nullptr;
    std::size_t longest = 0;
    for (const auto& info : formula_operators) {
      const std::string_view symbol = info.symbol;
      if (text_.compare(at_, symbol.size(), symbol) != 0 || symbol.size() <= longest) continue;
      longest = symbol.size();
      found = info.level == level ? &info : nullptr;
    }
    return found;
  }

  void put(FormulaOp op, std::uint8_t operand = 0) {
    if (code_.count == most_formula_steps)
      fail("the formula takes more than " + std::to_string(most_formula_steps) + " steps");
    depth_ += 1 - taken_by(op);
    if (depth_ > deepest_formula) {
      fail("more than " + std::to_string(deepest_formula) +
           " numbers would wait for each other here: write long sums and products from the left, "
           "with fewer parentheses");
    }
    code_.steps[code_.count++] = {op, operand};
  }

  void put_number(double value) {
    int place = 0;
    while (place < code_.number_count && code_.numbers[place] != value) ++place;
    if (place == most_formula_numbers)
      fail("the formula has more than " + std::to_string(most_formula_numbers) + " numbers");
    if (place == code_.number_count) code_.numbers[code_.number_count++] = value;
    put(FormulaOp::number, static_cast<std::uint8_t>(place));
  }

  /// Takes back the last step where it is a number.
  bool take_number(double& value) {
    if (code_.count == 0 || code_.steps[code_.count - 1].op != FormulaOp::number) return false;
    const std::uint8_t place = code_.steps[--code_.count].operand;
    value = code_.numbers[place];
    --depth_;
    bool used = false;
    for (int i = 0; i < code_.count; ++i)
      used |= code_.steps[i].op == FormulaOp::number && code_.steps[i].operand == place;
    if (!used && place + 1 == code_.number_count) code_.numbers[--code_.number_count] = 0;
    return true;
  }

  void read(int level) {
    if (level == sign_level) return read_sign();
    read(level + 1);
    const FormulaOperatorInfo* info = operator_here(level);
    while (info) {
      at_ += std::string_view(info->symbol).size();
      read(level + 1);
      put(info->op);
      info = operator_here(level);
      if (info && level == comparison_level)
        fail("comparisons do not chain: write (a < b) * (b < c) where both are to hold");
    }
  }

  void read_sign() {
    if (next() != '-') return read_power();
    ++at_;
    const Nested nested(*this);
    read_sign();
    double value;
    if (take_number(value)) {
      put_number(0 - value);  // -0 is 0
    } else {
      put(FormulaOp::negate);
    }
  }

  /// From the right, and a sign may stand before the exponent: a^-b^c = a^(-(b^c)).
  void read_power() {
    read_word();
    const FormulaOperatorInfo* info = operator_here(power_level);
    if (!info) return;
    at_ += std::string_view(info->symbol).size();
    const int before = code_.count;
    const Nested nested(*this);
    read_sign();
    double value;
    const bool alone = code_.count == before + 1 && take_number(value);
    const bool whole = alone && value != 0 && value == std::floor(value);
    if (whole && std::abs(value) <= most_whole_power) {
      put(value < 0 ? FormulaOp::per_power : FormulaOp::whole_power,
          static_cast<std::uint8_t>(std::abs(value)));
      return;
    }
    if (alone) put_number(value);
    put(info->op);
  }

  void read_word() {
    const char first = next();
    if (first == '(') {
      ++at_;
      const Nested nested(*this);
      read(comparison_level);
      expect(')', "for the ( before");
    } else if (is_digit(first) || first == '.') {
      read_number();
    } else if (is_letter(first)) {
      read_named();
    } else if (first == '\0') {
      fail("a number, a name or a ( is missing at the end");
    } else {
      if (first == '*' && at_ > 0 && text_[at_ - 1] == '*') --at_;  // a power of other languages
      fail("'" + rest() + "' is no number, no name and no (" + said_here(here()));
    }
  }

  void read_number() {
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc() || !std::isfinite(value)) fail("'" + rest() + "' is no number");
    at_ += static_cast<std::size_t>(end - begin);
    if (at_ < text_.size() && (is_letter(text_[at_]) || text_[at_] == '.'))
      fail("'" + rest() + "' follows a number without an operator");
    put_number(value);
  }

  void read_named() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < text_.size() && is_of_name(text_[end])) ++end;
    if (end < text_.size() && is_letter_elsewhere(end)) {
      fail("'" + rest() + "' begins no name: names have letters a to z, digits and _" +
           std::string(vocabulary_.where_all_stand));
    }
    const std::string word = text_.substr(begin, end - begin);
    if (const int number = vocabulary_.number_of(word); number >= 0) {
      at_ = end;
      if (next() == '(') fail(word + " is a number and no function");
      if (number >= most_formula_names)
        fail("the formula reads more than " + std::to_string(most_formula_names) + " names");
      code_.names |= 1u << number;
      return put(FormulaOp::name, static_cast<std::uint8_t>(number));
    }
    for (const auto& info : formula_functions) {
      if (word != info.word) continue;
      at_ = end;
      return read_arguments(info);
    }
    std::vector<std::string> words = vocabulary_.words;
    for (const auto& info : formula_functions) words.emplace_back(info.word);
    fail("unknown name '" + word + "'; the nearest is " + nearest(word, words) +
         std::string(vocabulary_.where_all_stand));
  }

  bool is_of_name(char c) const {
    return is_letter(c) || is_digit(c) || (c == '.' && vocabulary_.dotted);
  }

  /// A letter of another alphabet, such as e with an accent; signs of mathematics are none.
  bool is_letter_elsewhere(std::size_t at) const {
    const Character c = first_character(std::string_view(text_).substr(at));
    return c.point >= 0xC0 && c.point < 0x2000 && c.point != 0xD7 && c.point != 0xF7;
  }

  void read_arguments(const FormulaFunctionInfo& info) {
    const std::string takes = "of " + std::string(info.word) + ", which takes " +
                              std::to_string(info.arguments) + " in parentheses";
    expect('(', takes);
    const Nested nested(*this);
    for (int i = 0; i < info.arguments; ++i) {
      if (i > 0) expect(',', takes);
      read(comparison_level);
    }
    expect(')', takes);
    put(info.op);
  }

  /// Parentheses within parentheses, so many that the program's own stack holds.
  struct Nested {
    FormulaParser& parser;
    explicit Nested(FormulaParser& of) : parser(of) {
      if (++parser.nested_ > 100) parser.fail("too many parentheses and signs within each other");
    }
    ~Nested() { --parser.nested_; }
  };

  const std::string& text_;
  const FormulaVocabulary& vocabulary_;
  std::size_t at_ = 0;
  int depth_ = 0, nested_ = 0;
  FormulaCode code_;
};

}  // namespace

FormulaCode parse_formula(const std::string& text) {
  return FormulaParser(text, of_subnets()).parse();
}

FormulaCode parse_formula(const std::string& text, const FormulaVocabulary& vocabulary) {
  return FormulaParser(text, vocabulary).parse();
}

}  // namespace taosweep
