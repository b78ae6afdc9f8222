// What `taosweep solve` says: the answer in a sentence, and what it rests on.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/commands/bounds_text.hpp"
#include "host/commands/solve.hpp"
#include "host/store/schema.hpp"
#include "host/text/number_text.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {

namespace {

/// "the share of economies with stopped": what is estimated.
std::string quantity_text(const SolveQuestion& question) {
  const OutcomeInfo& info = outcome_table[question.outcome];
  const std::string unit = std::string(info.unit) == "1" ? "" : std::string(" ") + info.unit;
  std::string text = question.of_share() ? "the share of economies with " : "the mean of ";
  text += info.name;
  if (question.over) text += " of " + number_text(*question.over) + unit + " or more";
  if (question.under) text += " of " + number_text(*question.under) + unit + " or less";
  if (question.arms.size() > 1) text += fmt::format(" in arm '{}'", question.arms[question.arm]);
  return text;
}

/// "0.5 or more".
std::string target_text(const SolveQuestion& question) {
  const std::string unit = outcome_table[question.outcome].unit;
  return number_text(question.target.level) +
         (question.of_share() || unit == "1" ? "" : " " + unit) +
         (question.target.fall ? " or less" : " or more");
}

/// "3600 to 4700 TAO"; an open end is that of the range.
std::string root_bounds_text(const SolvedSearch& solved) {
  const SolveQuestion& question = solved.question;
  const Interval& bounds = solved.result.bounds;
  const auto end = [&](double bound, double of_range, const char* beyond) {
    if (!std::isnan(bound)) return value_text(*question.key, bound);
    return value_text(*question.key, of_range) + beyond;
  };
  return end(bounds.low, question.scale.from, " or less") + " to " +
         end(bounds.high, question.scale.to, " or more");
}

/// An estimate with the digits, four or more, that show on which side of the target it lies.
std::string beside_target(double estimate, double target) {
  constexpr int enough = 17;  // digits that tell any two numbers apart
  std::string text = table_number(estimate);
  for (int digits = 5; digits <= enough && estimate != target && parse_number(text) == target;
       ++digits)
    text = fmt::format("{:.{}g}", estimate, digits);
  return text;
}

std::string found_sentence(const SolvedSearch& solved) {
  const SolveQuestion& question = solved.question;
  const SearchResult& result = solved.result;
  return fmt::format(
      "With {} of {} or {} (95 %: {}), {} is {}: it is {} with {}, and {} with {}, the nearest "
      "value tried at which it is not.",
      question.key->key, value_with_unit(question, result.reached),
      result.upwards() ? "more" : "less", root_bounds_text(solved), quantity_text(question),
      target_text(question),
      beside_target(result.at(result.reached).estimate, question.target.level),
      value_with_unit(question, result.reached),
      beside_target(result.at(result.missed).estimate, question.target.level),
      value_with_unit(question, result.missed));
}

std::string not_bracketed_sentence(const SolvedSearch& solved) {
  const SolveQuestion& question = solved.question;
  const Evaluated &first = solved.result.evaluated.front(), &last = solved.result.evaluated.back();
  return fmt::format(
      "Not found: {} is {} at {} of {}: it is {} with {}, and {} with {}. Choose ends of which one "
      "reaches the target, or another target.",
      quantity_text(question), target_text(question),
      solved.result.end == SearchEnd::reached_at_both ? "both ends" : "neither end",
      question.key->key, estimate_text(first.found), value_with_unit(question, first.value),
      estimate_text(last.found), value_with_unit(question, last.value));
}

std::string reversal_text(const SolvedSearch& solved, const Reversal& reversal) {
  const SolveQuestion& question = solved.question;
  return fmt::format("{} with {} and {} with {} ({} their intervals)",
                     table_number(solved.result.at(reversal.lower).estimate),
                     value_with_unit(question, reversal.lower),
                     table_number(solved.result.at(reversal.higher).estimate),
                     value_with_unit(question, reversal.higher),
                     reversal.beyond ? "beyond" : "within");
}

void add_reversals(std::vector<std::string>& remarks, const SolvedSearch& solved) {
  if (solved.result.reversals.empty()) return;
  std::string pairs;
  for (const Reversal& reversal : solved.result.reversals)
    pairs += (pairs.empty() ? "" : "; ") + reversal_text(solved, reversal);
  remarks.push_back(
      "Warning: the curve turns back between neighbouring values: " + pairs +
      ". It may pass the target elsewhere too; the answer is one crossing, and the interval runs "
      "to the outermost values that were tried.");
}

void add_left_out(std::vector<std::string>& remarks, const SolvedSearch& solved) {
  std::int64_t failed = 0, undefined = 0;
  std::string refusal;
  for (const Evaluated& one : solved.result.evaluated) {
    failed = std::max(failed, one.found.failed);
    undefined = std::max(undefined, one.found.undefined);
    if (refusal.empty()) refusal = one.found.refusal;
  }
  if (failed > 0)
    remarks.push_back(fmt::format(
        "Economies that failed are left out, {} of them at most with one value (`taosweep info` of "
        "its file says why).",
        failed));
  if (undefined > 0)
    remarks.push_back(
        fmt::format("Economies that do not define the outcome are left out, {} of them at most "
                    "with one value: {}.",
                    undefined, outcome_table[solved.question.outcome].undefined_when));
  if (!refusal.empty())
    remarks.push_back("Some values have no interval, and rule nothing out: " + refusal + ".");
}

std::vector<std::string> cells_of(const SolvedSearch& solved, const Evaluated& one) {
  const SearchEstimate& found = one.found;
  const std::string bounds = bounds_text(found.bounds);
  return {value_text(*solved.question.key, one.value),
          table_number(found.estimate),
          bounds.empty() ? "none" : bounds,
          found.method.empty() ? "-" : found.method,
          solved.question.target.reached(found) ? "yes" : "no",
          found.units == found.n ? std::to_string(found.n)
                                 : fmt::format("{} from {}", found.n, found.units),
          std::to_string(found.undefined),
          std::to_string(found.failed)};
}

}  // namespace

std::string file_of_value(const SolveQuestion& question, double value) {
  return fmt::format("{}={}.h5", question.key->key, value_text(*question.key, value));
}

std::string value_with_unit(const SolveQuestion& question, double value) {
  const std::string unit = question.key->unit;
  return value_text(*question.key, value) + (unit == "1" ? "" : " " + unit);
}

std::string estimate_text(const SearchEstimate& found) {
  const std::string bounds = bounds_text(found.bounds);
  return table_number(found.estimate) + (bounds.empty() ? "" : " (" + bounds + ")");
}

std::string solved_sentence(const SolvedSearch& solved) {
  return solved.result.end == SearchEnd::found ? found_sentence(solved)
                                               : not_bracketed_sentence(solved);
}

std::vector<std::string> solved_remarks(const SolvedSearch& solved) {
  std::vector<std::string> remarks{
      fmt::format("Every value ran on the same points and shocks: {} x {}.",
                  counted(solved.points, "point"), counted(solved.replicates, "replicate"))};
  if (solved.result.end == SearchEnd::found)
    remarks.push_back(
        "The interval of the answer holds all values whose own interval of 95 % holds the target; "
        "its ends are the nearest values tried outside.");
  if (solved.cells > 1)
    remarks.push_back(fmt::format(
        "Economies are pooled over the {} cells of the design, which somebody chose: another "
        "choice gives another answer.",
        solved.cells));
  add_left_out(remarks, solved);
  add_reversals(remarks, solved);
  return remarks;
}

std::string solved_table(const SolvedSearch& solved, bool markdown) {
  const auto paragraph = [&](const std::string& text) {
    const std::string line = shown_on_a_line(text);
    return markdown ? line + "\n\n" : wrapped(line, 0);
  };
  std::string text = paragraph(solved_sentence(solved)) + (markdown ? "" : "\n");
  for (const std::string& remark : solved_remarks(solved)) text += paragraph(remark);
  const std::string unit = solved.question.key->unit;
  TextTable table({solved.question.key->key + (unit == "1" ? "" : " [" + unit + "]"), "estimate",
                   "95 % interval", "method", "reached", "economies", "undefined", "failed"});
  for (const Evaluated& one : solved.result.evaluated) table.add(cells_of(solved, one));
  return text + (markdown ? table.markdown() : "\n" + table.aligned());
}

}  // namespace taosweep
