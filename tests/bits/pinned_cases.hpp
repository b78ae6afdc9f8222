// The economies whose numbers are pinned, the table pins.txt that has them, and what makes one
// number of results.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "kernels/advance.hpp"

namespace taosweep {

struct Economies {
  std::vector<Job> jobs;
  RecordPlan plan;
};

struct PinnedCase {
  std::string name;
  std::function<Economies()> economies;
  friend void PrintTo(const PinnedCase& it, std::ostream* out) { *out << it.name; }
};
std::vector<PinnedCase> all_pinned_cases();

/// An attacked subnet whose attacker leaves: from the existing one when the foundation acts, from
/// the fresh one after a day.
Parameters attacked(bool fresh, int step_blocks);
inline constexpr ShockKey attacked_key{28, 1, 2};

/// A shipped config at its quick size: the lines of NAME.quick stand in for its own.
Economies shipped(const std::string& name);

std::string digest_of(const std::vector<EconomyResult>& results, const RecordPlan& plan);

/// Fails where `digest` is not what pins.txt has for the case `name`.
void expect_pinned(const std::string& name, const std::string& back_end, const std::string& digest);

}  // namespace taosweep
