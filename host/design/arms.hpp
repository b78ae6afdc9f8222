// Arms: the alternatives run on the same points and shocks.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/usage_error.hpp"

namespace taosweep {

/// One alternative run on the same points and shocks.
struct Arm {
  std::string label;
  std::vector<std::pair<std::string, double>> settings;
};

/// One line of [arms]: a parameter and the values the arms give it.
struct ArmLine {
  std::string key;
  std::vector<double> values;
};

/// One section [arm NAME].
struct ArmBundle {
  std::string name;
  std::vector<std::pair<std::string, double>> settings;
};

/// What a config says about arms: lines of a product, or bundles, or nothing.
struct ArmsRequest {
  std::vector<ArmLine> product;
  std::vector<ArmBundle> bundles;

  /// True where every arm sets the parameter, so that a common value could have no effect.
  bool always_set(const std::string& key) const;
  /// True where at least one arm sets it.
  bool sometimes_set(const std::string& key) const;
};

/// Reads `key = value, value` of [arms]. Throws UsageError with the reason.
ArmLine parse_arm_line(const std::string& key, const std::string& value);

/// Throws UsageError for a key that arms may not set: sweep, keep, time, network, the era.
void check_arm_key(const std::string& key);

/// The arms in order: the product with its first line slowest, labels `key=value, key=value`; or
/// the bundles, labelled by name; or one arm `base`. Throws UsageError where two labels agree or
/// the product is too large.
std::vector<Arm> make_arms(const ArmsRequest& request);

}  // namespace taosweep
