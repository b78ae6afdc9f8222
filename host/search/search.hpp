// The value of one number at which an estimate reaches a target, by bisection, with the interval of
// values that the estimates' own intervals leave possible. Knows no economies.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "host/search/scale.hpp"
#include "host/statistics/intervals.hpp"

namespace taosweep {

/// What economies with one value say.
struct SearchEstimate {
  double estimate = 0;                     ///< NaN: nothing
  Interval bounds{};                       ///< 95 %; a NaN end is open
  std::int64_t n = 0;                      ///< values it is made of
  int units = 0;                           ///< independent ones among them
  std::int64_t failed = 0, undefined = 0;  ///< economies left out
  std::string method;                      ///< of the interval; empty: there is none
  std::string refusal;                     ///< why there is none
};

struct Evaluated {
  double value;
  SearchEstimate found;
};

/// Comes back with an estimate, or throws where there is none, and to end the search.
using Evaluate = std::function<SearchEstimate(double value)>;

/// The estimate is `level` or more, or where `fall` is set `level` or less.
struct SearchTarget {
  double level = 0.5;
  bool fall = false;

  bool reached(const SearchEstimate& found) const {
    return fall ? found.estimate <= level : found.estimate >= level;
  }
};

enum class SearchEnd { found, reached_at_both, reached_at_neither };

/// Two neighbours among the evaluated values, between which the estimate moves against its
/// direction between the ends.
struct Reversal {
  double lower, higher;
  bool beyond;  ///< their intervals do not touch
};

struct SearchResult {
  SearchEnd end = SearchEnd::found;
  std::vector<Evaluated> evaluated;  ///< ascending
  double reached = 0, missed = 0;    ///< neighbouring values: the target is reached at the first
  /// Of the values at which the estimate, without sampling error, may be the target:
  ///   { v : low(v) <= level <= high(v) },
  /// since the interval at the true value holds the level with 95 %. Ends are the nearest evaluated
  /// values outside the outermost of them, so that it is too wide by the tolerance rather than too
  /// narrow. NaN: the
  /// interval at that end of the range holds the level still.
  Interval bounds{};
  std::vector<Reversal> reversals;

  /// What was found with an evaluated value.
  const SearchEstimate& at(double value) const;
  /// Whether the target is reached from some value on upwards.
  bool upwards() const { return reached > missed; }
};

/// Evaluates both ends, then halves: around the estimate's crossing, then around both bounds'.
/// Every value is evaluated once. Throws what `evaluate` throws.
SearchResult search(const SearchScale& scale, const SearchTarget& target, const Evaluate& evaluate);

}  // namespace taosweep
