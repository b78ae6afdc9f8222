// What is asked before a sweep: is this axis, arm setting or setting read by any economy? And with
// which other values that is tried.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

enum class AskedOf { axis, arm_setting, setting };

struct Question {
  AskedOf kind;
  const ParameterInfo* info;
  std::string where;           ///< place of the line; may be empty
  std::vector<double> values;  ///< tried in place of an economy's own
  bool read = false;           ///< a change of it alone changed an economy
  std::size_t tried = 0;       ///< economies run to their end with a change of it
  bool unfit = false;          ///< there was an economy that can run with none of the values
};

/// One question for each axis of [vary], each key that an arm sets, and each other parameter that a
/// line of the config or --set gives. Keys of time.* that only give lines their clock are not
/// asked for: a look has a clock of its own.
std::vector<Question> questions_of(const Experiment& experiment);

/// True where the question can be put to economies of this arm.
bool concerns(const Question& question, const Arm& arm);

/// Default, ends of the range and neighbours of a parameter's value, without the value itself.
std::vector<double> other_values(const ParameterInfo& info, double value);

/// Points for trials, the most telling first: spread over all cells, and for each axis those with
/// its lowest and its highest value.
std::vector<std::uint64_t> trial_points(const Experiment& experiment, std::size_t most);

}  // namespace taosweep
