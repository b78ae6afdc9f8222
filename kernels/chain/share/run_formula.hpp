// What runs the byte code of a formula: a stack of fixed depth whose places are known when it is
// compiled, so that it lies in registers.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/power.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/register/formula_code.hpp"

namespace taosweep {

/// Where a number is one: not undefined.
template <class R>
TAOSWEEP_HD auto is_number(const R& a) {
  return a <= a;
}

/// 1 where a comparison holds, else 0; undefined where either side is.
template <class R, class Mask>
TAOSWEEP_HD R compared(const R& a, const R& b, const Mask& holds) {
  return select(is_number(a) & is_number(b), select(holds, R(1.0), R(0.0)), R(undefined));
}

/// e^a, 0 and infinity where it is too far out for a double.
template <class R>
TAOSWEEP_HD R exponential_of(const R& a) {
  const R within = exp_of(a);
  const R high = select(a > R(709.0), R(__builtin_huge_val()), within);
  return select(a < R(-708.0), R(0.0), high);
}

/// ln a, undefined unless a > 0.
template <class R>
TAOSWEEP_HD R logarithm_of(const R& a) {
  return select(a > R(0.0), log_of(a), R(undefined));
}

/// a^b = e^(b ln a). At a = 0 it is 0, 1 or infinite as b is above, at or below 0; undefined where
/// a < 0 and b is not 0.
template <class R>
TAOSWEEP_HD R raised(const R& a, const R& b) {
  const R zero(0.0), one(1.0);
  const R positive = exponential_of(b * logarithm_of(a));
  const R of_zero = select(b > zero, zero, R(__builtin_huge_val()));
  const R any = select(a == zero, select(is_number(b), of_zero, b), positive);
  return select((b == zero) & is_number(a), one, any);
}

/// What a function makes of `a`, then `b`, then `c`; the last is on top of the stack.
template <class R>
TAOSWEEP_HD R function_of(FormulaOp op, const R& a, const R& b, const R& c) {
  using taosweep::abs, taosweep::max, taosweep::min, taosweep::sqrt;
  switch (op) {
    case FormulaOp::lesser:
      return select(is_number(a), min(a, b), a);
    case FormulaOp::larger:
      return select(is_number(a), max(a, b), a);
    case FormulaOp::exponential:
      return exponential_of(a);
    case FormulaOp::logarithm:
      return logarithm_of(a);
    case FormulaOp::root:
      return select(a >= R(0.0), sqrt(a), R(undefined));
    case FormulaOp::magnitude:
      return abs(a);
    case FormulaOp::choose:
      return select(is_number(a), select(a == R(0.0), c, b), R(undefined));
#define BINARY(op, symbol, level, ...) \
  case FormulaOp::op:                  \
    return __VA_ARGS__;
#include "kernels/chain/share/formula.def"
    default:
      return R(undefined);
  }
}

/// The numbers at hand, the last one first.
template <class R>
struct FormulaStack {
  R at[deepest_formula];

  TAOSWEEP_HD void push(const R& a) {
    TAOSWEEP_UNROLL
    for (int i = deepest_formula - 1; i > 0; --i) at[i] = at[i - 1];
    at[0] = a;
  }
  /// `a` in place of the `taken` on top.
  TAOSWEEP_HD void replace(int taken, const R& a) {
    for (int gone = 1; gone < taken; ++gone) {
      TAOSWEEP_UNROLL
      for (int i = 1; i + 1 < deepest_formula; ++i) at[i] = at[i + 1];
    }
    at[0] = a;
  }
};

/// The value of code that runs through; `value_of(name)` gives what its names stand for.
template <class R, class F>
TAOSWEEP_HD R run_formula(const FormulaCode& code, const F& value_of) {
  FormulaStack<R> stack;
  TAOSWEEP_UNROLL
  for (int i = 0; i < deepest_formula; ++i) stack.at[i] = R(0.0);
  TAOSWEEP_ROLLED
  for (int i = 0; i < code.count; ++i) {
    const FormulaStep step = code.steps[i];
    const R top = stack.at[0], below = stack.at[1], third = stack.at[2];
    if (step.op == FormulaOp::number) {
      stack.push(R(code.numbers[step.operand]));
    } else if (step.op == FormulaOp::name) {
      stack.push(value_of(FormulaName(step.operand)));
    } else if (step.op == FormulaOp::negate) {
      stack.at[0] = -top;
    } else if (step.op == FormulaOp::whole_power) {
      stack.at[0] = power(top, step.operand);
    } else if (step.op == FormulaOp::per_power) {
      stack.at[0] = R(1.0) / power(top, step.operand);
    } else {
      const int taken = taken_by(step.op);
      const R a = taken == 1 ? top : taken == 2 ? below : third;
      const R b = taken == 2 ? top : below;
      stack.replace(taken, function_of(step.op, a, b, top));
    }
  }
  return stack.at[0];
}

}  // namespace taosweep
