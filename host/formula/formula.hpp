// Formulas for the weights of subnets: from text to byte code and back.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/register/formula_code.hpp"

namespace taosweep {

inline constexpr const char* formula_key = "protocol.share_formula";

/// Reads an expression in the names of kernels/chain/share/formula.def: numbers, + - * / ^, < <= >
/// >= == !=, functions and parentheses. ^ binds most tightly and from the right, then the sign,
/// then * /, then + -, then comparisons. Throws UsageError that says what is wrong at which
/// character, and the nearest word.
FormulaCode parse_formula(const std::string& text);

/// Other names for the same language, beside its functions.
struct FormulaVocabulary {
  std::function<int(const std::string& word)> number_of;  ///< -1: no such name
  std::vector<std::string> words;                         ///< all, for the nearest
  std::string_view where_all_stand;                       ///< " (`..` lists all)"
  bool dotted;                                            ///< names may hold dots
};

/// The same in these names; FormulaName(n) stands for the name with the number n.
FormulaCode parse_formula(const std::string& text, const FormulaVocabulary& vocabulary);

/// Numbers that names may have: FormulaCode keeps a bit for each.
inline constexpr int most_formula_names = 32;

/// Text that parse_formula turns into the same code; empty without one.
std::string formula_text(const FormulaCode& code);

/// The same in the names of another vocabulary.
std::string formula_text_in(const FormulaCode& code,
                            const std::function<std::string(FormulaName)>& word_of);

/// The names, operators and functions, each with unit and sentence.
std::string formula_help();

}  // namespace taosweep
