// What `taosweep sensitivity` says of a results file, as numbers and as text.
#pragma once

#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/statistics/rank_regression.hpp"

namespace taosweep {

struct OutcomeDrivers {
  int outcome = 0;
  std::uint64_t points = 0;  ///< that define it
  double noise = 0;          ///< NaN where not known
  RankRegression found;
};

struct SensitivityFile {
  std::string file, title, arm, cell;
  std::vector<std::string> parameters;  ///< drawn ones
  std::vector<std::string> remarks;
  std::vector<OutcomeDrivers> outcomes;
  bool detailed = false;  ///< outcomes were named: every parameter is shown
};

std::string sensitivity_table(const SensitivityFile& found, bool markdown);
std::string sensitivity_csv(const SensitivityFile& found);
std::string sensitivity_json(const SensitivityFile& found);

}  // namespace taosweep
