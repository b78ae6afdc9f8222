#include "host/run/look/formula_look.hpp"

#include "host/run/jobs.hpp"

namespace taosweep {

std::vector<std::string> refused_formulas(const Experiment& experiment, std::uint64_t point,
                                          Trials& trials) {
  std::vector<std::string> labels;
  std::vector<Job> jobs;
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
    Job job = job_of(experiment, point * economies_per_point(experiment) + arm);
    job.parameters = trial_parameters(experiment, point, arm, TrialClock::coarse);
    if (!follows_formula(job.parameters)) continue;
    labels.push_back(experiment.arms[arm].label);
    jobs.push_back(job);
  }
  const std::vector<Seen> seen = trials.run(jobs);
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!seen[i].ran || !(seen[i].outcomes[outcome_formula_refused] > 0)) continue;
    sentences.push_back("the formula of arm '" + labels[i] +
                        "' gives no weight (below 0, undefined, or beyond 1e100) to some subnet in "
                        "the economy tried: it counts as 0 there, see the outcome formula_refused");
  }
  return sentences;
}

}  // namespace taosweep
