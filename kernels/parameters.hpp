// All parameters of one economy as plain data, and the table that describes them.
#pragma once

namespace taosweep {

/// Every parameter of an economy. Whole numbers and choices (the index of the choice) are stored as
/// doubles, so that one pointer type reaches each member.
struct Parameters {
#define REAL(group, name, fallback, low, high, unit, sentence, source) \
  double group##_##name = fallback;
#define WHOLE(group, name, fallback, low, high, unit, sentence, source) \
  double group##_##name = fallback;
#define CHOICE(group, name, fallback, choices, sentence, source) double group##_##name = fallback;
#include "kernels/parameters.def"
#undef REAL
#undef WHOLE
#undef CHOICE
};

enum class ParameterKind { real, whole, choice };

/// One row of the table: what help, config checks, result files and docs say about a parameter.
struct ParameterInfo {
  const char* key;  ///< "attack.day"
  double Parameters::*member;
  ParameterKind kind;
  double fallback, low, high;  ///< in `unit`; a choice runs from 0 to its last index
  const char* unit;
  const char* choices;  ///< "existing|fresh", or nullptr
  const char* sentence;
  const char* source;  ///< empty for run settings
};

inline constexpr double count_choices(const char* choices) {
  double n = 1;
  for (; *choices; ++choices) n += *choices == '|';
  return n;
}

inline constexpr ParameterInfo parameter_table[] = {
#define REAL(group, name, fallback, low, high, unit, sentence, source) \
  {#group "." #name,                                                   \
   &Parameters::group##_##name,                                        \
   ParameterKind::real,                                                \
   fallback,                                                           \
   low,                                                                \
   high,                                                               \
   unit,                                                               \
   nullptr,                                                            \
   sentence,                                                           \
   source},
#define WHOLE(group, name, fallback, low, high, unit, sentence, source) \
  {#group "." #name,                                                    \
   &Parameters::group##_##name,                                         \
   ParameterKind::whole,                                                \
   fallback,                                                            \
   low,                                                                 \
   high,                                                                \
   unit,                                                                \
   nullptr,                                                             \
   sentence,                                                            \
   source},
#define CHOICE(group, name, fallback, choices, sentence, source) \
  {#group "." #name,                                             \
   &Parameters::group##_##name,                                  \
   ParameterKind::choice,                                        \
   fallback,                                                     \
   0,                                                            \
   count_choices(choices) - 1,                                   \
   "1",                                                          \
   choices,                                                      \
   sentence,                                                     \
   source},
#include "kernels/parameters.def"
#undef REAL
#undef WHOLE
#undef CHOICE
};

}  // namespace taosweep
