// Compiled with -mavx2 -mfma where the processor family has them.
#include "tests/conformance/rules.hpp"

#if defined(__AVX2__) && defined(__FMA__)

#include "kernels/lanes/avx2.hpp"
#include "tests/conformance/rules_of.hpp"

namespace taosweep::conformance {

const Rules* avx2_rules() {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return nullptr;
  static const Rules rules = rules_of<Avx2Lane>();
  return &rules;
}

}  // namespace taosweep::conformance

#else

namespace taosweep::conformance {

const Rules* avx2_rules() {
  return nullptr;
}

}  // namespace taosweep::conformance

#endif
