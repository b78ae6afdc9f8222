#include "host/run/looks.hpp"

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

const char* of_each_cell(const Stopping& stopping) {
  return stopping.cells.size() > 1 ? " of each cell" : "";
}

/// " in the cell attack.day=30", where a rule on all cells fails by one.
std::string in_the_cell(const Stopping& stopping, const Look& look) {
  return stopping.rule.cells > 1 ? " in the cell " + stopping.cells.at(look.cell) : "";
}

/// "is 0.42, half-width 0.081" or why there is none.
std::string standing_text(const Look& look) {
  if (!look.refusal.empty()) return fmt::format("has no interval ({})", look.refusal);
  return fmt::format("is {:.4g}, half-width {:.3g}", look.estimate, look.half_width());
}

}  // namespace

void Looks::read(const Chunk& chunk) {
  const std::uint32_t cell = experiment_.cells.at(chunk.range.first_point);
  const std::optional<std::uint32_t> wanted = experiment_.stopping->rule.cell;
  if (wanted && *wanted != cell) return;
  PairedValues& values = values_.at(wanted ? 0 : cell);
  const PointResults results =
      read_chunk(chunk.file, experiment_, portion_, ChunkPart::without_series);
  const Until& rule = experiment_.stopping->rule;
  const std::size_t arms = experiment_.arms.size(), economies = results.status.size();
  const auto value = [&](std::size_t pair, std::size_t arm) {
    const std::size_t i = pair * arms + arm;
    if (results.status[i] != 0) return undefined;  // as the results file counts it
    return results.outcomes[static_cast<std::size_t>(rule.outcome) * economies + i];
  };
  for (std::size_t pair = 0; pair < economies / arms; ++pair) {
    values.arm.push_back(value(pair, rule.arm));
    values.baseline.push_back(value(pair, rule.other.value_or(rule.arm)));
    values.clusters.push_back(
        static_cast<std::int32_t>(results.first_point + pair / results.replicates));
  }
}

Look Looks::take(std::size_t number, const std::vector<Chunk>& chunks) {
  const Stopping& stopping = *experiment_.stopping;
  const std::uint64_t points = stopping.looks.at(number - 1);
  for (const Chunk& chunk : chunks)
    if (read_.insert(chunk.file).second) read(chunk);
  Look look = look_at_cells(stopping.rule, values_, stopping.level());
  look.number = number;
  look.points = points;
  if (stopping.rule.cell) look.cell = *stopping.rule.cell;
  return look;
}

std::string look_text(const Stopping& stopping, const Look& look) {
  const std::string subject = stopping.text.substr(0, stopping.text.rfind(" halfwidth"));
  const std::string widest =
      stopping.rule.cells > 1
          ? fmt::format("{} of {} cells are narrow enough, the widest is {}: ", look.narrow,
                        stopping.rule.cells, stopping.cells.at(look.cell))
          : "";
  return fmt::format("look {} of {} at {}{}: {}{} {}; below {} needed", look.number,
                     stopping.looks.size(), counted(look.points, "point"), of_each_cell(stopping),
                     widest, subject, standing_text(look), number_text(stopping.rule.half_width));
}

bool ends_early(const Stopping& stopping, const Look& look) {
  return look.undefined && look.points < stopping.looks.back();
}

std::string stop_text(const Stopping& stopping, const Look& look) {
  const OutcomeInfo& info = outcome_table[stopping.rule.outcome];
  const std::string at = fmt::format("stopped at look {} of {}, after {} of at most {} points{}",
                                     look.number, stopping.looks.size(), look.points,
                                     stopping.looks.back(), of_each_cell(stopping));
  if (look.met) return fmt::format("{}: {}", at, stopping.text);
  const std::string where = in_the_cell(stopping, look);
  if (ends_early(stopping, look))
    return fmt::format(
        "{}, without an answer to {}: {} {} in none of them{} (undefined where: {}). To run all "
        "points drop sweep.until",
        at, stopping.text, info.name,
        stopping.rule.other ? "is defined in both arms" : "is defined", where, info.undefined_when);
  const std::string more =
      look.refusal.empty() ? fmt::format("; about {:.0f} points{} would be needed",
                                         points_needed(stopping.rule, look), of_each_cell(stopping))
                           : fmt::format("; no interval{}: {}", where, look.refusal);
  return fmt::format("after all {} points{} it is not met: {}{}", look.points,
                     of_each_cell(stopping), stopping.text, more);
}

std::string schedule_of_looks(const Stopping& stopping) {
  const auto points =
      joined_as(stopping.looks, [](std::uint64_t look) { return std::to_string(look); });
  const std::string together =
      stopping.rule.cells > 1 ? fmt::format(" in each of {} cells", stopping.rule.cells) : "";
  return fmt::format("{}; looks at {} points{}, each with an interval of {:.5g} %{}", stopping.text,
                     points, of_each_cell(stopping), 100 * stopping.level(), together);
}

}  // namespace taosweep
