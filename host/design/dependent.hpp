// Parameters that are computed from others of the same economy: lines of [depend].
#pragma once

#include <string>
#include <vector>

#include "host/formula/formula.hpp"
#include "kernels/register/parameters.hpp"

namespace taosweep {

/// attack.shock = 2 * attack.event_factor
struct Dependent {
  const ParameterInfo* parameter;
  FormulaCode formula;
  std::vector<const ParameterInfo*> reads;  ///< [n]: what FormulaName(n) stands for
  std::string where;                        ///< place of the line, for messages
  bool by_arm = false;  ///< it hangs on what arms set, and differs between those of one point

  /// Of the formula.
  std::string text() const;
  double value(const Parameters& parameters) const;
  /// Why this value cannot be taken, with formula and what it read; empty where it can.
  std::string refusal(const Parameters& parameters) const;
};

/// Reads `key = FORMULA`. Throws UsageError with the reason (the caller adds the place).
Dependent parse_dependent(const std::string& key, const std::string& value);

/// Each behind those that it reads, else in the order in which they came. Throws UsageError that
/// names them where some wait for each other.
std::vector<Dependent> in_order(const std::vector<Dependent>& dependents);

/// Whether one of them reads the parameter.
bool is_read(const std::vector<Dependent>& dependents, const std::string& key);

}  // namespace taosweep
