// All parameters of one economy as plain data, and the table that describes them.
#pragma once

#include "kernels/register/choices.hpp"

namespace taosweep {

/// Every parameter of an economy, by groups. All are doubles: whole numbers and the indices of
/// choices too.
struct Parameters {
#define BEGIN(group) struct group##_parameters {
#define END(group) \
  }                \
  group;
#define REAL(group, name, fallback, ...) double name = fallback;
#define WHOLE(group, name, fallback, ...) double name = fallback;
#define CHOICE(group, name, type, fallback, ...) Choice<type> name = static_cast<type>(fallback);
#include "kernels/register/parameters.def"
};

enum class ParameterKind { real, whole, choice };

/// One row of the table: what help, config checks, result files and docs say about a parameter.
struct ParameterInfo {
  using Reach = double& (*)(Parameters&);

  const char* key;  ///< "attack.day"
  Reach reach;      ///< its number in a set of parameters
  ParameterKind kind;
  double fallback, low, high;  ///< in `unit`; a choice runs from 0 to its last index
  const char* unit;
  const char* choices;  ///< "existing|fresh", or nullptr
  const char* sentence;
  const char* source;  ///< empty for run settings

  double& of(Parameters& parameters) const { return reach(parameters); }
  double of(const Parameters& parameters) const {
    return reach(const_cast<Parameters&>(parameters));
  }
};

inline constexpr double count_choices(const char* choices) {
  double n = 1;
  for (; *choices; ++choices) n += *choices == '|';
  return n;
}

inline constexpr ParameterInfo parameter_table[] = {
#define REACH(place) [](Parameters& parameters) -> double& { return parameters.place; }
#define NUMBER(group, name, kind, fallback, low, high, unit, sentence, source) \
  {#group "." #name,                                                           \
   REACH(group.name),                                                          \
   ParameterKind::kind,                                                        \
   fallback,                                                                   \
   low,                                                                        \
   high,                                                                       \
   unit,                                                                       \
   nullptr,                                                                    \
   sentence,                                                                   \
   source},
#define REAL(group, name, ...) NUMBER(group, name, real, __VA_ARGS__)
#define WHOLE(group, name, ...) NUMBER(group, name, whole, __VA_ARGS__)
#define CHOICE(group, name, type, fallback, choices, sentence, source) \
  {#group "." #name,                                                   \
   REACH(group.name.index),                                            \
   ParameterKind::choice,                                              \
   fallback,                                                           \
   0,                                                                  \
   count_choices(choices) - 1,                                         \
   "1",                                                                \
   choices,                                                            \
   sentence,                                                           \
   source},
#include "kernels/register/parameters.def"
#undef NUMBER
#undef REACH
};

}  // namespace taosweep
