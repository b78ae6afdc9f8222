// sweep.until: how narrow an interval is to be before a sweep stops, and when that is looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// OUTCOME halfwidth < X, OUTCOME[ARM] halfwidth < X, or OUTCOME[ARM - ARM] halfwidth < X: half the
/// interval of the share of a flag or the mean of another outcome, or of the mean difference over
/// pairs of the same point and shocks. quantile(OUTCOME, P) and quantile(OUTCOME[ARM], P) in place
/// of it: of the P-quantile of one arm. Of a map " in CELL" follows, by its label, or " in every
/// cell".
struct Until {
  int outcome = 0;
  std::size_t arm = 0;
  std::optional<std::size_t> other = {};   ///< the arm that is taken off
  double half_width = 0;                   ///< [unit of the outcome]
  std::optional<double> quantile = {};     ///< which; none = share, mean or difference
  std::optional<std::uint32_t> cell = {};  ///< of a map; none = all of them, or the only one
  std::uint32_t cells = 1;                 ///< whose intervals hold together
};

/// `cells`: labels of the map's cells, one where there is no map. Throws UsageError with the
/// reason, and with the nearest name for one that there is not.
Until parse_until(const std::string& text, const std::vector<std::string>& arms,
                  const std::vector<std::string>& cells);

/// "stopped[yes] halfwidth < 0.03", of a map with " in CELL"; parse_until reads it back.
std::string until_text(const Until& until, const std::vector<std::string>& arms,
                       const std::vector<std::string>& cells);

/// Fewer points than this are not looked at: intervals of means rest on them.
inline constexpr std::uint64_t first_look = 64;

/// Points of each cell at each look: first_look, each doubling below `points`, and `points`. Known
/// before the run.
std::vector<std::uint64_t> looks_of(std::uint64_t points);

/// Level of the interval of each of `cells` cells at each of `looks` looks, 1 - 0.05 / (looks
/// cells): so that with a probability of 95 % none misses (C. E. Bonferroni 1936), whichever it
/// stops at, and however cells depend on each other.
double level_of(std::size_t looks, std::size_t cells = 1);

/// Values without which no interval of a level bounds a P-quantile on both sides: the extreme ones
/// leave it out with P^n and (1 - P)^n.
double fewest_for_quantile(double p, double level);

/// Half the interval of a flag at its narrowest, where no economy of n points holds it (or no pair
/// of arms differs); nothing of other outcomes, whose spread nobody knows before the run.
std::optional<double> least_half_width(const Until& until, double n, double level);

/// A rule and its looks.
struct Stopping {
  Until rule;
  std::string text;
  std::vector<std::uint64_t> looks;  ///< points of each cell at each
  std::vector<std::string> cells;    ///< labels of the map's cells, one where there is no map

  double level() const { return level_of(looks.size(), rule.cells); }
};

/// What a look says; of several cells, what it says of the widest.
struct Look {
  std::size_t number = 0;    ///< from 1
  std::uint64_t points = 0;  ///< of each cell
  double estimate = 0;       ///< share, mean, difference or quantile
  Interval bounds{0, 0};
  std::string refusal;  ///< why there is no interval; empty = there is one
  bool met = false;
  bool undefined = false;    ///< in all economies (or in one of each pair) so far
  std::uint32_t cell = 0;    ///< of which this is said
  std::uint32_t narrow = 0;  ///< cells that are narrow enough
  double half_width() const { return (bounds.high - bounds.low) / 2; }
};

}  // namespace taosweep
