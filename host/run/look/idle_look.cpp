#include "host/run/look/idle_look.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/core.h>

#include "host/run/jobs.hpp"
#include "host/run/look/action_horizon.hpp"
#include "host/run/look/formula_look.hpp"
#include "host/run/look/late_eras.hpp"
#include "host/run/look/own_eras.hpp"
#include "host/run/look/trial_comparison.hpp"
#include "host/run/look/words.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/statistics/findings.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

constexpr double no_end = std::numeric_limits<double>::infinity();
// Cases of points and arms in a look: to prepare them takes time as well.
constexpr std::size_t most_cases = 288, most_points = 96;
constexpr std::array<double, 3> first_days = {2, 8, 32};
constexpr std::size_t wanted_economies = 12, enough_economies = 6;
// Parts of the time: until then questions are asked anyhow, may be asked, and switches are sought.
constexpr double part_of_questions = 0.25, end_of_questions = 0.65, end_of_switches = 0.9;

/// Short economies first: most things matter in the first days. What is open then may have a switch
/// that shows in the first days too. Last a few economies on a finer clock: on the coarse one two
/// times may fall together. False where the time did not last.
bool ask(TrialComparison& comparison, SwitchSearch& search,
         const std::vector<std::uint64_t>& points, double longest) {
  for (const double days : first_days)
    if (days < longest && !comparison.look(points, {days, 6})) return false;
  if (comparison.open())
    for (const double days : first_days) search.look(choice_switches(), days, 1);
  for (double days = 4 * first_days.back(); days < longest; days *= 4)
    if (!comparison.look(points, {days, 6})) return false;
  if (!comparison.look(points, {no_end, wanted_economies, part_of_questions})) return false;
  comparison.look(points, {no_end, 1, 0, TrialClock::ticks});
  return true;
}

/// Outcomes that some economy of a few points defined. Nothing where the time did not last.
std::vector<bool> defined_outcomes(const Experiment& experiment, Trials& trials,
                                   const std::vector<std::uint64_t>& points) {
  constexpr std::size_t most = 6;
  const std::size_t arms = std::min<std::size_t>(4, experiment.arms.size());
  std::vector<bool> defined(outcome_count);
  for (std::size_t i = 0; i < std::min(most, points.size()); ++i) {
    std::vector<Job> jobs;
    for (std::size_t arm = 0; arm < arms; ++arm) {
      jobs.push_back(job_of(experiment, points[i] * economies_per_point(experiment) + arm));
      jobs.back().parameters = trial_parameters(experiment, points[i], arm, TrialClock::coarse);
    }
    const std::vector<Seen> seen = trials.run(jobs);
    PointResults results;
    results.points = results.replicates = 1;
    results.outcomes.resize(arms * outcome_count);
    for (std::size_t arm = 0; arm < arms; ++arm) {
      if (!seen[arm].ran) return {};
      results.status.push_back(static_cast<std::int32_t>(seen[arm].status));
      for (int outcome = 0; outcome < outcome_count; ++outcome)
        results.outcomes[outcome * arms + arm] = seen[arm].outcomes[outcome];
    }
    derive_outcomes(results, arms);
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      for (std::size_t arm = 0; arm < arms; ++arm)
        if (const double x = results.outcomes[outcome * arms + arm]; x == x)
          defined[outcome] = true;
    if (std::find(defined.begin(), defined.end(), false) == defined.end()) break;
  }
  return defined;
}

std::vector<Switch> longer_horizons(const std::optional<LateAction>& late) {
  std::vector<Switch> switches;
  if (late && late->days > 0) switches.push_back({&parameter("time.days"), late->days});
  if (late && late->days_after_start > 0)
    switches.push_back({&parameter("time.days_after_start"), late->days_after_start});
  return switches;
}

}  // namespace

LookReport look_for_idle(const Experiment& experiment, double seconds,
                         const std::atomic<bool>* stop) {
  LookReport report;
  if (experiment.start) {
    report.warnings = experiment.start->warnings;
    report.notes = experiment.start->notes;
  }
  const auto late = late_action(experiment);
  if (late) report.warnings.push_back(late->sentence);
  if (const auto eras = late_eras(experiment)) report.warnings.push_back(*eras);
  for (const std::string& sentence : idle_own_eras(experiment)) report.warnings.push_back(sentence);

  const std::vector<std::uint64_t> points = trial_points(
      experiment,
      std::min(most_points, std::max<std::size_t>(1, most_cases / experiment.arms.size())));
  Trials trials(seconds, stop);
  trials.allow(end_of_questions);
  TrialComparison comparison(experiment, trials);
  SwitchSearch search(experiment, trials, comparison.questions(), points);
  const bool in_time = ask(comparison, search, points, experiment.base.time.days);
  if (stop && *stop) return {};
  trials.allow(end_of_switches);
  search.look(choice_switches(), no_end, 2);
  search.look(longer_horizons(late), no_end, 3);
  for (const double days : {8, 32}) search.look(number_switches(), days, 1);

  std::vector<Question> idle;
  std::vector<std::optional<Switch>> switches;
  std::vector<std::string> unfit, unknown;
  for (std::size_t i = 0; i < comparison.questions().size(); ++i) {
    const Question& question = comparison.questions()[i];
    if (question.read) continue;
    if (question.unfit) {
      unfit.push_back(question.info->key);
    } else if (question.tried >= (in_time ? 1 : enough_economies)) {
      idle.push_back(question);
      switches.push_back(search.found()[i]);
    } else {
      unknown.push_back(question.info->key);
    }
  }
  for (const std::string& sentence : idle_sentences(idle, switches))
    report.warnings.push_back(sentence);
  const std::size_t told = comparison.points_told();
  if (told >= (in_time ? 1 : enough_economies)) {
    const std::string where = fmt::format(" in the {} tried", counted(told, "point"));
    std::vector<std::string> labels;
    for (const Arm& arm : experiment.arms) labels.push_back(arm.label);
    for (const std::string& arms : twin_lists(labels, comparison.kinds()))
      report.warnings.push_back("arms " + arms + " give identical economies" + where);
  } else if (comparison.twins()) {
    unknown.push_back("whether arms are identical");
  }

  trials.allow(1);
  for (const std::string& sentence : refused_formulas(experiment, points.front(), trials))
    report.warnings.push_back(sentence);
  const std::vector<bool> defined = defined_outcomes(experiment, trials, points);
  if (defined.empty()) {
    unknown.push_back("which outcomes stay undefined");
  } else if (const std::string list = undefined_list(defined); !list.empty()) {
    const auto undefined = std::count(defined.begin(), defined.end(), false);
    const std::string counts = fmt::format(
        "{} of {} outcomes stay undefined in the economies tried: ", undefined, outcome_count);
    report.undefined = counts + list;
    report.shown_undefined = counts + undefined_list(defined, most_shown_undefined);
    report.defined = 1 - static_cast<double>(undefined) / static_cast<int>(outcome_count);
    report.acts = defined[outcome_action_day];
  }
  std::vector<std::string> reasons;
  if (!unknown.empty())
    reasons.push_back(fmt::format("not looked at within {} s: {}", seconds, listed(unknown)));
  if (!unfit.empty())
    reasons.push_back("not looked at, since some economies take no other value: " + listed(unfit));
  if (experiment.arms.size() > TrialComparison::most_arms)
    reasons.push_back(
        fmt::format("arms beyond the first {} were not compared", TrialComparison::most_arms));
  report.not_looked_at = joined(reasons, "; ");
  return report;
}

}  // namespace taosweep
