// A formula for the weights of subnets as byte code for a stack, and whether that runs through.
#pragma once

#include <cstdint>

#include "kernels/portable.hpp"

namespace taosweep {

/// What a formula can read of a subnet.
enum class FormulaName : std::uint8_t {
#define NAME(word, ...) word,
#include "kernels/chain/share/formula.def"
};

/// One step pushes a number, or replaces those on top of the stack by what it makes of them.
enum class FormulaOp : std::uint8_t {
  number,       ///< pushes numbers[operand]
  name,         ///< pushes what FormulaName(operand) stands for
  negate,       ///< -a
  whole_power,  ///< a^operand, by multiplications
  per_power,    ///< 1/a^operand
#define BINARY(op, ...) op,
#define FUNCTION(op, ...) op,
#include "kernels/chain/share/formula.def"
};

struct FormulaStep {
  FormulaOp op;
  std::uint8_t operand;

  bool operator==(const FormulaStep&) const = default;
};

inline constexpr int most_formula_steps = 64, most_formula_numbers = 16, deepest_formula = 8;
inline constexpr int most_whole_power = 16;

/// In the order in which a stack runs it. Without a step: no formula.
struct FormulaCode {
  std::int32_t count = 0, number_count = 0;
  std::uint32_t names = 0;  ///< bit n: reads FormulaName(n)
  FormulaStep steps[most_formula_steps] = {};
  double numbers[most_formula_numbers] = {};

  bool operator==(const FormulaCode&) const = default;
  TAOSWEEP_HD constexpr bool reads(FormulaName name) const {
    return names >> static_cast<int>(name) & 1u;
  }
};

/// What a step takes off the stack; it puts one number there.
TAOSWEEP_HD constexpr int taken_by(FormulaOp op) {
  switch (op) {
    case FormulaOp::number:
    case FormulaOp::name:
      return 0;
    case FormulaOp::negate:
    case FormulaOp::whole_power:
    case FormulaOp::per_power:
      return 1;
#define BINARY(op, ...) \
  case FormulaOp::op:   \
    return 2;
#define FUNCTION(op, word, arguments, ...) \
  case FormulaOp::op:                      \
    return arguments;
#include "kernels/chain/share/formula.def"
  }
  return -1;
}

/// Whether code runs through: each step finds what it takes and names what there is, the stack
/// holds, and one number is left.
constexpr bool runs_through(const FormulaCode& code) {
  if (code.count < 1 || code.count > most_formula_steps) return false;
  int depth = 0;
  for (int i = 0; i < code.count; ++i) {
    const FormulaStep step = code.steps[i];
    const int taken = taken_by(step.op);
    if (taken < 0 || depth < taken) return false;
    if (step.op == FormulaOp::number && step.operand >= code.number_count) return false;
    const bool whole = step.op == FormulaOp::whole_power || step.op == FormulaOp::per_power;
    if (whole && step.operand > most_whole_power) return false;
    if (step.op == FormulaOp::name && !(code.names >> (step.operand & 31) & 1u)) return false;
    depth += 1 - taken;
    if (depth > deepest_formula) return false;
  }
  return depth == 1 && code.number_count <= most_formula_numbers;
}

}  // namespace taosweep
