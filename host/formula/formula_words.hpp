// What kernels/chain/share/formula.def lists, as tables.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/register/formula_code.hpp"

namespace taosweep {

struct FormulaNameInfo {
  FormulaName name;
  const char *word, *unit, *sentence;
};
struct FormulaOperatorInfo {
  FormulaOp op;
  const char* symbol;
  int level;
};
struct FormulaFunctionInfo {
  FormulaOp op;
  const char* word;
  int arguments;
  const char* sentence;
};

inline constexpr FormulaNameInfo formula_names[] = {
#define NAME(word, unit, sentence, ...) {FormulaName::word, #word, unit, sentence},
#include "kernels/chain/share/formula.def"
};
inline constexpr FormulaOperatorInfo formula_operators[] = {
#define BINARY(op, symbol, level, ...) {FormulaOp::op, symbol, level},
#include "kernels/chain/share/formula.def"
};
inline constexpr FormulaFunctionInfo formula_functions[] = {
#define FUNCTION(op, word, arguments, sentence) {FormulaOp::op, word, arguments, sentence},
#include "kernels/chain/share/formula.def"
};

/// Levels beside those of the operators: how tightly a text binds.
inline constexpr int comparison_level = 1, sign_level = 4, power_level = 5, word_level = 6;

}  // namespace taosweep
