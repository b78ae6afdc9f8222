#include "tests/conformance/rules.hpp"

#include <cstdio>

#include "kernels/lanes/built.hpp"
#include "kernels/lanes/isa.hpp"

namespace taosweep::conformance {

BackEnds::BackEnds() {
#define ISA(name, ...)                 \
  if constexpr (TAOSWEEP_BUILT_##name) \
    if (isa_available(Isa::name)) all_.push_back(rules_##name());
#include "kernels/lanes/isa.def"
#undef ISA
}

std::string BackEnds::names() const {
  std::string names;
  for (const Rules& rules : all_) names += (names.empty() ? "" : ", ") + std::string(rules.name);
  return names;
}

std::string BackEnds::disagreement(double first, const char* name, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "back ends disagree: %s %.17g, %s %.17g",
                isa_name(reference_isa), first, name, value);
  return text;
}

}  // namespace taosweep::conformance
