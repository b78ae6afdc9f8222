#include "host/experiment/design_checks.hpp"

#include <algorithm>
#include <bit>

namespace taosweep {
namespace {

/// Lines that say something of one design alone.
void check_lines_fit(const Request& request, const Places& places, Complaints& complaints) {
  const Sampling& sampling = request.sampling;
  const auto refuse = [&](bool wrong, const std::string& key, const std::string& are,
                          const std::string& give) {
    if (!wrong) return;
    complaints.add(places.of({"sweep." + key}),
                   "sweep." + key + " " + are + ": give " + give + " as well, or remove it");
  };
  refuse(request.scrambles && !sampling.scrambled(), "scrambles",
         "are parts of a Latin or Sobol design", "design = latin or sobol");
  refuse(request.levels && sampling.kind != DesignKind::morris, "levels", "are of a Morris design",
         "design = morris");
  if (sampling.kind == DesignKind::saltelli) return;
  const std::string rows = "design = saltelli";
  refuse(!sampling.groups.empty(), "groups", "are what rows of a Saltelli design move", rows);
  refuse(sampling.second_order, "second_order", "is of rows of a Saltelli design", rows);
  refuse(sampling.sobol_base, "base", "is that of rows of a Saltelli design", rows);
}

void check_groups(const Request& request, const Places& places, Complaints& complaints) {
  const auto is_drawn = [&](const std::string& key) {
    return std::any_of(request.axes.begin(), request.axes.end(),
                       [&](const Axis& axis) { return axis.sampled && axis.keys.front() == key; });
  };
  for (const AxisGroup& group : request.sampling.groups)
    for (const std::string& key : group.keys)
      if (!is_drawn(key))
        complaints.add(places.of({"sweep.groups"}),
                       "group " + group.name + " has " + key +
                           ", which no line of [vary] draws: draw it, or take it out");
  const std::size_t factors = factor_count(sampled_count(request.axes), request.sampling.groups);
  if (request.sampling.second_order && factors < 2)
    complaints.add(places.of({"sweep.second_order"}),
                   "sweep.second_order is of pairs, and there is one drawn axis or group alone: "
                   "remove it");
}

std::string either(std::uint64_t one, std::uint64_t other) {
  return "give " + std::to_string(one) + " or " + std::to_string(other) + " points";
}

/// What of the axes a row or trajectory takes a point for.
std::string moved_text(const Request& request, std::uint64_t axes) {
  const Sampling& sampling = request.sampling;
  std::string text = std::to_string(axes) + " drawn axes";
  if (!sampling.groups.empty())
    text += " in " + std::to_string(factor_count(axes, sampling.groups)) + " groups and axes";
  return sampling.second_order ? text + " and their pairs" : text;
}

void check_units(const Request& request, const Places& places, Complaints& complaints) {
  const Sampling& sampling = request.sampling;
  const std::string name = info_of(sampling.kind).name, where = places.of({"sweep.points"});
  const std::uint64_t axes = sampled_count(request.axes), together = sampling.together(axes);
  const std::uint64_t points = *request.points, scrambles = sampling.scrambles;
  const std::uint64_t each = std::max<std::uint64_t>(points / scrambles, 2);
  const std::uint64_t below = std::bit_floor(each) * scrambles;
  const std::string rows = "design = " + name + " has " + info_of(sampling.kind).units + " of " +
                           std::to_string(together) + " points for " + moved_text(request, axes);
  if (together > 0 && sampling.sobol_base) {
    const std::uint64_t a_row = scrambles * together,
                        some = std::bit_floor(std::max<std::uint64_t>(points / a_row, 1)) * a_row;
    if (points != some)
      complaints.add(where, rows + ", and base = sobol " + std::to_string(scrambles) +
                                " scrambles (sweep.scrambles) of a power of two of rows each: " +
                                either(some, 2 * some));
  } else if (together > 0 && points % together != 0) {
    const std::uint64_t whole = std::max<std::uint64_t>(points / together, 1) * together;
    complaints.add(where, rows + ": " + either(whole, whole + together));
  }
  if (sampling.kind == DesignKind::latin && (points % scrambles != 0 || points < 2 * scrambles))
    complaints.add(where, "design = latin has " + std::to_string(scrambles) +
                              " hypercubes (sweep.scrambles) of as many points each, 2 or more: " +
                              either(each * scrambles, (each + 1) * scrambles));
  if (sampling.kind == DesignKind::sobol && points != below)
    complaints.add(where, "design = sobol has " + std::to_string(scrambles) +
                              " scrambles (sweep.scrambles) of a power of two of points each: " +
                              either(below, 2 * below));
}

}  // namespace

void check_design(const Request& request, const Places& places, Complaints& complaints) {
  check_lines_fit(request, places, complaints);
  if (request.sampling.kind == DesignKind::random) return;
  if (sampled_count(request.axes) == 0) {
    complaints.add(places.of({"sweep.design"}),
                   std::string("design = ") + info_of(request.sampling.kind).name +
                       " places drawn axes, but no line of [vary] draws from a distribution: "
                       "remove it");
    return;
  }
  check_groups(request, places, complaints);
  if (request.points) check_units(request, places, complaints);
}

}  // namespace taosweep
