#include "host/experiment/whole_checks.hpp"

#include <algorithm>
#include <bit>

namespace taosweep {
namespace {

// Points of a design whose parts fill the cube together come in whole parts.
void check_design(const Request& request, const Places& places, bool sampled,
                  Complaints& complaints) {
  const Sampling& sampling = request.sampling;
  const std::string name = info_of(sampling.kind).name;
  if (request.scrambles && !sampling.scrambled()) {
    complaints.add(places.of({"sweep.scrambles"}),
                   "sweep.scrambles are parts of a Latin or Sobol design: give design = latin or "
                   "sobol as well, or remove it");
  }
  if (request.levels && sampling.kind != DesignKind::morris) {
    complaints.add(places.of({"sweep.levels"}),
                   "sweep.levels are of a Morris design: give design = morris as well, or remove "
                   "it");
  }
  if (sampling.kind == DesignKind::random) return;
  if (!sampled) {
    complaints.add(places.of({"sweep.design"}),
                   "design = " + name +
                       " places drawn axes, but no line of [vary] draws from a distribution: "
                       "remove it");
  }
  if (!request.points) return;
  const std::uint64_t axes = sampled_count(request.axes), together = sampling.together(axes);
  if (sampled && together > 0 && *request.points % together != 0) {
    const std::uint64_t whole = std::max<std::uint64_t>(*request.points / together, 1) * together;
    complaints.add(places.of({"sweep.points"}),
                   "design = " + name + " has " + info_of(sampling.kind).units + " of " +
                       std::to_string(together) + " points for " + std::to_string(axes) +
                       " drawn axes: give " + std::to_string(whole) + " or " +
                       std::to_string(whole + together) + " points");
  }
  const std::uint64_t scrambles = sampling.scrambles, points = *request.points;
  const std::uint64_t each = std::max<std::uint64_t>(points / scrambles, 2);
  const std::uint64_t below = std::bit_floor(each);
  if (sampling.kind == DesignKind::latin && (points % scrambles != 0 || points < 2 * scrambles)) {
    complaints.add(places.of({"sweep.points"}),
                   "design = latin has " + std::to_string(scrambles) +
                       " hypercubes (sweep.scrambles) of as many points each, 2 or more: give " +
                       std::to_string(each * scrambles) + " or " +
                       std::to_string((each + 1) * scrambles) + " points");
  }
  if (sampling.kind == DesignKind::sobol && points != below * scrambles) {
    complaints.add(places.of({"sweep.points"}),
                   "design = sobol has " + std::to_string(scrambles) +
                       " scrambles (sweep.scrambles) of a power of two of points each: give " +
                       std::to_string(below * scrambles) + " or " +
                       std::to_string(2 * below * scrambles) + " points");
  }
}

}  // namespace

void check_whole(const Request& request, const Places& places, Complaints& complaints) {
  const auto drawn = std::find_if(request.axes.begin(), request.axes.end(),
                                  [](const auto& axis) { return axis.sampled; });
  const bool sampled = drawn != request.axes.end();
  if (sampled && !request.points) {
    complaints.add(drawn->where,
                   "[vary] draws from a distribution: give the number of draws as points in "
                   "[sweep]");
  }
  if (!sampled && request.points) {
    complaints.add(places.of({"sweep.points"}),
                   "sweep.points counts draws, but no line of [vary] draws from a "
                   "distribution: remove it");
  }
  check_design(request, places, sampled, complaints);
  if (!request.arms.product.empty() && !request.arms.bundles.empty()) {
    complaints.add(places.of_arms(), "use either [arms] or [arm NAME] sections, not both");
  }
  if (request.kept_paths && !request.kept_economies.empty()) {
    complaints.add(places.of({"keep.paths", "keep.economies"}),
                   "use either keep.paths or keep.economies, not both");
  }
}

}  // namespace taosweep
