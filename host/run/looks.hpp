// Looks at a sweep while it runs, at the first points by number whatever was finished first.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "host/statistics/look_at.hpp"
#include "host/store/parts/chunks.hpp"

namespace taosweep {

/// Of an experiment with a rule that stops it.
class Looks {
 public:
  Looks(const Experiment& experiment, const Portion& portion)
      : experiment_(experiment),
        portion_(portion),
        values_(experiment.stopping->rule.cell ? 1 : experiment.cell_count) {}
  /// Look `number`, from 1, at chunks by point and replicate that hold its points and are no part
  /// of further ones.
  Look take(std::size_t number, const std::vector<Chunk>& chunks);

 private:
  void read(const Chunk& chunk);

  const Experiment& experiment_;
  const Portion& portion_;
  std::set<std::string> read_;        // chunks
  std::vector<PairedValues> values_;  // [cell], or of the one that is named
};

/// "look 2 of 5 at 128 points: stopped[yes] is 0.42, half-width 0.081; below 0.03 needed", of every
/// cell with how many are narrow enough, and of the widest.
std::string look_text(const Stopping& stopping, const Look& look);

/// True where no economy so far defines what the rule is about, so that none is likely to: further
/// looks would be as empty.
bool ends_early(const Stopping& stopping, const Look& look);

/// Why nothing more runs, a sentence.
std::string stop_text(const Stopping& stopping, const Look& look);

/// "RULE; looks at 64, 128, 256, 500 points, each with an interval of 98.75 %".
std::string schedule_of_looks(const Stopping& stopping);

}  // namespace taosweep
