#include "tests/conformance/rules.hpp"

#include <cstdio>

#include "kernels/lanes/emulated.hpp"
#include "tests/conformance/rules_of.hpp"

namespace taosweep::conformance {

const Rules* scalar_rules() {
  static const Rules rules = rules_of<ScalarLane>();
  return &rules;
}

const Rules* emulated_rules() {
  static const Rules rules = rules_of<EmulatedLane>();
  return &rules;
}

BackEnds::BackEnds() {
  for (const Rules* rules : {scalar_rules(), emulated_rules(), avx2_rules()})
    if (rules) all_.push_back(rules);
}

std::string BackEnds::names() const {
  std::string names;
  for (const Rules* rules : all_) names += (names.empty() ? "" : ", ") + std::string(rules->name);
  return names;
}

std::string BackEnds::disagreement(double scalar, const char* name, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "back ends disagree: scalar %.17g, %s %.17g", scalar, name,
                value);
  return text;
}

}  // namespace taosweep::conformance
