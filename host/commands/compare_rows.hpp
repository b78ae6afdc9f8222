// What `taosweep compare` says of a results file, as numbers.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/statistics/comparison.hpp"
#include "host/store/file/sections.hpp"

namespace taosweep {

/// Which arms and outcomes, as numbers.
struct ComparedParts {
  std::size_t baseline = 0;
  std::vector<std::size_t> arms;
  std::vector<int> outcomes;  ///< ascending
  bool chosen = false;        ///< outcomes were named: rows of undefined ones are shown too
  bool ratio = false, by_cell = false;
};
/// Throws UsageError for names that there are not, with the nearest, and where there is one arm.
ComparedParts compared_parts(const CompareOptions& options, const std::vector<std::string>& arms);

/// The same of a file that may have one arm: the first where none is named.
ComparedParts chosen_parts(const CompareOptions& options, const std::vector<std::string>& arms);

inline constexpr int all_cells = -1;

struct ComparedRow {
  int outcome;
  std::size_t arm;
  Comparison found;
  int cell = all_cells;
};

/// How one outcome of two arms is looked at.
struct ComparedHow {
  double level = confidence;
  bool ratio = false;
  int cell = all_cells;
};

/// Pairs of one file.
class PairReader {
 public:
  PairReader(const hdf5::Group& root, const Layout& layout);
  /// `arm` against `baseline` in one outcome.
  Comparison compare(int outcome, std::size_t arm, std::size_t baseline,
                     const ComparedHow& how) const;
  /// Outcomes that some economy defines.
  const std::vector<bool>& defined() const { return findings_.defined(); }
  /// Economies of a cell, or of all.
  const Pool& pool(int cell = all_cells) const;
  /// Of each arm: economies that failed.
  std::vector<std::size_t> failed() const;
  /// Outcomes that an earlier model version did not have, as a sentence; empty where there is none.
  std::string what_it_lacks() const { return outcomes_.what_it_lacks(); }

 private:
  const std::vector<double>& column(int outcome) const;
  std::vector<double> of_arm(int outcome, std::size_t arm, const Pool& pool) const;

  const Layout& layout_;
  UsableOutcomes outcomes_;
  OutcomeFindings findings_;
  Pool pool_;
  mutable std::vector<Pool> cells_;  // made when a cell is asked for
  // The columns read last: a time and its indicator, for all arms.
  mutable std::map<int, std::vector<double>> read_;
};

using CompareOne = std::function<Comparison(int outcome, std::size_t arm, const ComparedHow&)>;

/// Rows in the order of arms, then outcomes, then cells. Of outcomes that are not `defined` only
/// those that were chosen.
std::vector<ComparedRow> compared_rows(const ComparedParts& parts, std::uint32_t cells,
                                       const std::vector<bool>& defined, const CompareOne& compare);

/// Number of the arm of that label. Throws UsageError with the nearest.
std::size_t number_of_arm(const std::string& option, const std::string& name,
                          const std::vector<std::string>& arms);
/// Numbers of outcomes by their names, or of all but those that are rounding.
std::vector<int> compared_outcomes(const std::vector<std::string>& names);

/// Throws UsageError for another scale than there are.
bool asks_for_ratio(const CompareOptions& options);

/// Throws UsageError where there is one cell.
void check_cells(const CompareOptions& options, std::uint32_t cells);
/// What each cell stands for.
std::vector<std::string> cell_labels_of(const hdf5::Group& root);

}  // namespace taosweep
