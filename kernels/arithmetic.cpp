#include "kernels/arithmetic.hpp"

#include <cfenv>

#include "kernels/lanes/built.hpp"
#include "kernels/lanes/isa.hpp"

namespace taosweep {

#define ISA(name, ...) const char* arithmetic_fault_##name();
#include "kernels/lanes/isa.def"
#undef ISA

const char* arithmetic_fault() {
  const char* fault = nullptr;
#define ISA(name, ...)                       \
  if constexpr (TAOSWEEP_BUILT_##name) {     \
    if (!fault && isa_available(Isa::name)) fault = arithmetic_fault_##name(); \
  }
#include "kernels/lanes/isa.def"
#undef ISA
  return fault;
}

namespace {

/// 2^-1022 / 2, and sums that only rounding to nearest gives.
const char* changed_state() {
  volatile double normal = 0x1p-1022, one = 1, half_unit = 0x1p-53;
  if (!(normal * 0.5 > 0)) return "subnormal numbers are taken as 0";
  volatile double least = 0x1p-1074;
  if (!(least * 0x1p60 > 0)) return "subnormal numbers are taken as 0";
  if (one + half_unit != 1 || -one - half_unit != -1 || one + 1.5 * half_unit == 1)
    return "results are not rounded to the nearest number";
  return nullptr;
}

}  // namespace

const char* restore_arithmetic() {
  const char* found = changed_state();
  std::fesetenv(FE_DFL_ENV);
  return found;
}

}  // namespace taosweep
