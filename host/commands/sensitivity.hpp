// What `taosweep sensitivity` says of a results file, as numbers and as text.
#pragma once

#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/compare_text.hpp"
#include "host/commands/sensitivity_estimators.hpp"

namespace taosweep {

struct SensitivityFile {
  FileIdentity identity;
  DesignKind design = DesignKind::random;
  std::string arm, cell;
  EstimatorInfo estimator;
  std::vector<std::string> parameters;  ///< drawn ones, or the groups that they are in
  std::vector<AxisGroup> groups;        ///< what is in each of these
  std::vector<std::string> remarks;
  std::vector<OutcomeDrivers> outcomes;
  bool second_order = false;  ///< pairs were asked for
  bool detailed = false;      ///< outcomes were named: every parameter is shown
};

std::string sensitivity_table(const SensitivityFile& found, bool markdown);
std::string sensitivity_csv(const SensitivityFile& found);
std::string sensitivity_json(const SensitivityFile& found);

}  // namespace taosweep
