// Formulas for the weights of subnets: from text to byte code and back.
#pragma once

#include <string>

#include "kernels/register/formula_code.hpp"

namespace taosweep {

inline constexpr const char* formula_key = "protocol.share_formula";

/// Reads an expression in the names of kernels/chain/share/formula.def: numbers, + - * / ^, < <= >
/// >= == !=, functions and parentheses. ^ binds most tightly and from the right, then the sign,
/// then * /, then + -, then comparisons. Throws UsageError that says what is wrong at which
/// character, and the nearest word.
FormulaCode parse_formula(const std::string& text);

/// Text that parse_formula turns into the same code; empty without one.
std::string formula_text(const FormulaCode& code);

/// The names, operators and functions, each with unit and sentence.
std::string formula_help();

}  // namespace taosweep
