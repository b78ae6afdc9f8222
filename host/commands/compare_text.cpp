#include "host/commands/compare_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/text/plain_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {

namespace {

std::string number(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.4g}", value + 0.0);
}

/// "a to b"; empty where there is no interval.
std::string bounds_text(const Interval& bounds) {
  if (std::isnan(bounds.low) && std::isnan(bounds.high)) return "";
  return number(bounds.low) + " to " + number(bounds.high);
}

/// "0.31 (0.2 to 0.45)".
std::string with_bounds(double value, const Interval& bounds) {
  const std::string text = bounds_text(bounds);
  return number(value) + (text.empty() ? "" : " (" + text + ")");
}

std::string pairs_text(const Comparison& found) {
  if (found.clusters == found.n) return std::to_string(found.n);
  return fmt::format("{} from {}", found.n, found.clusters);
}

std::vector<std::string> cells_of(const ComparedRow& row) {
  const OutcomeInfo& info = outcome_table[row.outcome];
  const Comparison& found = row.found;
  const std::string bounds = bounds_text(found.bounds);
  return {info.name,
          info.unit,
          with_bounds(found.baseline, found.baseline_bounds),
          with_bounds(found.arm, found.arm_bounds),
          number(found.difference),
          bounds.empty() ? "none" : bounds,
          found.method.empty() ? "-" : found.method,
          pairs_text(found),
          with_bounds(found.better, found.better_bounds),
          number(found.ties),
          number(found.variance_reduction)};
}

/// What must be known beside the numbers of a row; empty = nothing.
std::string note_of(const std::string& name, int outcome, const Comparison& found) {
  std::vector<std::string> parts;
  if (!std::isnan(found.horizon))
    parts.push_back(fmt::format("times count up to {} {}, where the first is censored",
                                number(found.horizon), outcome_table[outcome].unit));
  if (!found.refusal.empty()) parts.push_back("no interval: " + found.refusal);
  if (!std::isnan(found.median))
    parts.push_back("median difference " + with_bounds(found.median, found.median_bounds) +
                    (std::isnan(found.median_bounds.low) ? ", without an interval" : ""));
  return parts.empty() ? "" : name + ": " + joined(parts, "; ");
}

std::string paragraph(const std::string& text, bool markdown) {
  return markdown ? text + "\n\n" : wrapped(text, 0);
}

std::string heading(const std::string& text, bool markdown) {
  return markdown ? "## " + text + "\n\n" : "\n" + text + "\n\n";
}

std::string shown_note(const std::string& note, bool markdown) {
  if (note.empty()) return "";
  return markdown ? "- " + note + "\n" : wrapped(note, 0, 2);
}

std::string registered_table(const ComparedFile& compared, bool markdown) {
  if (compared.registered.empty())
    return paragraph("none: the config has no [contrasts]", markdown);
  TextTable table(
      {"contrast", "verdict", "expected", "difference", "interval", "at", "method", "pairs"});
  std::string notes;
  for (const JudgedContrast& one : compared.registered) {
    const std::string name = shown_on_a_line(one.contrast.name);
    const std::string bounds = bounds_text(one.found.bounds);
    table.add({name, verdict_word(one.verdict),
               shown_on_a_line(contrast_text(one.contrast, compared.arms)),
               number(one.found.difference), bounds.empty() ? "none" : bounds,
               fmt::format("{:.4g} %", 100 * one.level),
               one.found.method.empty() ? "-" : one.found.method, pairs_text(one.found)});
    notes += shown_note(note_of(name, one.contrast.outcome, one.found), markdown);
  }
  return (markdown ? table.markdown() : table.aligned()) + (notes.empty() ? "" : "\n" + notes) +
         "\n";
}

std::string table_of_arm(const ComparedFile& compared, std::size_t arm, bool markdown) {
  TextTable table({"outcome", "unit", "baseline", "arm", "difference", "95 % interval", "method",
                   "pairs", "better", "ties", "gain"});
  std::string notes;
  for (const ComparedRow& row : compared.rows) {
    if (row.arm != arm) continue;
    table.add(cells_of(row));
    notes += shown_note(note_of(outcome_table[row.outcome].name, row.outcome, row.found), markdown);
  }
  const std::string words = shown_on_a_line(fmt::format(
      "arm '{}' against baseline '{}'", compared.arms[arm], compared.arms[compared.baseline]));
  return paragraph(words, markdown) + (markdown ? table.markdown() : table.aligned()) +
         (notes.empty() ? "" : "\n" + notes) + "\n";
}

}  // namespace

std::string comparison_table(const ComparedFile& compared, bool markdown) {
  std::string text =
      (markdown ? "# " : "") + shown_on_a_line(compared.title) + "\n" + (markdown ? "\n" : "");
  for (const std::string& remark : compared.remarks)
    text += paragraph(shown_on_a_line(remark), markdown);
  text += heading("registered", markdown) + registered_table(compared, markdown);
  text += heading("descriptive", markdown);
  std::vector<std::size_t> arms;
  for (const ComparedRow& row : compared.rows)
    if (std::find(arms.begin(), arms.end(), row.arm) == arms.end()) arms.push_back(row.arm);
  for (const std::size_t arm : arms) text += table_of_arm(compared, arm, markdown);
  return text;
}

}  // namespace taosweep
