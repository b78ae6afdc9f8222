// What `taosweep solve` asks and finds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/experiment/experiment.hpp"
#include "host/search/search.hpp"
#include "host/text/parameter_text.hpp"

namespace taosweep {

struct SolveQuestion {
  const ParameterInfo* key = nullptr;
  SearchScale scale;
  SearchTarget target;
  int outcome = 0;
  std::size_t arm = 0;
  std::vector<std::string> arms;      ///< labels of all
  std::optional<double> over, under;  ///< an outcome from, or up to which an economy counts

  /// Whether a share of economies is asked for, not a mean.
  bool of_share() const;
};

/// Reads and checks the options against the config as it is without a value of the key. Throws
/// UsageError before anything runs.
SolveQuestion question_of(const SolveOptions& options, const Experiment& experiment);

/// What the file of one value says. Throws UsageError where no economy defines the outcome.
SearchEstimate estimate_in(const std::string& file, const SolveQuestion& question);

/// Everything that is printed.
struct SolvedSearch {
  std::string config, folder;
  SolveQuestion question;
  std::uint64_t points = 0, replicates = 0;
  std::uint32_t cells = 1;
  SearchResult result;
};

/// `attack.budget_tao=4100.h5`
std::string file_of_value(const SolveQuestion& question, double value);
/// "4100 TAO"
std::string value_with_unit(const SolveQuestion& question, double value);
/// "0.516 (0.38 to 0.65)"
std::string estimate_text(const SearchEstimate& found);

std::string solved_table(const SolvedSearch& solved, bool markdown);
std::string solved_csv(const SolvedSearch& solved);
std::string solved_json(const SolvedSearch& solved);

/// The answer in one sentence.
std::string solved_sentence(const SolvedSearch& solved);
/// Sentences on the whole.
std::vector<std::string> solved_remarks(const SolvedSearch& solved);

}  // namespace taosweep
