// Probabilities of rare events by multilevel splitting: replicas that come least close are killed,
// and begun again from a day on which another was closer. Knows no economies.
//
// F. Cerou, A. Guyader (2007), "Adaptive multilevel splitting for rare event analysis", Stochastic
// Analysis and Applications 25; unbiased, also with ties and more than one killed at a step:
// C.-E. Brehier, M. Gazeau, L. Goudenege, T. Lelievre, M. Rousset (2016), "Unbiasedness of some
// generalized adaptive multilevel splitting algorithms", Annals of Applied Probability 26.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kernels/state/shock_key.hpp"

namespace taosweep {

/// Where a replica comes from: with what it began, and when it left the ways of others.
struct Lineage {
  std::uint64_t root = 0;
  std::vector<ShockBranch> branches;  ///< days rising
};

/// Highest score so far, day by day from 0 on; -infinity before there is any. A branch of day d has
/// those of days 0 to d in common with what it branches off.
using Scores = std::vector<double>;

/// Scores of replicas, in order. Throws where there are none.
using RunReplicas = std::function<std::vector<Scores>(std::span<const Lineage>)>;

struct SplittingPlan {
  double level;             ///< the event: a score above it
  int runs;                 ///< independent estimates
  int replicas;             ///< of each run
  int killed;               ///< of each step, at least
  std::uint64_t seed;       ///< of clones
  double smallest = 1e-12;  ///< a run whose estimate falls below it counts as 0
};

/// One estimate.
struct SplittingRun {
  double probability = 1;
  std::uint64_t replicas = 0;    ///< that were run: roots and clones
  int roots_above = 0;           ///< roots above the level of the event, as they began
  int steps = 0;                 ///< at which some were killed
  std::vector<Lineage> reached;  ///< the replicas above the level at the end
  bool extinct = false;          ///< all were killed at once, as none was above the others
  bool given_up = false;         ///< it fell below `smallest`
};

/// Root r of run i is root i * replicas + r. All runs go on together, so that a step of all of them
/// is one call of `run`. Throws std::length_error where a replica would branch off too often.
std::vector<SplittingRun> split(const SplittingPlan& plan, const RunReplicas& run);

/// How many different roots replicas descend from.
int distinct_roots(std::span<const Lineage> lineages);

}  // namespace taosweep
