// From byte code back to text, and the page that explains the language.
#include <vector>

#include <fmt/core.h>

#include "host/formula/formula.hpp"
#include "host/formula/formula_words.hpp"
#include "host/text/number_text.hpp"

namespace taosweep {
namespace {

/// A part of the text and how tightly it binds.
struct Part {
  std::string text;
  int level;

  std::string at_least(int wanted) const { return level >= wanted ? text : "(" + text + ")"; }
};

std::string word_of(FormulaName name) {
  for (const auto& info : formula_names)
    if (info.name == name) return info.word;
  return "";
}

Part number_part(double value) {
  return {number_text(value), value < 0 ? sign_level : word_level};
}

Part binary_part(const FormulaOperatorInfo& info, const Part& a, const Part& b) {
  if (info.level == power_level)
    return {a.at_least(word_level) + info.symbol + b.at_least(sign_level), power_level};
  const int left = info.level == comparison_level ? info.level + 1 : info.level;
  return {a.at_least(left) + " " + info.symbol + " " + b.at_least(info.level + 1), info.level};
}

/// What a step makes of the `taken` last parts.
Part made_by(FormulaStep step, const Part* taken) {
  for (const auto& info : formula_operators)
    if (info.op == step.op) return binary_part(info, taken[0], taken[1]);
  for (const auto& info : formula_functions) {
    if (info.op != step.op) continue;
    std::string text = std::string(info.word) + "(";
    for (int i = 0; i < info.arguments; ++i) text += (i ? ", " : "") + taken[i].text;
    return {text + ")", word_level};
  }
  if (step.op == FormulaOp::whole_power || step.op == FormulaOp::per_power) {
    const char* sign = step.op == FormulaOp::per_power ? "^-" : "^";
    return {taken[0].at_least(word_level) + sign + std::to_string(step.operand), power_level};
  }
  return {"-" + taken[0].at_least(sign_level), sign_level};
}

}  // namespace

std::string formula_text(const FormulaCode& code) {
  return formula_text_in(code, word_of);
}

std::string formula_text_in(const FormulaCode& code,
                            const std::function<std::string(FormulaName)>& word_of) {
  if (code.count == 0) return "";
  std::vector<Part> parts;
  for (int i = 0; i < code.count; ++i) {
    const FormulaStep step = code.steps[i];
    if (step.op == FormulaOp::number) {
      parts.push_back(number_part(code.numbers[step.operand]));
    } else if (step.op == FormulaOp::name) {
      parts.push_back({word_of(FormulaName(step.operand)), word_level});
    } else {
      const auto taken = static_cast<std::size_t>(taken_by(step.op));
      const Part made = made_by(step, parts.data() + (parts.size() - taken));
      parts.resize(parts.size() - taken);
      parts.push_back(made);
    }
  }
  return parts.back().text;
}

std::string formula_help() {
  std::string text;
  for (const auto& info : formula_names)
    text += fmt::format("    {:<17} {} [{}]\n", info.word, info.sentence, info.unit);
  text += "    operators         ^ from the right, then the sign, * /, + -, ";
  for (const auto& info : formula_operators)
    if (info.level == comparison_level) text += std::string(info.symbol) + " ";
  text += "(1 where it holds, else 0)\n";
  for (const auto& info : formula_functions)
    text += fmt::format("    {:<17} {}\n", info.word, info.sentence);
  return text;
}

}  // namespace taosweep
