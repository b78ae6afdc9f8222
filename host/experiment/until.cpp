#include "host/experiment/until.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/experiment/arm_words.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/store/schema.hpp"
#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

constexpr char form[] =
    "expected OUTCOME halfwidth < X, or with OUTCOME[ARM], OUTCOME[ARM - ARM] or "
    "quantile(OUTCOME[ARM], 0.9) in its place, and of a map with ' in CELL' or ' in every cell' "
    "behind it";

constexpr char quantile_word[] = "quantile(", every_cell[] = "every cell";

struct Parts {
  std::string subject;
  double bound;
  std::string cell;  ///< empty = none is named
};

/// "stopped[yes]" of "stopped[yes] halfwidth < 0.03 in CELL", which may have a dot for the blank.
Parts parts_of(const std::string& text) {
  const std::string word = "halfwidth", in = " in ";
  const auto less = text.rfind('<'), at = text.rfind(word, less);
  std::string behind = less == std::string::npos ? "" : text.substr(less + 1), cell;
  if (const auto place = behind.find(in); place != std::string::npos) {
    cell = trimmed(behind.substr(place + in.size()));
    behind.resize(place);
  }
  const auto bound = parse_number(trimmed(behind));
  const bool whole = bound && at != std::string::npos && at > 0 &&
                     (text[at - 1] == '.' || text[at - 1] == ' ') &&
                     trimmed(text.substr(at + word.size(), less - at - word.size())).empty();
  if (!whole) throw UsageError(form);
  return {trimmed(text.substr(0, at - 1)), *bound, cell};
}

/// Takes "quantile(" and ", 0.9)" off a subject that has them; names of arms may hold commas.
std::optional<double> take_quantile(std::string& subject) {
  if (!subject.starts_with(quantile_word)) return std::nullopt;
  const auto comma = subject.rfind(',');
  if (subject.back() != ')' || comma == std::string::npos) throw UsageError(form);
  const std::string text = trimmed(subject.substr(comma + 1, subject.size() - comma - 2));
  const auto p = parse_number(text);
  if (!p || !(*p > 0 && *p < 1))
    throw UsageError("'" + text + "' is no quantile: a number between 0 and 1");
  const std::size_t begin = std::string(quantile_word).size();
  subject = trimmed(subject.substr(begin, comma - begin));
  return p;
}

/// The arm that is meant where none is named.
std::size_t only_arm(const Until& until, const std::vector<std::string>& arms) {
  const std::string name = outcome_table[until.outcome].name;
  const std::size_t first = is_against_baseline(until.outcome) ? 1 : 0;
  if (first + 1 == arms.size()) return first;
  if (first == arms.size())
    throw UsageError(
        fmt::format("{} compares with '{}', and there is no other arm", name, arms[0]));
  const std::vector<std::string> choice(arms.begin() + static_cast<std::ptrdiff_t>(first),
                                        arms.end());
  const std::string forms = until.quantile ? fmt::format("{}{}[ARM], {})", quantile_word, name,
                                                         number_text(*until.quantile))
                                           : fmt::format("{0}[ARM], or {0}[ARM - ARM]", name);
  throw UsageError(fmt::format("which arm? {}; there is: {}", forms, joined(choice, "; ")));
}

/// However it is written: with other blanks, or as a sentence begins.
bool is_every_cell(std::string text) {
  std::erase(text, ' ');
  if (!text.empty() && text.front() == 'E') text.front() = 'e';
  return text == "everycell";
}

std::uint32_t one_cell(const std::string& cell, const std::vector<std::string>& cells) {
  std::vector<std::string> known = cells;
  known.push_back(every_cell);
  if (nearest(cell, known) == every_cell)
    throw UsageError(fmt::format("there is no cell '{}'; the nearest is '{}'", cell, every_cell));
  return cell_named(cell, cells);
}

void read_cell(const std::string& cell, const std::vector<std::string>& cells, Until& until) {
  if (cells.size() > 1 && cell.empty())
    throw UsageError(fmt::format(
        "which cell? listed axes of [vary] make {}, and each has an interval of its own: put ' in "
        "CELL' or ' in every cell' behind the rule. There is: {}",
        cells.size(), cells_text(cells)));
  if (is_every_cell(cell)) until.cells = static_cast<std::uint32_t>(cells.size());
  if (cell.empty() || is_every_cell(cell)) return;
  const std::uint32_t named = one_cell(cell, cells);
  if (cells.size() > 1) until.cell = named;
}

void check(const Until& until, const std::vector<std::string>& arms) {
  const OutcomeInfo& info = outcome_table[until.outcome];
  if (until.other && *until.other == until.arm)
    throw UsageError("'" + arms[until.arm] + "' stands on both sides");
  if (is_against_baseline(until.outcome) && (until.arm == 0 || until.other == 0))
    throw UsageError(
        fmt::format("{} compares with '{}' already, which has none itself", info.name, arms[0]));
  if (const int seen = observed_of(until.outcome); seen >= 0)
    throw UsageError(fmt::format(
        "{} is censored where an economy ends first, and {} known: take {}", info.name,
        until.quantile ? "its quantiles are not" : "its mean is not", outcome_table[seen].name));
  if (until.quantile && is_flag(info))
    throw UsageError(
        fmt::format("{0} is 0 or 1, and its quantiles as well: take its share, "
                    "{0} halfwidth < X",
                    info.name));
  if (until.quantile && until.other)
    throw UsageError(
        "a quantile is that of one arm: a difference of arms has a mean, which is "
        "OUTCOME[ARM - ARM] halfwidth < X");
  const double widest = is_flag(info) ? (until.other ? 1 : 0.5) : HUGE_VAL;
  if (!(until.half_width > 0))
    throw UsageError(number_text(until.half_width) + ": a half-width is above 0");
  if (until.half_width >= widest)
    throw UsageError(fmt::format("{}: half of an interval of {} is never above {}",
                                 number_text(until.half_width), info.name, number_text(widest)));
}

}  // namespace

Until parse_until(const std::string& text, const std::vector<std::string>& arms,
                  const std::vector<std::string>& cells) {
  auto [subject, bound, cell] = parts_of(text);
  Until until;
  until.half_width = bound;
  until.quantile = take_quantile(subject);
  if (subject.empty()) throw UsageError(form);
  const auto open = subject.find('[');
  until.outcome = outcome_named(trimmed(subject.substr(0, open)));
  if (open == std::string::npos) {
    until.arm = only_arm(until, arms);
  } else {
    if (subject.back() != ']') throw UsageError(form);
    const std::string inside = trimmed(subject.substr(open + 1, subject.size() - open - 2));
    if (is_arm(inside, arms) || inside.find(" - ") == std::string::npos)
      until.arm = one_arm(inside, arms);
    else
      std::tie(until.arm, until.other) = two_arms(inside, arms, form);
  }
  check(until, arms);
  read_cell(cell, cells, until);
  return until;
}

std::string until_text(const Until& until, const std::vector<std::string>& arms,
                       const std::vector<std::string>& cells) {
  const std::string other = until.other ? " - " + arms.at(*until.other) : "";
  std::string subject =
      fmt::format("{}[{}{}]", outcome_table[until.outcome].name, arms.at(until.arm), other);
  if (until.quantile)
    subject = fmt::format("{}{}, {})", quantile_word, subject, number_text(*until.quantile));
  // Without a map nothing: such configs keep their hash.
  const std::string cell =
      cells.size() < 2 ? "" : " in " + (until.cell ? cells.at(*until.cell) : every_cell);
  return subject + " halfwidth < " + number_text(until.half_width) + cell;
}

std::vector<std::uint64_t> looks_of(std::uint64_t points) {
  std::vector<std::uint64_t> looks;
  for (std::uint64_t look = first_look; look < points; look *= 2) looks.push_back(look);
  looks.push_back(points);
  return looks;
}

double level_of(std::size_t looks, std::size_t cells) {
  return 1 - (1 - confidence) / static_cast<double>(looks * cells);
}

double fewest_for_quantile(double p, double level) {
  return std::ceil(std::log((1 - level) / 2) / std::log(std::max(p, 1 - p)));
}

std::optional<double> least_half_width(const Until& until, double n, double level) {
  if (!is_flag(outcome_table[until.outcome])) return std::nullopt;
  if (!until.other) return exact_interval(0, n, level).high / 2;
  const double z = normal_quantile_at(1 - (1 - level) / 2);
  return z * z / (n + z * z);  // score_interval where all pairs agree
}

}  // namespace taosweep
