// Economies of two results files, as pairs where they share their shocks, else as two samples.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/commands/compare_rows.hpp"

namespace taosweep {

/// A results file with what is read of it.
struct FileSide {
  FileSide(std::string name, hdf5::File file);

  std::string name;
  hdf5::File root;
  Layout layout;
  UsableOutcomes outcomes;
  std::string seed;
};

/// pairs:   one seed, and points and replicates by the same numbers: economy k of either file has
///          the shocks of economy k of the other.
/// samples: two seeds, so that nothing ties them.
/// neither: one seed, so that some shocks are shared, but not number by number.
enum class Tie { pairs, samples, neither };
const char* tie_word(Tie tie);

struct FileTie {
  Tie tie = Tie::pairs;
  std::string sentence;                      ///< which, and why
  std::uint64_t points = 0, replicates = 0;  ///< of pairs: those that both have
  bool same_points = false;                  ///< of pairs: equal in every varied value
};
FileTie tie_of(const FileSide& baseline, const FileSide& arm);

/// Of each outcome: both files have it, in the unit of this program.
std::vector<bool> common_outcomes(const FileSide& baseline, const FileSide& arm);
/// Sentences on those that are not; empty where both have all.
std::vector<std::string> outcomes_apart(const FileSide& baseline, const FileSide& arm);

/// An arm of the second file, and the one of the first that it is held against.
struct ArmOfTwo {
  std::size_t arm, baseline;
};

class FilePairs {
 public:
  /// Both sides must outlive it.
  FilePairs(const FileSide& baseline, const FileSide& arm, std::vector<ArmOfTwo> arms);

  const FileTie& tie() const { return tie_; }
  /// Outcomes that both have, and some economy of either defines.
  const std::vector<bool>& defined() const { return defined_; }
  /// Arms number `arm` of those it was given.
  Comparison compare(int outcome, std::size_t arm, const ComparedHow& how) const;
  /// Of pairs: all arms beside each other, whose units are those of one arm.
  PairedValues all_pairs(int outcome) const;
  const Layout& common() const { return common_; }
  /// Of pairs.
  Pool pool(int cell = all_cells) const { return pool_in(common_, cell); }

 private:
  static Pool pool_in(const Layout& layout, int cell);
  const std::vector<double>& column(const FileSide& side, int outcome) const;
  /// Values of the economies of `pool` in an arm, where the file holds more than pairs.
  std::vector<double> values_of(const FileSide& side, int outcome, std::size_t arm,
                                const Pool& pool) const;
  SampledValues sample_of(const FileSide& side, int outcome, std::size_t arm, int cell) const;
  PairedValues pairs_of(int outcome, const ArmOfTwo& arms, const Pool& pool) const;
  void look_at_outcomes();

  const FileSide &baseline_, &arm_;
  std::vector<ArmOfTwo> arms_;
  FileTie tie_;
  Layout common_;  // of pairs
  std::vector<bool> defined_, same_arms_;
  mutable std::map<std::pair<const FileSide*, int>, std::vector<double>> read_;
};

}  // namespace taosweep
