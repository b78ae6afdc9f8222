#include "host/experiment/overrides.hpp"

#include <algorithm>

#include "host/text/words.hpp"

namespace taosweep {

std::vector<std::string> override_sentences(const Experiment& experiment) {
  if (experiment.overrides.empty()) return {};
  std::vector<std::string> by_config, by_state;
  for (const std::string& part : split(experiment.overrides, ',')) {
    const std::string key = trimmed(part);
    const bool settled = experiment.start && std::count(experiment.start->settled.begin(),
                                                        experiment.start->settled.end(), key) > 0;
    (settled ? by_state : by_config).push_back(key);
  }
  std::vector<std::string> sentences;
  if (!by_config.empty())
    sentences.push_back("the config overrides the era in " + joined(by_config));
  if (!by_state.empty())
    sentences.push_back("the state " + experiment.start->file.name + " overrides the era in " +
                        joined(by_state));
  return sentences;
}

}  // namespace taosweep
