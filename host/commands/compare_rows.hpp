// What `taosweep compare` says of a results file, as numbers.
#pragma once

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
};
/// Throws UsageError for names that there are not, with the nearest, and where there is one arm.
ComparedParts compared_parts(const CompareOptions& options, const std::vector<std::string>& arms);

/// The same of a file that may have one arm: the first where none is named.
ComparedParts chosen_parts(const CompareOptions& options, const std::vector<std::string>& arms);

struct ComparedRow {
  int outcome;
  std::size_t arm;
  Comparison found;
};

/// Pairs of one file.
class PairReader {
 public:
  PairReader(const hdf5::Group& root, const Layout& layout);
  /// `arm` against `baseline` in one outcome, at a level.
  Comparison compare(int outcome, std::size_t arm, std::size_t baseline,
                     double level = confidence) const;
  /// Outcomes that some economy defines.
  const std::vector<bool>& defined() const { return findings_.defined(); }
  const Pool& pool() const { return pool_; }
  /// Of each arm: economies that failed.
  std::vector<std::size_t> failed() const;

 private:
  const std::vector<double>& column(int outcome) const;
  std::vector<double> of_arm(int outcome, std::size_t arm) const;

  const Layout& layout_;
  UsableOutcomes outcomes_;
  OutcomeFindings findings_;
  Pool pool_;
  // The columns read last: a time and its indicator, for all arms.
  mutable std::map<int, std::vector<double>> read_;
};

/// Rows in the order of arms, then outcomes.
std::vector<ComparedRow> compared_rows(const PairReader& pairs, const ComparedParts& parts);

}  // namespace taosweep
