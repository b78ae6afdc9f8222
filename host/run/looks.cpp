#include "host/run/looks.hpp"

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

/// "is 0.42, half-width 0.081" or why there is none.
std::string standing_text(const Look& look) {
  if (!look.refusal.empty()) return fmt::format("has no interval ({})", look.refusal);
  return fmt::format("is {:.4g}, half-width {:.3g}", look.estimate, look.half_width());
}

}  // namespace

void Looks::read(const Chunk& chunk) {
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
    values_.arm.push_back(value(pair, rule.arm));
    values_.baseline.push_back(value(pair, rule.other.value_or(rule.arm)));
    values_.clusters.push_back(
        static_cast<std::int32_t>(results.first_point + pair / results.replicates));
  }
}

Look Looks::take(std::size_t number, const std::vector<Chunk>& chunks) {
  const Stopping& stopping = *experiment_.stopping;
  const std::uint64_t points = stopping.looks.at(number - 1);
  for (; read_ < chunks.size() && chunks[read_].range.first_point < points; ++read_)
    read(chunks[read_]);
  Look look = look_at(stopping.rule, values_, level_of(stopping.looks.size()));
  look.number = number;
  look.points = points;
  return look;
}

std::string look_text(const Stopping& stopping, const Look& look) {
  const std::string subject = stopping.text.substr(0, stopping.text.rfind(" halfwidth"));
  return fmt::format("look {} of {} at {}: {} {}; below {} needed", look.number,
                     stopping.looks.size(), counted(look.points, "point"), subject,
                     standing_text(look), number_text(stopping.rule.half_width));
}

bool ends_early(const Stopping& stopping, const Look& look) {
  return look.undefined && look.points < stopping.looks.back();
}

std::string stop_text(const Stopping& stopping, const Look& look) {
  const OutcomeInfo& info = outcome_table[stopping.rule.outcome];
  if (look.met)
    return fmt::format("stopped at look {} of {}, after {} of at most {} points: {}", look.number,
                       stopping.looks.size(), look.points, stopping.looks.back(), stopping.text);
  if (ends_early(stopping, look))
    return fmt::format(
        "stopped at look {} of {}, after {} of at most {} points, without an answer to {}: {} {} "
        "in none of them (undefined where: {}). To run all points drop sweep.until",
        look.number, stopping.looks.size(), look.points, stopping.looks.back(), stopping.text,
        info.name, stopping.rule.other ? "is defined in both arms" : "is defined",
        info.undefined_when);
  const std::string more =
      look.refusal.empty()
          ? fmt::format("; about {:.0f} points would be needed", points_needed(stopping.rule, look))
          : fmt::format("; no interval: {}", look.refusal);
  return fmt::format("after all {} points it is not met: {}{}", look.points, stopping.text, more);
}

std::string schedule_of_looks(const Stopping& stopping) {
  const auto points =
      joined_as(stopping.looks, [](std::uint64_t look) { return std::to_string(look); });
  return fmt::format("{}; looks at {} points, each with an interval of {:.5g} %", stopping.text,
                     points, 100 * level_of(stopping.looks.size()));
}

}  // namespace taosweep
