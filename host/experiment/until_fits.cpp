#include "host/experiment/until_fits.hpp"

#include <fmt/core.h>

#include "host/text/number_text.hpp"

namespace taosweep {
namespace {

/// Why the first points, by number, are no sweep of their own; empty = they are.
std::string reason_against(const Request& request) {
  if (!request.points)
    return "a sweep that stops does so after the first of its drawn points: draw an axis of "
           "[vary], and give the most points as sweep.points";
  if (request.sampling.kind != DesignKind::random)
    return fmt::format(
        "under design = {} points depend on each other, and the first of them are no design of "
        "their own: take design = random",
        info_of(request.sampling.kind).name);
  if (request.common_shocks)
    return "under common_shocks = points all points share their shocks, and more points do not "
           "narrow what those say: take common_shocks = arms";
  if (*request.points <= first_look)
    return fmt::format(
        "sweep.points is the most that may be needed, and the first look is at {}: "
        "give more",
        first_look);
  return "";
}

bool can_be_met(const Until& until, std::uint64_t points, std::uint64_t replicates) {
  const double n = static_cast<double>(points) * static_cast<double>(replicates);
  const double level = level_of(looks_of(points).size(), until.cells);
  if (until.quantile) return n >= fewest_for_quantile(*until.quantile, level);
  const auto least = least_half_width(until, n, level);
  return !least || *least < until.half_width;
}

/// With which it can be met at best; grown by sixteenths.
std::uint64_t fewest_points(const Request& request) {
  std::uint64_t points = *request.points;
  while (!can_be_met(*request.until, points, request.replicates)) points += points / 16;
  return points;
}

}  // namespace

void check_until_fits(const Request& request) {
  if (const std::string reason = reason_against(request); !reason.empty()) throw UsageError(reason);
  if (can_be_met(*request.until, *request.points, request.replicates)) return;
  throw UsageError(fmt::format(
      "a half-width below {} is never met with {} points, whatever they say: at the very best "
      "about {} are needed as sweep.points",
      number_text(request.until->half_width), *request.points, fewest_points(request)));
}

}  // namespace taosweep
