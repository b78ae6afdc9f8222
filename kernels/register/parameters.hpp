// All parameters of one economy as plain data, and the table that describes them.
#pragma once

#include "kernels/register/choices.hpp"
#include "kernels/register/formula_code.hpp"
#include "kernels/register/schedule.hpp"

namespace taosweep {

/// Every parameter of an economy, by groups. All are doubles: whole numbers and the indices of
/// choices too. A rule of the chain is what the era in force says unless it has a value of its own.
struct Parameters {
  Schedule schedule = launch_schedule;
  FormulaCode share_formula;  ///< where protocol.share is formula
#define BEGIN(group) struct group##_parameters {
#define END(group) \
  }                \
  group;
#define REAL(group, name, fallback, ...) double name = fallback;
#define WHOLE(group, name, fallback, ...) double name = fallback;
#define CHOICE(group, name, type, fallback, ...) Choice<type> name = static_cast<type>(fallback);
#define RULE(group, name, ...) Rule<double> name;
#define RULE_WHOLE(group, name, ...) Rule<double> name;
#define RULE_CHOICE(group, name, type, ...) Rule<type> name;
#include "kernels/register/parameters.def"
};

enum class ParameterKind { real, whole, choice };

/// One row of the table: what help, config checks, result files and docs say about a parameter.
struct ParameterInfo {
  using Reach = double& (*)(Parameters&);

  const char* key;  ///< "attack.day"
  Reach reach;      ///< its number in a set of parameters
  ParameterKind kind;
  bool rule;      ///< each era says it for itself: the number may be by_era, which is its default
  double launch;  ///< of a rule: value in the first era, in `unit`; else the default
  double low, high;  ///< in `unit`; a choice runs from 0 to its last index
  const char* unit;
  const char* choices;  ///< "existing|fresh", or nullptr
  const char* sentence;
  const char* source;  ///< empty for run settings

  double fallback() const { return rule ? by_era : launch; }
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
#define NUMBER(group, name, place, kind, rule, fallback, low, high, unit, sentence, source) \
  {#group "." #name,                                                                        \
   REACH(group.place),                                                                      \
   ParameterKind::kind,                                                                     \
   rule,                                                                                    \
   fallback,                                                                                \
   low,                                                                                     \
   high,                                                                                    \
   unit,                                                                                    \
   nullptr,                                                                                 \
   sentence,                                                                                \
   source},
#define WORDS(group, name, place, rule, fallback, choices, sentence, source) \
  {#group "." #name,                                                         \
   REACH(group.name.place),                                                  \
   ParameterKind::choice,                                                    \
   rule,                                                                     \
   fallback,                                                                 \
   0,                                                                        \
   count_choices(choices) - 1,                                               \
   "1",                                                                      \
   choices,                                                                  \
   sentence,                                                                 \
   source},
#define REAL(group, name, ...) NUMBER(group, name, name, real, false, __VA_ARGS__)
#define WHOLE(group, name, ...) NUMBER(group, name, name, whole, false, __VA_ARGS__)
#define RULE(group, name, ...) NUMBER(group, name, name.number, real, true, __VA_ARGS__)
#define RULE_WHOLE(group, name, ...) NUMBER(group, name, name.number, whole, true, __VA_ARGS__)
#define CHOICE(group, name, type, ...) WORDS(group, name, index, false, __VA_ARGS__)
#define RULE_CHOICE(group, name, type, ...) WORDS(group, name, number, true, __VA_ARGS__)
#include "kernels/register/parameters.def"
#undef NUMBER
#undef WORDS
#undef REACH
};

}  // namespace taosweep
