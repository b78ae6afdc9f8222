#include "host/run/preview.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/experiment/registered.hpp"
#include "host/parallel/workers.hpp"
#include "host/run/economy_cost.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/store/read/glance.hpp"
#include "host/text/words.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {
namespace {

constexpr int low_percent = 10, middle_percent = 50, high_percent = 90;
// Numbers in memory: a preview is over long before it has so many.
constexpr std::uint64_t most_pairs = 1 << 14;

/// The economies of one pair, arm by arm.
struct Pair {
  std::uint64_t point, replicate;
  std::vector<EconomyResult> arms;
  std::size_t finished = 0;
};

class Runner {
 public:
  Runner(const Experiment& experiment, const Portion& portion, const PreviewWay& way)
      : experiment_(experiment),
        portion_(portion),
        parameters_(experiment),
        record_(record_plan(experiment)),
        isa_(way.isa),
        stop_(way.stop),
        end_(std::chrono::steady_clock::now() +
             std::chrono::milliseconds(static_cast<std::int64_t>(1000 * way.seconds))),
        pairs_(std::min(most_pairs, portion.points.size() * experiment.replicates)) {
    for (std::uint64_t turn = 0; turn < pairs_.size(); ++turn) {
      std::tie(pairs_[turn].point, pairs_[turn].replicate) =
          preview_pair(turn, portion.points.size());
    }
  }

  /// One thread's part: arms of one pair after the other.
  void run() {
    const std::size_t arms = experiment_.arms.size();
    for (;;) {
      const std::uint64_t task = next_.fetch_add(1);
      Pair* const pair = task / arms < pairs_.size() ? &pairs_[task / arms] : nullptr;
      if (!pair || *stop_ || is_over()) return;
      const std::uint64_t arm = task % arms;
      const std::uint64_t economy =
          (portion_.points[pair->point] * experiment_.replicates + pair->replicate) * arms + arm;
      const Job job = job_of(experiment_, parameters_, economy);
      EconomyResult result = advance_cpu({&job, 1}, record_, isa_, stop_).front();
      result.series = {};
      const std::lock_guard lock(mutex_);
      if (result.status == Status::not_run) return;
      pair->arms.resize(arms);
      pair->arms[arm] = std::move(result);
      ++pair->finished;
    }
  }

  /// Of the longest economy of the first pair, about [s].
  double one_takes() const {
    double work = 0;
    for (std::size_t arm = 0; arm < experiment_.arms.size(); ++arm)
      work = std::max(work, cost_of_economy(parameters_.of(portion_.points[0], arm)).work);
    return work / info_of(isa_).speed;
  }

  void give_up() { next_ = pairs_.size() * experiment_.arms.size(); }

  std::vector<Pair> complete() const {
    std::vector<Pair> done;
    for (const Pair& pair : pairs_)
      if (pair.finished == experiment_.arms.size()) done.push_back(pair);
    return done;
  }

 private:
  bool is_over() const { return std::chrono::steady_clock::now() >= end_; }

  const Experiment& experiment_;
  const Portion& portion_;
  const EconomyParameters parameters_;
  const RecordPlan record_;
  const Isa isa_;
  const std::atomic<bool>* const stop_;
  const std::chrono::steady_clock::time_point end_;
  std::atomic<std::uint64_t> next_{0};
  std::mutex mutex_;
  std::vector<Pair> pairs_;
};

/// All numbers of some pairs, with the outcomes that compare arms.
PointResults results_of(const std::vector<Pair>& pairs, std::size_t arms) {
  PointResults results;
  results.points = pairs.size();
  results.replicates = 1;
  for (const Pair& pair : pairs)
    for (const EconomyResult& arm : pair.arms)
      results.status.push_back(static_cast<std::int32_t>(arm.status));
  for (int k = 0; k < outcome_count; ++k)
    for (const Pair& pair : pairs)
      for (const EconomyResult& arm : pair.arms) results.outcomes.push_back(arm.outcomes[k]);
  derive_outcomes(results, arms);
  return results;
}

/// Those that something was registered of, then the other headline outcomes.
std::vector<int> outcomes_of(const std::vector<Contrast>& registered) {
  std::vector<int> chosen;
  const auto add = [&](int outcome) {
    if (std::find(chosen.begin(), chosen.end(), outcome) == chosen.end()) chosen.push_back(outcome);
  };
  for (const Contrast& contrast : registered) add(contrast.outcome);
  for (const int outcome : headline_outcomes()) add(outcome);
  return chosen;
}

void add_rows(const PointResults& results, std::size_t arms, const std::vector<int>& outcomes,
              Preview& preview) {
  const std::size_t economies = results.status.size();
  for (const int outcome : outcomes) {
    bool is_left_out = false;
    for (std::size_t arm = 0; arm < arms; ++arm) {
      std::vector<double> values;
      for (std::size_t i = arm; i < economies; i += arms) {
        const double value = results.outcomes[outcome * economies + i];
        if (results.status[i] == 0 && value == value) values.push_back(value);
      }
      const auto n = static_cast<std::int64_t>(values.size());
      if (n < fewest_previewed) {
        is_left_out = is_left_out || n > 0;
        continue;
      }
      std::sort(values.begin(), values.end());
      const auto at = [&](int percent) {
        return values[static_cast<std::size_t>(quantile_rank(percent, n))];
      };
      preview.rows.push_back(
          {outcome, arm, n, at(low_percent), at(middle_percent), at(high_percent)});
    }
    preview.left_out += is_left_out;
  }
}

/// Why there are no quantiles, and what to look at instead.
std::string why_none(const Preview& preview, std::uint64_t arms) {
  const std::string instead =
      "no preview; `taosweep status OUT --follow` beside the run shows outcomes as economies "
      "finish";
  if (preview.too_long)
    return fmt::format("preview: an economy is expected to take longer than {} s: {}",
                       longest_previewed_seconds, instead);
  return fmt::format(
      "preview: {} of {} economies finished within {:.1f} s{}, and quantiles are shown of {} or "
      "more{}: {}",
      preview.pairs * arms, preview.pairs_in_all * arms, preview.seconds,
      arms > 1 ? " with all arms of their point" : "", fewest_previewed,
      arms > 1 ? " in each arm" : "", instead);
}

}  // namespace

std::pair<std::uint64_t, std::uint64_t> preview_pair(std::uint64_t turn, std::uint64_t points) {
  // Steps of the golden section, on a whole number that shares no divisor with that of the points.
  auto step = static_cast<std::uint64_t>(0.6180339887498949 * static_cast<double>(points));
  while (std::gcd(std::max<std::uint64_t>(step, 1), points) != 1) ++step;
  return {turn % points * std::max<std::uint64_t>(step, 1) % points, turn / points};
}

Preview make_preview(const Experiment& experiment, const Portion& portion, const PreviewWay& way) {
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  Preview preview;
  preview.points_in_all = portion.points.size();
  preview.pairs_in_all = portion.points.size() * experiment.replicates;
  Runner runner(experiment, portion, way);
  preview.too_long = runner.one_takes() > way.longest;
  if (preview.too_long) return preview;
  bool told = false;
  Work work;
  work.run = [&](int) { runner.run(); };
  work.watch = [&] {
    if (told || seconds() < way.seconds + way.patience) return;
    told = true;
    way.still_waiting();
  };
  work.give_up = [&] { runner.give_up(); };
  work.interval = std::chrono::milliseconds(10);
  run_workers(way.threads, work);

  const std::vector<Pair> pairs = runner.complete();
  preview.pairs = pairs.size();
  std::set<std::uint64_t> points;
  for (const Pair& pair : pairs) points.insert(pair.point);
  preview.points = points.size();
  add_rows(results_of(pairs, experiment.arms.size()), experiment.arms.size(),
           outcomes_of(registered_in(experiment.config, experiment.inputs)), preview);
  preview.seconds = seconds();
  return preview;
}

std::vector<std::string> preview_lines(const Preview& preview, const Experiment& experiment) {
  const std::uint64_t arms = experiment.arms.size();
  if (static_cast<std::int64_t>(preview.pairs) < fewest_previewed) return {why_none(preview, arms)};
  std::vector<std::string> lines = {fmt::format(
      "preview, not a result: {} of {} economies, at {} of {} points spread evenly over the "
      "design, all of them together; {:.1f} s",
      preview.pairs * arms, preview.pairs_in_all * arms, preview.points, preview.points_in_all,
      preview.seconds)};
  for (const PreviewRow& row : preview.rows) {
    const OutcomeInfo& info = outcome_table[row.outcome];
    std::string line = fmt::format("preview: {}", info.name);
    if (arms > 1) line += ", " + experiment.arms[row.arm].label;
    line += fmt::format(": median {:.3g}, 10 % {:.3g}, 90 % {:.3g} (n {})", row.median, row.low,
                        row.high, row.n);
    lines.push_back(std::move(line));
  }
  if (preview.left_out > 0)
    lines.push_back(fmt::format("preview: {} left out where fewer than {} economies define them",
                                counted(preview.left_out, "outcome"), fewest_previewed));
  else if (preview.rows.empty())
    lines.push_back("preview: none of the headline outcomes is defined in these economies");
  return lines;
}

}  // namespace taosweep
