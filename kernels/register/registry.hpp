// The registers of outcomes, series and paths as tables.
#pragma once

namespace taosweep {

enum class Scale { linear, log };

/// One outcome: see outcomes.def for the meaning of the columns.
struct OutcomeInfo {
  const char* name;
  const char* unit;
  int better;
  Scale scale;
  double low, high;
  int bins;
  const char* undefined_when;
  const char* sentence;
};

enum class TimeAxis { day, since_action };

/// Of a series whose values may be as large as they like.
inline constexpr double no_bound = __builtin_inf();

/// One quantity followed through time: see series.def.
struct SeriesInfo {
  const char* name;
  TimeAxis axis;
  const char* unit;
  double low, high;
  int bins;
  double least, most;
  const char* sentence;
};

/// One quantity of a path: see paths.def.
struct PathInfo {
  const char* name;
  const char* unit;
  const char* sentence;
};

inline constexpr OutcomeInfo outcome_table[] = {
#define OUTCOME(name, unit, better, scale, low, high, bins, undefined_when, sentence) \
  {#name, unit, better, Scale::scale, low, high, bins, undefined_when, sentence},
#include "kernels/register/outcomes.def"
#undef OUTCOME
};

/// Index of each outcome in outcome_table.
enum Outcome : int {
#define OUTCOME(name, ...) outcome_##name,
#include "kernels/register/outcomes.def"
#undef OUTCOME
  outcome_count
};

inline constexpr SeriesInfo series_table[] = {
#define SERIES(name, axis, unit, low, high, bins, least, most, sentence) \
  {#name, TimeAxis::axis, unit, low, high, bins, least, most, sentence},
#include "kernels/register/series.def"
#undef SERIES
};

/// Index of each series in series_table.
enum Series : int {
#define SERIES(name, ...) series_##name,
#include "kernels/register/series.def"
#undef SERIES
  series_count
};

inline constexpr PathInfo path_table[] = {
#define PATH(name, unit, sentence) {#name, unit, sentence},
#include "kernels/register/paths.def"
#undef PATH
};
inline constexpr int path_count = sizeof(path_table) / sizeof(path_table[0]);
inline constexpr int path_subnets = 128;

}  // namespace taosweep
