#include "host/experiment/whole_checks.hpp"

#include <algorithm>

#include "host/experiment/design_checks.hpp"

namespace taosweep {

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
  check_design(request, places, complaints);
  if (!request.arms.product.empty() && !request.arms.bundles.empty()) {
    complaints.add(places.of_arms(), "use either [arms] or [arm NAME] sections, not both");
  }
  if (request.kept_paths && !request.kept_economies.empty()) {
    complaints.add(places.of({"keep.paths", "keep.economies"}),
                   "use either keep.paths or keep.economies, not both");
  }
}

}  // namespace taosweep
