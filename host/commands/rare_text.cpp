// What `taosweep rare` says: the answer, what it cost, and what decides.
#include <cmath>

#include <fmt/core.h>

#include "host/commands/bounds_text.hpp"
#include "host/commands/rare.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/wrapped.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

/// From such a share of those that begin alike on it is the start that decides.
constexpr double start_decides = 0.5;
/// From such a probability on Monte Carlo does as well.
constexpr double common = 0.25;

std::string share_text(const SeenAmong& among) {
  return fmt::format("{} of {} ({}; 95 %: {})", among.seen, among.economies,
                     table_number(among.share()), bounds_text(among.bounds()));
}

std::string answer(const RareFindings& found) {
  const RareEstimate& estimate = found.estimate;
  const std::string where = found.one_arm ? "" : fmt::format(" in arm '{}'", found.arm);
  return fmt::format(
      "Probability of {} within {:g} days{}: {} (95 %: {}; {}, {} runs of {} "
      "replicas).",
      event_text(found.event), found.days, where, table_number(estimate.probability),
      bounds_text(estimate.bounds), estimate.method, found.plan.runs, found.plan.replicas);
}

bool is_common(const RareFindings& found) {
  return found.estimate.probability >= common;
}

/// What more replicas do to runs that do not agree.
std::string more_replicas(const RareFindings& found) {
  const RareEstimate& estimate = found.estimate;
  if (is_common(found)) return "";
  if (estimate.given_up == found.plan.runs)
    return " More --replicas would not change that: ask for a less rare event.";
  return estimate.probability > 0
             ? " More --replicas make them agree, and more --runs let them differ by more."
             : " More --replicas may come as far.";
}

std::string cost(const RareFindings& found) {
  const RareEstimate& estimate = found.estimate;
  const std::string ran = fmt::format("It took {} economies", estimate.economies);
  if (!estimate.remark.empty())
    return fmt::format("{}. The interval is not that of the runs: {}.{}", ran, estimate.remark,
                       more_replicas(found));
  return fmt::format("{}; Monte Carlo needs {:.3g} for an interval as wide, {:.2g} times as many.",
                     ran, estimate.crude, estimate.crude / static_cast<double>(estimate.economies));
}

std::string descent(const RareFindings& found) {
  double reached = 0, roots = 0;
  int runs = 0;
  for (const SplittingRun& run : found.runs) {
    if (run.reached.empty()) continue;
    ++runs;
    reached += static_cast<double>(run.reached.size());
    roots += distinct_roots(run.reached);
  }
  if (runs == 0) return "No replica saw the event.";
  return fmt::format(
      "The {:.3g} replicas of a run that saw the event descend from {:.3g} of its roots.",
      reached / runs, roots / runs);
}

/// What decides the event: what is drawn at the start, or what happens later.
std::string what_decides(const RareFindings& found) {
  const SeenAmong& same = found.same_start;
  if (same.economies == 0) return "";
  const char* drawn = found.drawn ? "parameters and first state" : "first state";
  const std::string told = fmt::format(
      "Of economies with the {} of those that saw it, and other shocks from day 1 on, {} see it",
      drawn, share_text(same));
  if (same.share() >= start_decides)
    return told +
           ": what is drawn at the start decides, and splitting, which begins economies "
           "again later, cannot help with that. More --replicas can" +
           (found.drawn ? ", or narrower draws." : ".");
  if (same.bounds().high < start_decides)
    return told +
           ": it is not decided at the start, and later shocks are what splitting draws "
           "again.";
  return told + ": too few to say whether the start decides.";
}

void add_zeros(std::vector<std::string>& sentences, const RareFindings& found) {
  if (found.estimate.extinct > 0)
    sentences.push_back(
        fmt::format("{} of {} runs died out, as no replica was closer to the event than the rest: "
                    "they count as 0.",
                    found.estimate.extinct, found.plan.runs));
  if (found.estimate.given_up > 0)
    sentences.push_back(fmt::format("{} of {} runs fell below {:g} and count as 0.",
                                    found.estimate.given_up, found.plan.runs, found.plan.smallest));
}

}  // namespace

double SeenAmong::share() const {
  return economies == 0 ? undefined : static_cast<double>(seen) / static_cast<double>(economies);
}

Interval SeenAmong::bounds() const {
  return wilson_interval(share(), static_cast<double>(economies));
}

std::vector<std::string> rare_sentences(const RareFindings& found) {
  std::vector<std::string> sentences{answer(found), cost(found), descent(found)};
  if (is_common(found))
    sentences.push_back(
        "So common an event needs no splitting: `taosweep run`, and the share of economies that "
        "see it, say as much.");
  else if (const std::string decides = what_decides(found); !decides.empty())
    sentences.push_back(decides);
  add_zeros(sentences, found);
  if (found.crude.economies > 0)
    sentences.push_back(
        fmt::format("Of economies that were only begun, {} saw it.", share_text(found.crude)));
  return sentences;
}

std::string rare_text(const RareFindings& found) {
  std::string text;
  for (const std::string& sentence : rare_sentences(found))
    text += wrapped(shown_on_a_line(sentence), 0);
  return text;
}

}  // namespace taosweep
