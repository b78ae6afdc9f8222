// Arms: the alternatives run on the same points and shocks.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/eras/schedule_text.hpp"
#include "host/formula/formula.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

/// One alternative run on the same points and shocks.
struct Arm {
  std::string label;
  std::vector<std::pair<std::string, double>> settings;
  std::optional<NamedSchedule> schedule = {};  ///< where it has one of its own
  std::optional<FormulaCode> formula = {};     ///< likewise
};

/// One line of [arms]: a parameter and the values the arms give it, or the schedules of
/// protocol.schedule, or the formulas of protocol.share_formula.
struct ArmLine {
  std::string key;
  std::vector<double> values;
  std::vector<NamedSchedule> schedules;
  std::vector<FormulaCode> formulas;
};

/// One section [arm NAME].
struct ArmBundle {
  std::string name;
  std::vector<std::pair<std::string, double>> settings;
  std::optional<NamedSchedule> schedule;
  std::optional<FormulaCode> formula;
};

/// What a config says about arms: lines of a product, or bundles, or nothing.
struct ArmsRequest {
  std::vector<ArmLine> product;
  std::vector<ArmBundle> bundles;

  /// True where every arm sets the parameter, so that a common value could have no effect.
  bool always_set(const std::string& key) const;
  /// True where at least one arm sets it.
  bool sometimes_set(const std::string& key) const;

  /// Schedules that some economy lives under: those of the arms, and `common` unless every arm has
  /// its own.
  std::vector<NamedSchedule> schedules(const NamedSchedule& common) const;
};

/// Reads `key = value, value` of [arms]. Throws UsageError with the reason.
ArmLine parse_arm_line(const std::string& key, const std::string& value, const Eras& eras);

/// Reads a line of [arm NAME] into its bundle. Throws likewise.
void read_bundle_line(ArmBundle& bundle, const std::string& key, const std::string& value,
                      const Eras& eras);

/// The schedule of each arm: its own, or `common`.
std::vector<NamedSchedule> schedules_of(const std::vector<Arm>& arms, const NamedSchedule& common);

/// Whether an arm has no schedule of its own.
bool some_follow_the_common_schedule(const std::vector<Arm>& arms);

/// The arms in order: the product with its first line slowest, labels `key=value, key=value`; or
/// the bundles, labelled by name; or one arm `base`. Throws UsageError where two labels agree or
/// the product is too large.
std::vector<Arm> make_arms(const ArmsRequest& request);

}  // namespace taosweep
