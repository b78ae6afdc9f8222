// What `taosweep sensitivity` says of a results file, as numbers and as text.
#pragma once

#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/sensitivity_estimators.hpp"

namespace taosweep {

struct SensitivityFile {
  std::string file, title, arm, cell;
  EstimatorInfo estimator;
  std::vector<std::string> parameters;  ///< drawn ones
  std::vector<std::string> remarks;
  std::vector<OutcomeDrivers> outcomes;
  bool detailed = false;  ///< outcomes were named: every parameter is shown
};

std::string sensitivity_table(const SensitivityFile& found, bool markdown);
std::string sensitivity_csv(const SensitivityFile& found);
std::string sensitivity_json(const SensitivityFile& found);

}  // namespace taosweep
