#include "host/commands/compare_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/commands/bounds_text.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {

namespace {

/// "0.31 (0.2 to 0.45)".
std::string with_bounds(double value, const Interval& bounds) {
  const std::string text = bounds_text(bounds);
  return table_number(value) + (text.empty() ? "" : " (" + text + ")");
}

std::string count_text(std::int64_t n, int units) {
  return units == n ? std::to_string(n) : fmt::format("{} from {}", n, units);
}

/// "48 from 12"; of samples "48 from 12, baseline 20".
std::string pairs_text(const Comparison& found) {
  const std::string pairs = count_text(found.n, found.clusters);
  if (found.baseline_n == 0) return pairs;
  return pairs + ", baseline " + count_text(found.baseline_n, found.baseline_clusters);
}

std::vector<std::string> cells_of(const ComparedFile& compared, const ComparedRow& row) {
  const OutcomeInfo& info = outcome_table[row.outcome];
  const Comparison& found = row.found;
  const std::string bounds = bounds_text(found.bounds);
  std::vector<std::string> cells{info.name};
  if (row.cell != all_cells)
    cells.push_back(shown_on_a_line(compared.cells[static_cast<std::size_t>(row.cell)]));
  for (const std::string& cell : std::vector<std::string>{
           info.unit, with_bounds(found.baseline, found.baseline_bounds),
           with_bounds(found.arm, found.arm_bounds),
           table_number(compared.ratio ? found.ratio : found.difference),
           bounds.empty() ? "none" : bounds, found.method.empty() ? "-" : found.method,
           pairs_text(found), with_bounds(found.better, found.better_bounds),
           table_number(found.ties), table_number(found.variance_reduction)})
    cells.push_back(cell);
  return cells;
}

/// What must be known beside the numbers of a row; empty = nothing.
std::string note_of(const std::string& name, int outcome, const Comparison& found) {
  std::vector<std::string> parts;
  if (!std::isnan(found.horizon))
    parts.push_back(fmt::format("times count up to {} {}, where the first is censored",
                                table_number(found.horizon), outcome_table[outcome].unit));
  if (!found.refusal.empty()) parts.push_back("no interval: " + found.refusal);
  if (!std::isnan(found.median))
    parts.push_back((found.baseline_n > 0 ? "difference of medians " : "median difference ") +
                    with_bounds(found.median, found.median_bounds) +
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

std::string why_none_registered(const ComparedFile& compared) {
  if (compared.other) return "none: contrasts are of arms of one file";
  if (compared.ratio || !compared.cells.empty())
    return "none here: verdicts are on differences over all cells, `taosweep compare FILE`";
  return "none: the config has no [contrasts]";
}

std::string registered_table(const ComparedFile& compared, bool markdown) {
  if (compared.registered.empty()) return paragraph(why_none_registered(compared), markdown);
  TextTable table(
      {"contrast", "verdict", "expected", "difference", "interval", "at", "method", "pairs"});
  std::string notes;
  for (const JudgedContrast& one : compared.registered) {
    const std::string name = shown_on_a_line(one.contrast.name);
    const std::string bounds = bounds_text(one.found.bounds);
    table.add({name, verdict_word(one.verdict),
               shown_on_a_line(contrast_text(one.contrast, compared.arms)),
               table_number(one.found.difference), bounds.empty() ? "none" : bounds,
               fmt::format("{:.4g} %", 100 * one.level),
               one.found.method.empty() ? "-" : one.found.method, pairs_text(one.found)});
    notes += shown_note(note_of(name, one.contrast.outcome, one.found), markdown);
  }
  return (markdown ? table.markdown() : table.aligned()) + (notes.empty() ? "" : "\n" + notes) +
         "\n";
}

std::string table_of_arm(const ComparedFile& compared, std::size_t arm, bool markdown) {
  std::vector<std::string> head{"outcome"};
  if (!compared.cells.empty()) head.emplace_back("cell");
  head.insert(head.end(), {"unit", "baseline", "arm", compared.ratio ? "ratio" : "difference",
                           "95 % interval", "method", "pairs", "better", "ties", "gain"});
  TextTable table(head);
  std::string notes;
  for (const ComparedRow& row : compared.rows) {
    if (row.arm != arm) continue;
    table.add(cells_of(compared, row));
    std::string name = outcome_table[row.outcome].name;
    if (row.cell != all_cells)
      name += ", " + shown_on_a_line(compared.cells[static_cast<std::size_t>(row.cell)]);
    notes += shown_note(note_of(name, row.outcome, row.found), markdown);
  }
  const std::string words = shown_on_a_line(
      compared.other
          ? fmt::format("arm '{}' of {} against '{}' of {}", compared.arms[arm],
                        compared.other->file, compared.baseline_of(arm), compared.identity.file)
          : fmt::format("arm '{}' against baseline '{}'", compared.arms[arm],
                        compared.baseline_of(arm)));
  return paragraph(words, markdown) + (markdown ? table.markdown() : table.aligned()) +
         (notes.empty() ? "" : "\n" + notes) + "\n";
}

}  // namespace

std::string comparison_table(const ComparedFile& compared, bool markdown) {
  std::string text = (markdown ? "# " : "") + shown_on_a_line(compared.identity.title) + "\n" +
                     (markdown ? "\n" : "");
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

void say_comparison(const ComparedFile& compared, CompareForm form) {
  switch (form) {
    case CompareForm::json:
      say_text(comparison_json(compared));
      break;
    case CompareForm::csv:
      say_text(comparison_csv(compared));
      break;
    default:
      say_text(comparison_table(compared, form == CompareForm::markdown));
  }
}

}  // namespace taosweep
