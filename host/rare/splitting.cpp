#include "host/rare/splitting.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "kernels/random/draw.hpp"

namespace taosweep {
namespace {

/// What a clone draws: its seed, and whom it branches off.
struct CloneDraw {
  std::uint64_t seed;
  std::size_t parent;  ///< among the survivors
};

CloneDraw draw_clone(std::uint64_t seed, int run, int step, int clone, std::size_t survivors) {
  const auto words =
      draw_words(seed, static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(clone),
                 Purpose::branch, std::uint32_t{0}, static_cast<std::uint32_t>(step), 0u);
  const auto joined = [&](int high, int low) {
    return std::uint64_t{words.w[high]} << 32 | words.w[low];
  };
  const auto parent = static_cast<unsigned __int128>(joined(2, 3)) * survivors >> 64;
  return {joined(0, 1), static_cast<std::size_t>(parent)};
}

/// Off `parent` on the first day on which it was above the level.
Lineage branched(const Lineage& parent, const Scores& scores, double level, std::uint64_t seed) {
  const auto above = std::upper_bound(scores.begin(), scores.end(), level);
  const ShockBranch branch{static_cast<std::int32_t>(above - scores.begin()), seed};
  Lineage clone = parent;
  std::erase_if(clone.branches, [&](const ShockBranch& b) { return b.day >= branch.day; });
  clone.branches.push_back(branch);
  if (clone.branches.size() > static_cast<std::size_t>(ShockBranches::most))
    throw std::length_error("a replica would branch off others more often than it can note down");
  return clone;
}

/// The replicas of one run.
class Population {
 public:
  Population(const SplittingPlan& plan, int run) : plan_(plan), run_(run) {
    const auto first = static_cast<std::uint64_t>(run) * static_cast<std::uint64_t>(plan.replicas);
    for (int i = 0; i < plan.replicas; ++i) {
      lineages_.push_back({first + static_cast<std::uint64_t>(i), {}});
      due_.push_back(static_cast<std::size_t>(i));
    }
    scores_.resize(lineages_.size());
  }

  /// Replicas that wait for their scores.
  std::vector<Lineage> due() const {
    std::vector<Lineage> due;
    for (const std::size_t i : due_) due.push_back(lineages_[i]);
    return due;
  }

  /// Takes their scores, then kills and clones, or ends.
  void go_on(std::span<Scores> scores) {
    for (std::size_t i = 0; i < due_.size(); ++i) scores_[due_[i]] = std::move(scores[i]);
    const bool first = found_.replicas == 0;
    found_.replicas += due_.size();
    due_.clear();
    if (first) found_.roots_above = above_the_event();
    const double level = level_to_kill();
    if (level > plan_.level) {
      end();
      return;
    }
    kill(level);
  }

  const SplittingRun& found() const { return found_; }

 private:
  double score(std::size_t i) const { return scores_[i].back(); }

  /// The score of which, and below, there are `killed` replicas at least.
  double level_to_kill() const {
    std::vector<double> all;
    for (std::size_t i = 0; i < scores_.size(); ++i) all.push_back(score(i));
    const auto last = all.begin() + (plan_.killed - 1);
    std::nth_element(all.begin(), last, all.end());
    return *last;
  }

  int above_the_event() const {
    int above = 0;
    for (std::size_t i = 0; i < scores_.size(); ++i) above += score(i) > plan_.level;
    return above;
  }

  //   p <- p (n - K)/n      K replicas at or below the level z, those on it among them
  void kill(double level) {
    std::vector<std::size_t> killed, survivors;
    for (std::size_t i = 0; i < scores_.size(); ++i)
      (score(i) <= level ? killed : survivors).push_back(i);
    ++found_.steps;
    found_.probability *=
        static_cast<double>(survivors.size()) / static_cast<double>(scores_.size());
    found_.extinct = survivors.empty();
    found_.given_up = !found_.extinct && found_.probability < plan_.smallest;
    if (found_.given_up) found_.probability = 0;
    if (found_.extinct || found_.given_up) return;
    for (std::size_t i = 0; i < killed.size(); ++i) {
      const CloneDraw drawn =
          draw_clone(plan_.seed, run_, found_.steps, static_cast<int>(i), survivors.size());
      const std::size_t parent = survivors[drawn.parent];
      lineages_[killed[i]] = branched(lineages_[parent], scores_[parent], level, drawn.seed);
    }
    due_ = std::move(killed);
  }

  //   p <- p m/n      m replicas above the level of the event
  void end() {
    for (std::size_t i = 0; i < scores_.size(); ++i)
      if (score(i) > plan_.level) found_.reached.push_back(lineages_[i]);
    found_.probability *=
        static_cast<double>(found_.reached.size()) / static_cast<double>(scores_.size());
  }

  const SplittingPlan& plan_;
  const int run_;
  std::vector<Lineage> lineages_;
  std::vector<Scores> scores_;
  std::vector<std::size_t> due_;
  SplittingRun found_;
};

}  // namespace

std::vector<SplittingRun> split(const SplittingPlan& plan, const RunReplicas& run) {
  std::vector<Population> populations;
  populations.reserve(static_cast<std::size_t>(plan.runs));
  for (int i = 0; i < plan.runs; ++i) populations.emplace_back(plan, i);
  for (;;) {
    std::vector<Lineage> due;
    std::vector<std::size_t> counts;
    for (const Population& population : populations) {
      const std::vector<Lineage> own = population.due();
      counts.push_back(own.size());
      due.insert(due.end(), own.begin(), own.end());
    }
    if (due.empty()) break;
    std::vector<Scores> scores = run(due);
    std::size_t first = 0;
    for (std::size_t i = 0; i < populations.size(); ++i) {
      if (counts[i] > 0) populations[i].go_on(std::span(scores).subspan(first, counts[i]));
      first += counts[i];
    }
  }
  std::vector<SplittingRun> found;
  for (const Population& population : populations) found.push_back(population.found());
  return found;
}

int distinct_roots(std::span<const Lineage> lineages) {
  std::set<std::uint64_t> roots;
  for (const Lineage& lineage : lineages) roots.insert(lineage.root);
  return static_cast<int>(roots.size());
}

}  // namespace taosweep
