#include "host/experiment/until.hpp"

#include <cmath>

#include <fmt/core.h>

#include "host/experiment/arm_words.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/store/schema.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

constexpr char form[] =
    "sweep.until is OUTCOME halfwidth < X, or with OUTCOME[ARM] or OUTCOME[ARM - ARM]";

/// "stopped[yes]" of "stopped[yes] halfwidth < 0.03", which may have a dot for the blank.
std::pair<std::string, double> subject_and_bound(const std::string& text) {
  const std::string word = "halfwidth";
  const auto less = text.rfind('<'), at = text.rfind(word, less);
  const auto bound = less == std::string::npos ? std::optional<double>()
                                               : parse_number(trimmed(text.substr(less + 1)));
  const bool whole = bound && at != std::string::npos && at > 0 &&
                     (text[at - 1] == '.' || text[at - 1] == ' ') &&
                     trimmed(text.substr(at + word.size(), less - at - word.size())).empty();
  if (!whole) throw UsageError("'" + text + "': " + form);
  return {trimmed(text.substr(0, at - 1)), *bound};
}

/// The arm that is meant where none is named.
std::size_t only_arm(int outcome, const std::vector<std::string>& arms) {
  const std::size_t first = is_against_baseline(outcome) ? 1 : 0;
  if (first + 1 == arms.size()) return first;
  throw UsageError(fmt::format("which arm? {0}[ARM], or {0}[ARM - ARM]; there is: {1}",
                               outcome_table[outcome].name, joined(arms, "; ")));
}

void check(const Until& until, const std::vector<std::string>& arms) {
  const OutcomeInfo& info = outcome_table[until.outcome];
  if (until.other && *until.other == until.arm)
    throw UsageError("'" + arms[until.arm] + "' stands on both sides");
  if (is_against_baseline(until.outcome) && (until.arm == 0 || until.other == 0))
    throw UsageError(
        fmt::format("{} compares with '{}' already, which has none itself", info.name, arms[0]));
  if (const int seen = observed_of(until.outcome); seen >= 0)
    throw UsageError(
        fmt::format("{} is censored where an economy ends first, and has no mean: "
                    "take {}",
                    info.name, outcome_table[seen].name));
  const double widest = is_flag(info) ? (until.other ? 1 : 0.5) : HUGE_VAL;
  if (!(until.half_width > 0))
    throw UsageError(number_text(until.half_width) + ": a half-width is above 0");
  if (until.half_width >= widest)
    throw UsageError(fmt::format("{}: half of an interval of {} is never above {}",
                                 number_text(until.half_width), info.name, number_text(widest)));
}

}  // namespace

Until parse_until(const std::string& text, const std::vector<std::string>& arms) {
  const auto [subject, bound] = subject_and_bound(text);
  const auto open = subject.find('[');
  Until until;
  until.half_width = bound;
  until.outcome = outcome_named(trimmed(subject.substr(0, open)));
  if (open == std::string::npos) {
    until.arm = only_arm(until.outcome, arms);
  } else {
    if (subject.back() != ']') throw UsageError("'" + text + "': " + form);
    const std::string inside = trimmed(subject.substr(open + 1, subject.size() - open - 2));
    if (is_arm(inside, arms) || inside.find(" - ") == std::string::npos)
      until.arm = one_arm(inside, arms);
    else
      std::tie(until.arm, until.other) = two_arms(inside, arms, form);
  }
  check(until, arms);
  return until;
}

std::string until_text(const Until& until, const std::vector<std::string>& arms) {
  const std::string other = until.other ? " - " + arms.at(*until.other) : "";
  return fmt::format("{}[{}{}] halfwidth < {}", outcome_table[until.outcome].name,
                     arms.at(until.arm), other, number_text(until.half_width));
}

std::vector<std::uint64_t> looks_of(std::uint64_t points) {
  std::vector<std::uint64_t> looks;
  for (std::uint64_t look = first_look; look < points; look *= 2) looks.push_back(look);
  looks.push_back(points);
  return looks;
}

double level_of(std::size_t looks) {
  return 1 - (1 - confidence) / static_cast<double>(looks);
}

std::optional<double> least_half_width(const Until& until, double n, double level) {
  if (!is_flag(outcome_table[until.outcome])) return std::nullopt;
  if (!until.other) return exact_interval(0, n, level).high / 2;
  const double z = normal_quantile_at(1 - (1 - level) / 2);
  return z * z / (n + z * z);  // score_interval where all pairs agree
}

}  // namespace taosweep
