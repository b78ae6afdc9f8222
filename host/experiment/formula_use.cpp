#include "host/experiment/formula_use.hpp"

#include <algorithm>

#include "host/formula/formula.hpp"
#include "host/text/parameter_text.hpp"
#include "kernels/advance.hpp"

namespace taosweep {
namespace {

bool follows(const Experiment& outline, const Arm& arm) {
  Parameters parameters = outline.base;
  if (arm.schedule) parameters.schedule = arm.schedule->dated;
  for (const auto& [key, value] : arm.settings) parameter(key).of(parameters) = value;
  return follows_formula(parameters);
}

}  // namespace

void check_formulas_are_followed(const Experiment& outline, bool varied) {
  bool common = varied || outline.base.share_formula.count == 0;
  for (const Arm& arm : outline.arms) {
    const bool followed = varied || follows(outline, arm);
    if (arm.formula && !followed) {
      throw UsageError("arm '" + arm.label + "' has a " + formula_key +
                       " that it does not follow: give it protocol.share = formula as well");
    }
    common = common || (!arm.formula && followed);
  }
  if (common) return;
  throw UsageError(std::string(formula_key) +
                   " has no effect, since no economy follows it: write protocol.share = formula, "
                   "or take the line out");
}

}  // namespace taosweep
